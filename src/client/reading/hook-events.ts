import type { DocumentPath } from '../../text/source-text.ts';
import { isMap, member } from '../../text/values.ts';
import type { HookMap } from '../components/hooks.ts';
import type { JsonFile } from '../json-file.ts';

/** What a plugin configures for one event in one place, as written, whatever the client makes of it. */
export interface HookEvent {
  readonly event: string;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  /** What should be the list of groups. */
  readonly value: unknown;
  readonly groups: readonly HookGroup[];
}

/** A value below an event, and where it is. */
export interface HookPart {
  readonly value: unknown;
  readonly path: DocumentPath;
}

/** A matcher with its handlers. */
export interface HookGroup extends HookPart {
  readonly handlers: readonly HookPart[];
}

/** All events in maps of hooks. */
export function hookEvents(maps: readonly HookMap[]): HookEvent[] {
  return maps.flatMap(({ value: events, file, path }) =>
    isMap(events)
      ? Object.entries(events).map(([event, value]): HookEvent => {
          const at = [...path, event];
          return { event, file, path: at, value, groups: partsOf(value, at).map(groupOf) };
        })
      : [],
  );
}

function groupOf({ value, path }: HookPart): HookGroup {
  return { value, path, handlers: partsOf(member(value, 'hooks'), [...path, 'hooks']) };
}

const partsOf = (list: unknown, path: DocumentPath): HookPart[] =>
  Array.isArray(list) ? list.map((value: unknown, index) => ({ value, path: [...path, index] })) : [];

import { componentKinds } from '../../model/component-kinds.ts';
import type { Location } from '../../model/location.ts';
import type { Hook } from '../../model/plugin.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { isMap, listOf, member, textOf, textsOf } from '../../text/values.ts';
import { hasFile, pathInTree } from '../file-tree.ts';
import type { JsonFile } from '../json-file.ts';
import { declarations, type Manifest } from '../manifest.ts';

/** A map of hook events to matchers, and where it is. */
export interface HookMap {
  readonly value: unknown;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  readonly from: 'file' | 'manifest' | 'entry';
}

/** One hook, with its whole configuration. */
export interface FoundHook extends Hook {
  readonly value: Readonly<Record<string, unknown>>;
  readonly file: JsonFile;
  readonly path: DocumentPath;
}

export const hooksPath: string = componentKinds.hooks.place;

/** Every place that declares hooks: the default file first, then what the manifest names or contains, then the entry. */
export function hookMaps(manifest: Manifest): HookMap[] {
  const { tree } = manifest;
  const maps: HookMap[] = [];
  const seen = new Set<string>();
  const open = (path: string) => {
    if (tree === undefined || seen.has(path) || !hasFile(tree.files(), path)) return;
    seen.add(path);
    const file = manifest.open(path);
    if (file !== undefined)
      maps.push({ value: member(file.value, 'hooks'), file, path: ['hooks'], from: 'file' });
  };
  open(hooksPath);
  for (const { value, file, path, from } of declarations(manifest, 'hooks')) {
    // An entry can only declare hooks inline; the client never reads files that it names.
    if (from === 'entry' && !isMap(value)) continue;
    listOf(value).forEach((item, index) => {
      const at = Array.isArray(value) ? [...path, index] : path;
      const inside = typeof item === 'string' ? pathInTree('', item) : undefined;
      if (inside !== undefined) open(inside);
      else if (isMap(item)) maps.push(unwrapped({ value: item, file, path: at, from }));
    });
  }
  return maps;
}

/** The places where the manifest or the entry names the default file, which is loaded anyway. */
export function defaultFileNamed(manifest: Manifest): Location[] {
  return declarations(manifest, 'hooks').flatMap(({ value, file, path, from }) =>
    // Files that an entry names are never read if there is a manifest.
    listOf(value).flatMap((item, index) =>
      typeof item === 'string' && pathInTree('', item) === hooksPath && from !== 'entry'
        ? [file.read().locate(Array.isArray(value) ? [...path, index] : path)]
        : [],
    ),
  );
}

/** Inline hooks may be below a `hooks` key of their own, as in a file. */
function unwrapped(map: HookMap): HookMap {
  const inner = member(map.value, 'hooks');
  return isMap(inner) ? { ...map, value: inner, path: [...map.path, 'hooks'] } : map;
}

/** All hooks of a plugin. What an entry declares for an event replaces what the manifest declares for it. */
export function findHooks(manifest: Manifest): FoundHook[] {
  const maps = hookMaps(manifest);
  const replaced = new Set(maps.filter(({ from }) => from === 'entry').flatMap(({ value }) => keysOf(value)));
  return maps.flatMap(({ value, file, path, from }) =>
    keysOf(value)
      .filter((event) => from !== 'manifest' || !replaced.has(event))
      .flatMap((event) => hooksOf(member(value, event), event, file, [...path, event])),
  );
}

/** The events whose hooks of the manifest do not run, because the entry declares hooks for them, and where it does. */
export function replacedHooks(
  manifest: Manifest,
): { readonly events: readonly string[]; readonly location: Location } | undefined {
  const { entry, json } = manifest;
  // An entry that is not strict is in conflict with the manifest, and nothing of the plugin is loaded.
  if (entry === undefined || json === undefined || !entry.strict) return undefined;
  const maps = hookMaps(manifest);
  const eventsOf = (from: HookMap['from']) =>
    maps.filter((map) => map.from === from).flatMap(({ value }) => keysOf(value));
  const ofManifest = new Set(eventsOf('manifest'));
  const events = [...new Set(eventsOf('entry'))].filter((event) => ofManifest.has(event));
  if (events.length === 0) return undefined;
  return {
    events,
    get location() {
      return entry.file.read().locateKey(['plugins', entry.index, 'hooks']);
    },
  };
}

/** All hooks of a map of events, wherever it is. */
export const hooksBelow = (value: unknown, file: JsonFile, path: DocumentPath): FoundHook[] =>
  keysOf(value).flatMap((event) => hooksOf(member(value, event), event, file, [...path, event]));

/** A hook as the model has it. */
export const hookOf = ({ event, matcher, command, type, condition, isBackground }: FoundHook): Hook => ({
  event,
  ...(matcher !== undefined && { matcher }),
  ...(command !== undefined && { command }),
  ...(type !== undefined && { type }),
  ...(condition !== undefined && { condition }),
  ...(isBackground !== undefined && { isBackground }),
});

/** What it runs: a line for the shell, or a program with its arguments. */
function commandLine(handler: unknown): string | undefined {
  const command = textOf(member(handler, 'command'));
  return command === undefined ? undefined : [command, ...textsOf(member(handler, 'args'))].join(' ');
}

const keysOf = (value: unknown): string[] => (isMap(value) ? Object.keys(value) : []);

function hooksOf(groups: unknown, event: string, file: JsonFile, path: DocumentPath): FoundHook[] {
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((group: unknown, index) => {
    const matcher = textOf(member(group, 'matcher'));
    const handlers = member(group, 'hooks');
    if (!Array.isArray(handlers)) return [];
    return handlers.flatMap((handler: unknown, position): FoundHook[] => {
      if (!isMap(handler)) return [];
      const command = commandLine(handler) ?? textOf(member(handler, 'url'));
      const type = textOf(member(handler, 'type'));
      const condition = textOf(member(handler, 'if'));
      // Only commands can be sent to the background; `asyncRewake` does so, too.
      const isBackground =
        type === 'command' && (member(handler, 'async') === true || member(handler, 'asyncRewake') === true);
      return [
        {
          event,
          ...(matcher !== undefined && { matcher }),
          ...(command !== undefined && { command }),
          ...(type !== undefined && { type }),
          ...(condition !== undefined && { condition }),
          ...(isBackground && { isBackground }),
          value: handler,
          file,
          path: [...path, index, 'hooks', position],
        },
      ];
    });
  });
}

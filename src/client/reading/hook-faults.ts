import type { ClientFacts } from '../../model/client.ts';
import { hookGroup, hookHandler } from '../../model/formats/claude-servers.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { validate } from '../../text/validate.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import { defaultFileNamed, type HookMap, hooksPath } from '../components/hooks.ts';
import { asIgnored, asPluginLost } from '../fault-effects.ts';
import { hasFile } from '../file-tree.ts';
import type { JsonFile } from '../json-file.ts';
import type { Manifest } from '../manifest.ts';
import { type HookEvent, type HookPart, hookEvents } from './hook-events.ts';

/** The default hook file named in a manifest, where this version of the client does not load a plugin that does so. */
export function namedHooksFile(manifest: Manifest): Fault[] {
  if (manifest.facts.loading.refusesNamedHooksFile !== true) return [];
  if (!hasFile(manifest.tree?.files() ?? [], hooksPath)) return [];
  return defaultFileNamed(manifest).map((location) =>
    problem('duplicate-plugin', 'hooks-file-refused', { path: hooksPath }, { location }),
  );
}

/** Hooks that are not in the format that the client expects. */
export function hookFaults(maps: readonly HookMap[], facts: ClientFacts): Fault[] {
  return maps.flatMap((map) => faultsOfMap(map, facts));
}

function faultsOfMap(map: HookMap, facts: ClientFacts): Fault[] {
  const { value, file, from } = map;
  const faults = hookEvents([map]).flatMap((event) => faultsOfEvent(event, facts));
  if (from !== 'file') return faults;
  const malformed = file.faults();
  if (file.value === undefined) return malformed.map(asPluginLost);
  return [...malformed, ...faultsOfFile(file, value, facts), ...faults];
}

/** Whether the client knows an event of this name. */
const isEvent = (key: string, { hooks }: ClientFacts): boolean => Object.hasOwn(hooks.events, key);

/** A hook that cannot be loaded might have been a guard: then the client applies nothing from its file. */
const guards = (event: string, facts: ClientFacts): boolean =>
  isEvent(event, facts) && facts.hooks.events[event]?.guards === true;

/** A hook file is an object with the key `hooks`; the client does not read other keys. */
function faultsOfFile(file: JsonFile, hooks: unknown, facts: ClientFacts): Fault[] {
  const misplaced = isMap(file.value) ? Object.keys(file.value).filter((key) => isEvent(key, facts)) : [];
  const faults = misplaced.map((event): Fault => {
    const name = guards(event, facts) ? 'guard-outside-hooks' : 'event-outside-hooks';
    return problem('schema-violation', name, { event }, { location: file.read().locateKey([event]) });
  });
  const isOfMod = hooks === undefined && member(file.value, 'modules') !== undefined;
  if (isMap(hooks) || isOfMod || misplaced.length > 0) return faults;
  return [problem('schema-violation', 'no-hooks-map', {}, { location: file.read().locate(['hooks']) })];
}

function faultsOfEvent({ event, file, path, value, groups }: HookEvent, facts: ClientFacts): Fault[] {
  const guard = guards(event, facts);
  if (!Array.isArray(value))
    return [
      problem(
        'schema-violation',
        guard ? 'guard-not-a-list' : 'event-not-a-list',
        { event },
        { location: file.read().locate(path) },
      ),
    ];
  return groups.flatMap(({ path: at, handlers }) => {
    const { faults } = validate(hookGroup, file.document, at);
    return [
      ...(guard ? faults : faults.map(asIgnored)),
      ...handlers.flatMap((handler) => faultsOfHandler(handler, file, guard, facts)),
    ];
  });
}

function faultsOfHandler(
  { value, path }: HookPart,
  file: JsonFile,
  guard: boolean,
  { hooks: { kinds } }: ClientFacts,
): Fault[] {
  const ofSchema = validate(hookHandler, file.document, path).faults;
  const faults: Fault[] = guard ? [...ofSchema] : ofSchema.map(asIgnored);
  const type = textOf(member(value, 'type'));
  const needs = type !== undefined && Object.hasOwn(kinds, type) ? kinds[type]?.needs : undefined;
  if (type !== undefined && needs === undefined)
    faults.push(
      problem(
        'schema-violation',
        guard ? 'guard-kind' : 'hook-kind',
        { type, known: Object.keys(kinds) },
        { location: file.read().locate([...path, 'type']) },
      ),
    );
  for (const needed of needs ?? []) {
    if (textOf(member(value, needed)) !== undefined) continue;
    faults.push(
      problem(
        'schema-violation',
        guard ? 'guard-lacks' : 'hook-lacks',
        { type: type ?? '', needed },
        { location: file.read().locate(path) },
      ),
    );
  }
  return faults;
}

import type { ClientFacts } from '../../model/client.ts';
import { hookGroup, hookHandler } from '../../model/formats/claude-servers.ts';
import { nearest } from '../../model/nearest.ts';
import { type Fault, problem } from '../../model/problems.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { validate } from '../../text/validate.ts';
import { isMap, listOf, member, textOf } from '../../text/values.ts';
import { type HookMap, hookMaps, hooksPath } from '../components/hooks.ts';
import { pathInTree } from '../file-tree.ts';
import { ignored, losingPlugin } from '../harm.ts';
import type { JsonFile } from '../json-file.ts';
import { declarations, type Manifest } from '../manifest.ts';

/** What is wrong with the hooks of a plugin. */
export function checkHooks(manifest: Manifest): Fault[] {
  const { facts } = manifest;
  return [...hookMaps(manifest).flatMap((map) => checkMap(map, facts)), ...namedTwice(manifest)];
}

function checkMap({ value, file, path, from }: HookMap, facts: ClientFacts): Fault[] {
  if (from === 'file') {
    const malformed = file.faults();
    if (file.value === undefined) return malformed.map(losingPlugin);
    const shape = checkShape(file, value, facts);
    return [...malformed, ...shape, ...(isMap(value) ? checkEvents(value, file, path, facts) : [])];
  }
  return isMap(value) ? checkEvents(value, file, path, facts) : [];
}

const isEvent = (key: string, { hooks }: ClientFacts): boolean => Object.hasOwn(hooks.events, key);

/** A hook that cannot be loaded might have guarded something: then the client applies nothing of its file. */
const guards = (event: string, facts: ClientFacts): boolean =>
  isEvent(event, facts) && facts.hooks.events[event]?.guards === true;

/** A hook file is a map with the key `hooks`, or `modules`, or both; what else stands there is not read. */
function checkShape(file: JsonFile, hooks: unknown, facts: ClientFacts): Fault[] {
  const beside = isMap(file.value) ? Object.keys(file.value).filter((key) => isEvent(key, facts)) : [];
  const faults = beside.map((event): Fault => {
    const name = guards(event, facts) ? 'guard-outside-hooks' : 'event-outside-hooks';
    return problem('MKT902', name, { event }, { location: file.read().locateKey([event]) });
  });
  const isOfMod = hooks === undefined && member(file.value, 'modules') !== undefined;
  if (isMap(hooks) || isOfMod || beside.length > 0) return faults;
  return [problem('MKT902', 'no-hooks-map', {}, { location: file.read().locate(['hooks']) })];
}

function checkEvents(
  events: Readonly<Record<string, unknown>>,
  file: JsonFile,
  path: DocumentPath,
  facts: ClientFacts,
): Fault[] {
  return Object.entries(events).flatMap(([event, groups]): Fault[] => {
    const at = [...path, event];
    const [near] = isEvent(event, facts) ? [] : nearest(event, Object.keys(facts.hooks.events), 1);
    const unknown: Fault[] = isEvent(event, facts)
      ? []
      : [
          problem(
            'MKT903',
            'hook-event',
            { event, ...(near !== undefined && { near }) },
            { location: file.read().locateKey(at) },
          ),
        ];
    const guard = guards(event, facts);
    if (!Array.isArray(groups))
      return [
        ...unknown,
        problem(
          'MKT902',
          guard ? 'guard-not-a-list' : 'event-not-a-list',
          { event },
          { location: file.read().locate(at) },
        ),
      ];
    return [
      ...unknown,
      ...groups.flatMap((group: unknown, index) =>
        checkGroup(group, { file, at: [...at, index], guard, facts }),
      ),
    ];
  });
}

/** Where a group or a handler of hooks stands, and whether its event may guard something: then a fault of it counts. */
interface Where {
  readonly file: JsonFile;
  readonly at: (string | number)[];
  readonly guard: boolean;
  readonly facts: ClientFacts;
}

function checkGroup(group: unknown, { file, at, guard, facts }: Where): Fault[] {
  const { faults } = validate(hookGroup, file.document, at);
  const handlers = member(group, 'hooks');
  return [
    ...(guard ? faults : faults.map(ignored)),
    ...checkMatcher(member(group, 'matcher'), file, [...at, 'matcher']),
    ...(Array.isArray(handlers)
      ? handlers.flatMap((handler: unknown, index) =>
          checkHandler(handler, { file, at: [...at, 'hooks', index], guard, facts }),
        )
      : []),
  ];
}

function checkMatcher(matcher: unknown, file: JsonFile, at: DocumentPath): Fault[] {
  if (typeof matcher !== 'string' || matcher === '' || matcher === '*') return [];
  try {
    new RegExp(matcher);
    return [];
  } catch {
    return [problem('MKT902', 'matcher', { matcher }, { location: file.read().locate(at) })];
  }
}

function checkHandler(handler: unknown, { file, at, guard, facts }: Where): Fault[] {
  const ofSchema = validate(hookHandler, file.document, at).faults;
  const faults: Fault[] = guard ? [...ofSchema] : ofSchema.map(ignored);
  const type = textOf(member(handler, 'type'));
  const { kinds } = facts.hooks;
  const needed = type !== undefined && Object.hasOwn(kinds, type) ? kinds[type]?.needs : undefined;
  if (type !== undefined && needed === undefined)
    faults.push(
      problem(
        'MKT902',
        guard ? 'guard-kind' : 'hook-kind',
        { type, known: Object.keys(kinds) },
        { location: file.read().locate([...at, 'type']) },
      ),
    );
  if (needed !== undefined && textOf(member(handler, needed)) === undefined)
    faults.push(
      problem(
        'MKT902',
        guard ? 'guard-lacks' : 'hook-lacks',
        { type: type ?? '', needed },
        { location: file.read().locate(at) },
      ),
    );
  const command = textOf(member(handler, 'command'));
  if (command !== undefined && !Array.isArray(member(handler, 'args')))
    faults.push(...checkShellLine(command, file, [...at, 'command']));
  return faults;
}

/** In a shell line a path with a blank falls apart, and values of the user cannot be put in. */
function checkShellLine(command: string, file: JsonFile, at: DocumentPath): Fault[] {
  const faults: Fault[] = [];
  const bare = command.replace(/"[^"]*"|'[^']*'/g, '');
  if (/\$\{?CLAUDE_(PLUGIN_ROOT|PLUGIN_DATA|PROJECT_DIR)\b/.test(bare))
    faults.push(problem('MKT902', 'unquoted-path', {}, { location: file.read().locate(at) }));
  if (/\$\{user_config\./.test(command))
    faults.push(problem('MKT902', 'option-in-shell', {}, { location: file.read().locate(at) }));
  return faults;
}

/** The default file is loaded anyway. */
function namedTwice(manifest: Manifest): Fault[] {
  return declarations(manifest, 'hooks').flatMap(({ value, file, path }) =>
    listOf(value).flatMap((item, index): Fault[] => {
      if (typeof item !== 'string' || pathInTree('', item) !== hooksPath) return [];
      return [
        problem(
          'MKT907',
          'hooks-file-named',
          { path: hooksPath },
          { location: file.read().locate(Array.isArray(value) ? [...path, index] : path) },
        ),
      ];
    }),
  );
}

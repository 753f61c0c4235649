import type { ClientFacts } from '../../model/client.ts';
import type { Fault } from '../../model/fault.ts';
import { hookGroup, hookHandler } from '../../model/formats/claude-servers.ts';
import { nearest } from '../../model/nearest.ts';
import { listed, quoted } from '../../model/text.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { validate } from '../../text/validate.ts';
import { isMap, listOf, member, textOf } from '../../text/values.ts';
import { type HookMap, hookMaps, hooksPath } from '../components/hooks.ts';
import { pathInTree } from '../file-tree.ts';
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
    if (file.value === undefined)
      return malformed.map((fault) => ({
        ...fault,
        message: `${fault.message}; the client loads nothing of the plugin`,
      }));
    const shape = checkShape(file, value, facts);
    return [...malformed, ...shape, ...(isMap(value) ? checkEvents(value, file, path, facts) : [])];
  }
  return isMap(value) ? checkEvents(value, file, path, facts) : [];
}

const isEvent = (key: string, { hooks }: ClientFacts): boolean => Object.hasOwn(hooks.events, key);

/** A hook that cannot be loaded might have guarded something: then the client applies nothing of its file. */
const guards = (event: string, facts: ClientFacts): boolean =>
  isEvent(event, facts) && facts.hooks.events[event]?.guards === true;

/** A hook file is a map with the key `hooks`; what stands beside it is not read. */
function checkShape(file: JsonFile, hooks: unknown, facts: ClientFacts): Fault[] {
  const beside = isMap(file.value) ? Object.keys(file.value).filter((key) => isEvent(key, facts)) : [];
  const faults = beside.map((event): Fault => {
    const guard = guards(event, facts);
    return {
      rule: 'MKT902',
      severity: guard ? 'error' : 'warning',
      message: `\`${event}\` stands outside of \`hooks\`${guard ? ': it may guard something, so the client applies nothing of this file' : ', so it never runs'}`,
      location: file.read().locateKey([event]),
      help: 'put all events into one map: `{ "hooks": { … } }`',
    };
  });
  if (isMap(hooks) || beside.length > 0) return faults;
  return [
    {
      rule: 'MKT902',
      severity: 'warning',
      message: 'there is no map `hooks`, so nothing in this file runs',
      location: file.read().locate(['hooks']),
      help: 'write `{ "hooks": { "SessionStart": [ … ] } }`',
    },
  ];
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
          {
            rule: 'MKT903',
            severity: 'warning',
            message: `\`${event}\` is no hook event, so its hooks never run`,
            location: file.read().locateKey(at),
            help: near !== undefined ? `did you mean \`${near}\`?` : 'see the hooks reference for the events',
          },
        ];
    const level = guards(event, facts) ? 'error' : 'warning';
    if (!Array.isArray(groups))
      return [
        ...unknown,
        {
          rule: 'MKT902',
          severity: level,
          message: `\`${event}\` must be a list`,
          location: file.read().locate(at),
          help: 'write `[ { "matcher": "…", "hooks": [ … ] } ]`',
        },
      ];
    return [
      ...unknown,
      ...groups.flatMap((group: unknown, index) =>
        checkGroup(group, { file, at: [...at, index], severity: level, facts }),
      ),
    ];
  });
}

/** Where a group or a handler of hooks stands, and what a fault of it is worth. */
interface Where {
  readonly file: JsonFile;
  readonly at: (string | number)[];
  readonly severity: 'error' | 'warning';
  readonly facts: ClientFacts;
}

function checkGroup(group: unknown, { file, at, severity, facts }: Where): Fault[] {
  const { faults } = validate(hookGroup, file.document, at);
  const handlers = member(group, 'hooks');
  return [
    ...faults.map((fault) => ({ ...fault, severity })),
    ...checkMatcher(member(group, 'matcher'), file, [...at, 'matcher']),
    ...(Array.isArray(handlers)
      ? handlers.flatMap((handler: unknown, index) =>
          checkHandler(handler, { file, at: [...at, 'hooks', index], severity, facts }),
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
    return [
      {
        rule: 'MKT902',
        severity: 'warning',
        message: `the matcher \`${matcher}\` is not a regular expression, so the hook never runs`,
        location: file.read().locate(at),
        help: 'write tool names, divided by `|`, or a regular expression',
      },
    ];
  }
}

function checkHandler(handler: unknown, { file, at, severity, facts }: Where): Fault[] {
  const faults: Fault[] = validate(hookHandler, file.document, at).faults.map((fault) => ({
    ...fault,
    severity,
  }));
  const type = textOf(member(handler, 'type'));
  const { kinds } = facts.hooks;
  const needed = type !== undefined && Object.hasOwn(kinds, type) ? kinds[type]?.needs : undefined;
  if (type !== undefined && needed === undefined)
    faults.push({
      rule: 'MKT902',
      severity,
      message: `\`${type}\` is no kind of hook`,
      location: file.read().locate([...at, 'type']),
      help: `known kinds: ${listed(quoted(Object.keys(kinds)))}`,
    });
  if (needed !== undefined && textOf(member(handler, needed)) === undefined)
    faults.push({
      rule: 'MKT902',
      severity,
      message: `a hook of the kind \`${type}\` needs \`${needed}\``,
      location: file.read().locate(at),
      help: `add \`${needed}\``,
    });
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
    faults.push({
      rule: 'MKT902',
      severity: 'note',
      message:
        'a path that the client fills in stands without quotes: with a blank in it the command falls apart',
      location: file.read().locate(at),
      help: `put it in double quotes: \`"\${CLAUDE_PLUGIN_ROOT}"/…\``,
    });
  if (/\$\{user_config\./.test(command))
    faults.push({
      rule: 'MKT902',
      severity: 'warning',
      message: `\`\${user_config.…}\` is not filled in in a shell command: the hook fails`,
      location: file.read().locate(at),
      help: 'use `args`, or read `CLAUDE_PLUGIN_OPTION_…` from the environment',
    });
  return faults;
}

/** The default file is loaded anyway. */
function namedTwice(manifest: Manifest): Fault[] {
  return declarations(manifest, 'hooks').flatMap(({ value, file, path }) =>
    listOf(value).flatMap((item, index): Fault[] => {
      if (typeof item !== 'string' || pathInTree('', item) !== hooksPath) return [];
      return [
        {
          rule: 'MKT907',
          severity: 'note',
          message: `\`${hooksPath}\` is loaded without being named`,
          location: file.read().locate(Array.isArray(value) ? [...path, index] : path),
          help: 'remove it from `hooks`',
        },
      ];
    }),
  );
}

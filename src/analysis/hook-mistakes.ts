import type { PluginReading } from '../client/reading/plugin-reading.ts';
import { listed, quoted } from '../model/text.ts';
import type { DocumentPath } from '../text/source-text.ts';
import { member, textOf } from '../text/values.ts';
import type { Placed, Say } from './rule.ts';

type Found = Placed<'MKT902'>;

/** Hooks that match the schema, but do not do what their author meant. */
export function hookMistakes({ contents }: PluginReading): Found[] {
  return (contents?.hookEvents ?? []).flatMap(({ file, groups }) => {
    const at = (path: DocumentPath) => ({ location: file.read().locate(path) });
    return groups.flatMap(({ value, path, handlers }): Found[] => {
      const matcher = member(value, 'matcher');
      return [
        ...(typeof matcher === 'string' && !isPattern(matcher)
          ? [{ case: 'matcher' as const, evidence: { matcher }, ...at([...path, 'matcher']) }]
          : []),
        ...handlers.flatMap((handler): Found[] => {
          const command = textOf(member(handler.value, 'command'));
          if (command === undefined || Array.isArray(member(handler.value, 'args'))) return [];
          return untidyShellLine(command).map((name) => ({
            case: name,
            evidence: {},
            ...at([...handler.path, 'command']),
          }));
        }),
      ];
    });
  });
}

function isPattern(matcher: string): boolean {
  if (matcher === '' || matcher === '*') return true;
  try {
    new RegExp(matcher);
    return true;
  } catch {
    return false;
  }
}

/** In a shell command, an unquoted path with a space breaks, and the client does not insert user options. */
function untidyShellLine(command: string): ('unquoted-path' | 'option-in-shell')[] {
  const bare = command.replace(/"[^"]*"|'[^']*'/g, '');
  return [
    ...(/\$\{?CLAUDE_(PLUGIN_ROOT|PLUGIN_DATA|PROJECT_DIR)\b/.test(bare) ? (['unquoted-path'] as const) : []),
    ...(/\$\{user_config\./.test(command) ? (['option-in-shell'] as const) : []),
  ];
}

type Hooks =
  | 'guard-outside-hooks'
  | 'event-outside-hooks'
  | 'no-hooks-map'
  | 'guard-not-a-list'
  | 'event-not-a-list'
  | 'matcher'
  | 'guard-kind'
  | 'hook-kind'
  | 'guard-lacks'
  | 'hook-lacks'
  | 'unquoted-path'
  | 'option-in-shell';

/** The messages about hooks, including faults that readers find. If an event may guard something, the client applies nothing in a file with a fault. */
export const hookWords: Pick<Say<'MKT902'>, Hooks> = {
  'guard-outside-hooks': ({ event }) =>
    sayOutside(event, ': the client ignores the whole file, so none of its hooks run'),
  'event-outside-hooks': ({ event }) => sayOutside(event, ', so it never runs'),
  'no-hooks-map': () => ({
    message: 'the file has no `hooks` object, so nothing in it runs',
    help: 'write `{ "hooks": { "SessionStart": [ … ] } }`',
  }),
  'guard-not-a-list': sayNotAList,
  'event-not-a-list': sayNotAList,
  matcher: ({ matcher }) => ({
    message: `the matcher \`${matcher}\` is not a valid regular expression, so the hook never runs`,
    help: 'write tool names separated by `|`, or a regular expression',
  }),
  'guard-kind': sayKind,
  'hook-kind': sayKind,
  'guard-lacks': sayLacks,
  'hook-lacks': sayLacks,
  'unquoted-path': () => ({
    message:
      'the path that the client inserts is not quoted: the command breaks if the path contains a space',
    help: `put it in double quotes: \`"\${CLAUDE_PLUGIN_ROOT}"/…\``,
  }),
  'option-in-shell': () => ({
    message: `the client does not replace \`\${user_config.…}\` in a shell command: the hook fails`,
    help: 'use `args`, or read `CLAUDE_PLUGIN_OPTION_…` from the environment',
  }),
};

function sayOutside(event: string, effect: string) {
  return {
    message: `\`${event}\` is outside \`hooks\`${effect}`,
    help: 'put all events into one object: `{ "hooks": { … } }`',
  };
}

function sayNotAList({ event }: { readonly event: string }) {
  return {
    message: `\`${event}\` must be a list`,
    help: 'write `[ { "matcher": "…", "hooks": [ … ] } ]`',
  };
}

function sayKind({ type, known }: { readonly type: string; readonly known: readonly string[] }) {
  return { message: `\`${type}\` is not a kind of hook`, help: `use ${listed(quoted(known), 'or')}` };
}

function sayLacks({ type, needed }: { readonly type: string; readonly needed: string }) {
  return {
    message: `a hook with \`"type": "${type}"\` must have the key \`${needed}\``,
    help: `add \`${needed}\``,
  };
}

import type { PluginReading } from '../client/reading/plugin-reading.ts';
import { listed, quoted } from '../model/text.ts';
import type { DocumentPath } from '../text/source-text.ts';
import { member, textOf } from '../text/values.ts';
import type { Placed, Say } from './rule.ts';

type Found = Placed<'MKT902'>;

/** Hooks that have the right form, and yet do not do what is meant. */
export function untidyHooks({ contents }: PluginReading): Found[] {
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

/** In a shell line a path with a blank falls apart, and values of the user cannot be put in. */
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

/** The words for hooks, those that their readers find too. Where an event may guard something, the client applies nothing of a file with a fault. */
export const hookWords: Pick<Say<'MKT902'>, Hooks> = {
  'guard-outside-hooks': ({ event }) =>
    sayOutside(event, ': it may guard something, so the client applies nothing of this file'),
  'event-outside-hooks': ({ event }) => sayOutside(event, ', so it never runs'),
  'no-hooks-map': () => ({
    message: 'there is no map `hooks`, so nothing in this file runs',
    help: 'write `{ "hooks": { "SessionStart": [ … ] } }`',
  }),
  'guard-not-a-list': sayNotAList,
  'event-not-a-list': sayNotAList,
  matcher: ({ matcher }) => ({
    message: `the matcher \`${matcher}\` is not a regular expression, so the hook never runs`,
    help: 'write tool names, divided by `|`, or a regular expression',
  }),
  'guard-kind': sayKind,
  'hook-kind': sayKind,
  'guard-lacks': sayLacks,
  'hook-lacks': sayLacks,
  'unquoted-path': () => ({
    message:
      'a path that the client fills in stands without quotes: with a blank in it the command falls apart',
    help: `put it in double quotes: \`"\${CLAUDE_PLUGIN_ROOT}"/…\``,
  }),
  'option-in-shell': () => ({
    message: `\`\${user_config.…}\` is not filled in in a shell command: the hook fails`,
    help: 'use `args`, or read `CLAUDE_PLUGIN_OPTION_…` from the environment',
  }),
};

function sayOutside(event: string, effect: string) {
  return {
    message: `\`${event}\` stands outside of \`hooks\`${effect}`,
    help: 'put all events into one map: `{ "hooks": { … } }`',
  };
}

function sayNotAList({ event }: { readonly event: string }) {
  return {
    message: `\`${event}\` must be a list`,
    help: 'write `[ { "matcher": "…", "hooks": [ … ] } ]`',
  };
}

function sayKind({ type, known }: { readonly type: string; readonly known: readonly string[] }) {
  return { message: `\`${type}\` is no kind of hook`, help: `known kinds: ${listed(quoted(known))}` };
}

function sayLacks({ type, needed }: { readonly type: string; readonly needed: string }) {
  return { message: `a hook of the kind \`${type}\` needs \`${needed}\``, help: `add \`${needed}\`` };
}

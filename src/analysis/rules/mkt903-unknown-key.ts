import { listed, quoted } from '../../model/text.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Rule } from '../rule.ts';
import {
  keysWithoutEffect,
  movedKeys,
  unknownHookEvents,
  unknownInDependencies,
  unknownInHeads,
  unknownInSource,
} from '../unknown-keys.ts';

export const unknownKey: Rule<'MKT903'> = {
  id: 'MKT903',
  plugin: (reading) => [
    ...movedKeys(reading),
    ...unknownInDependencies(reading),
    ...unknownHookEvents(reading),
    ...unknownInHeads(reading),
  ],
  marketplace: ({ notable }) =>
    notable.flatMap((entry) =>
      [...unknownInSource(entry), ...keysWithoutEffect(entry)].map((found) => ({
        ...found,
        plugins: [entry.name],
      })),
    ),
  say: inOneLine<Rule<'MKT903'>['say']>({
    'unknown-key': ({ key, known, at, near, isRight }) => ({
      message: `unknown key \`${key}\`${at === undefined ? '' : ` in \`${at}\``}`,
      help:
        near === undefined
          ? `known keys: ${listed(folded(known))}`
          : `did you mean \`${near}\`?${isRight === true ? '' : ' That key requires a different kind of value'}`,
    }),
    'key-of-the-entry': ({ key }) => ({
      message: `unknown key \`${key}\``,
      help: "move it to the plugin's entry in `marketplace.json`",
    }),
    'source-key': ({ plugin, key, kind, known, isSubdir }) => ({
      message: `the source of \`${plugin}\` has the key \`${key}\`, which sources of the kind \`${kind}\` do not support${isSubdir ? ': the client treats the whole repository as the plugin' : ''}`,
      help: isSubdir ? 'use the kind `git-subdir`' : `known keys: ${listed(quoted(known))}`,
    }),
    'no-effect': ({ plugin, key }) => ({
      message: `\`${key}\` of \`${plugin}\` has no effect: only sources of the kind \`archive\` use it`,
      help: 'remove it',
    }),
    'dependency-key': ({ key, known, near }) => ({
      message: `unknown key \`${key}\` in a dependency; the client ignores it`,
      help: near === undefined ? `known keys: ${listed(quoted(known))}` : `did you mean \`${near}\`?`,
    }),
    'hook-event': ({ event, near }) => ({
      message: `\`${event}\` is not a hook event, so its hooks never run`,
      help:
        near === undefined ? "see the events in the client's hooks reference" : `did you mean \`${near}\`?`,
    }),
    'moved-key': ({ key }) => ({
      message: `\`${key}\` has moved; the client still reads it here, but may stop doing so`,
      help: `move it to \`experimental.${key}\``,
    }),
    'not-in-plugins': ({ key }) => ({
      message: `the client ignores \`${key}\` in plugin agents`,
      help:
        key === 'hooks' || key === 'mcpServers'
          ? `remove it, or declare ${key === 'hooks' ? 'the hooks' : 'the servers'} in the plugin itself`
          : 'remove it',
    }),
    'front-matter-misspelt': ({ key, kind, near }) => ({
      message: sayInFrontMatter(key, kind),
      help: `did you mean \`${near}\`?`,
    }),
    'unknown-rule': ({ rule, near }) => ({
      message: `unknown rule \`${rule}\`: this line has no effect`,
      help:
        near.length > 0
          ? `did you mean ${listed(quoted(near), 'or')}?`
          : 'run `mkt explain` to list all rules',
    }),
    'stale-ignore': ({ rule }) => ({
      message: `\`mkt-ignore ${rule}\` has no effect: this line no longer has such a finding`,
      help: 'remove it',
    }),
    'stale-acceptance': ({ rule, plugins = [], message }) => ({
      message: `nothing to accept: \`${rule}\` has no such finding${plugins.length === 0 ? '' : ` about ${listed(quoted(plugins), 'and')}`}${message === undefined ? '' : `: ${message}`}`,
      help: 'remove the entry, or correct it',
    }),
  }),
};

const sayInFrontMatter = (key: string, kind: string): string =>
  `unknown key \`${key}\` in the front matter of ${kind === 'agent' ? 'an' : 'a'} ${kind}; the client ignores it`;

const shownKeys = 12;

/** Some formats have dozens of keys: a full list would be too long to read. */
function folded(keys: readonly string[]): string[] {
  const more = keys.length - shownKeys;
  return more > 1 ? [...quoted(keys.slice(0, shownKeys)), `${more} more`] : quoted(keys);
}

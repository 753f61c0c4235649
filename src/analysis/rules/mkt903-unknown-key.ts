import { listed, quoted } from '../../model/text.ts';
import { inOneLine } from '../faults.ts';
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
  marketplace: ({ entries }) =>
    entries.flatMap((entry) =>
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
          ? `known keys here: ${listed(folded(known))}`
          : `did you mean \`${near}\`?${isRight === true ? '' : ' Then its value must be another'}`,
    }),
    'key-of-the-entry': ({ key }) => ({
      message: `unknown key \`${key}\``,
      help: 'it belongs to the entry of the plugin in `marketplace.json`: move it there',
    }),
    'source-key': ({ plugin, key, kind, known, isSubdir }) => ({
      message: `the source of \`${plugin}\` has \`${key}\`, which the kind \`${kind}\` does not have${isSubdir ? ': the client takes the whole repository for the plugin' : ''}`,
      help: isSubdir ? 'use the kind `git-subdir`' : `known keys here: ${listed(quoted(known))}`,
    }),
    'no-effect': ({ plugin, key }) => ({
      message: `\`${key}\` of \`${plugin}\` has no effect: only sources of the kind \`archive\` are downloaded with it`,
      help: 'remove it',
    }),
    'dependency-key': ({ key, known, near }) => ({
      message: `unknown key \`${key}\` in a dependency, which the client drops`,
      help: near === undefined ? `known keys here: ${listed(quoted(known))}` : `did you mean \`${near}\`?`,
    }),
    'hook-event': ({ event, near }) => ({
      message: `\`${event}\` is no hook event, so its hooks never run`,
      help: near === undefined ? 'see the hooks reference for the events' : `did you mean \`${near}\`?`,
    }),
    'moved-key': ({ key }) => ({
      message: `\`${key}\` has moved; the client still reads it here, but will not for ever`,
      help: `write it as \`experimental.${key}\``,
    }),
    'not-in-plugins': ({ key }) => ({
      message: `the client ignores \`${key}\` in agents of plugins`,
      help: 'remove it; hooks and servers belong to the plugin',
    }),
    'front-matter-misspelt': ({ key, kind, near }) => ({
      message: sayInFrontMatter(key, kind),
      help: `did you mean \`${near}\`?`,
    }),
    'unknown-rule': ({ rule, near }) => ({
      message: `there is no rule \`${rule}\`, so nothing is set or silenced here`,
      help:
        near.length > 0
          ? `did you mean ${listed(quoted(near), 'or')}?`
          : 'run `mkt explain` to see all rules',
    }),
    'stale-ignore': ({ rule }) => ({
      message: `\`mkt-ignore ${rule}\` silences nothing: there is no such finding on this line any more`,
      help: 'take it out',
    }),
  }),
};

const sayInFrontMatter = (key: string, kind: string): string =>
  `unknown key \`${key}\` in the front matter of ${kind === 'agent' ? 'an' : 'a'} ${kind}, which the client ignores`;

const shownKeys = 12;

/** Some formats have dozens of keys: nobody reads a list of them all. */
function folded(keys: readonly string[]): string[] {
  const more = keys.length - shownKeys;
  return more > 1 ? [...quoted(keys.slice(0, shownKeys)), `${more} more`] : quoted(keys);
}

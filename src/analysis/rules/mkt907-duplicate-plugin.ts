import { defaultFileNamed, hooksPath } from '../../client/components/hooks.ts';
import type { TextComponent } from '../../client/components/texts.ts';

import type { PluginReading } from '../../client/reading/plugin-reading.ts';
import {
  dependencyKey,
  type StatedDependency,
  statedRange,
} from '../../client/reading/stated-dependencies.ts';
import { componentKinds } from '../../model/component-kinds.ts';
import { listed, quoted } from '../../model/text.ts';
import { inOneLine } from '../faults.ts';
import { repeatedEntries } from '../repeated-entries.ts';
import type { Placed, Rule } from '../rule.ts';

export const duplicatePlugin: Rule<'MKT907'> = {
  id: 'MKT907',
  plugin: (reading) => [...repeatedDependencies(reading), ...twins(reading), ...namedHooksFile(reading)],
  marketplace: repeatedEntries,
  say: inOneLine<Rule<'MKT907'>['say']>({
    'listed-twice': ({ plugin, firstLine }) => ({
      message: `the plugin \`${plugin}\` is listed twice, first on line ${firstLine}; the client takes the first`,
      help: 'remove or rename one of them',
    }),
    'described-twice': ({ plugin, place }) => ({
      message: `\`${plugin}\` is described twice; the other place is ${place}`,
      help: 'keep one of the two files',
    }),
    'one-source': ({ plugin, other, otherLine }) => ({
      message: `\`${plugin}\` and \`${other}\` (line ${otherLine}) are the same plugin: they have one source`,
      help: 'keep one entry, and put the other name into `renames`; who installs both has every component twice',
    }),
    'dependency-twice': ({ dependency, firstLine, kept, forgotten }) => ({
      message: `the dependency on \`${dependency}\` stands twice, first on line ${firstLine}${kept === undefined ? '' : `; the client keeps \`${kept}\` and forgets \`${forgotten}\``}`,
      help: 'keep one of them',
    }),
    components: ({ name, kinds }) => ({
      message: `two components of the plugin are called \`${name}\`: ${listed(kinds.map((kind) => `${kind === 'agent' ? 'an' : 'a'} ${kind}`))}`,
      help: 'rename one of them: which one a call reaches is not said',
    }),
    'asked-twice': ({ plugin, firstLine, specs }) => ({
      message: `\`${plugin}\` stands in the list twice, first on line ${firstLine}${specs === undefined ? '' : `; ${listed(quoted(specs))} must both hold`}`,
      help: 'keep one of them',
    }),
    'hooks-file-named': ({ path }) => ({
      message: `\`${path}\` is loaded without being named`,
      help: 'remove it from `hooks`',
    }),
    'hooks-file-refused': ({ path }) => ({
      message: `\`${path}\` is loaded without being named, and this version of the client does not load a plugin that names it`,
      help: 'remove it from `hooks`',
    }),
  }),
};

function repeatedDependencies({ dependencies }: PluginReading): Placed<'MKT907'>[] {
  return dependencies.flatMap(({ items }) => {
    const first = new Map<string, StatedDependency>();
    return items.flatMap((item): Placed<'MKT907'>[] => {
      const key = dependencyKey(item);
      if (key === undefined) return [];
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, item);
        return [];
      }
      const { line } = before.file.read().locate(before.path);
      const [forgotten, kept] = [statedRange(before), statedRange(item)];
      return [
        {
          case: 'dependency-twice',
          evidence: {
            dependency: item.name ?? '',
            firstLine: line,
            ...(forgotten !== kept && { forgotten, kept }),
          },
          location: item.file.read().locate(item.path),
        },
      ];
    });
  });
}

/** Components that bear one name: the client shows both, and calls one of them. */
function twins({ contents }: PluginReading): Placed<'MKT907'>[] {
  const first = new Map<string, TextComponent>();
  return (contents?.components.texts ?? []).flatMap((text): Placed<'MKT907'>[] => {
    const { kind, path, front } = text;
    // Skills and commands are called alike: `/plugin:name`.
    const key = `${kind === 'agents' ? 'agent' : 'call'} ${path}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, text);
      return [];
    }
    return [
      {
        case: 'components',
        evidence: { name: path, kinds: [before, text].map((each) => componentKinds[each.kind].singular) },
        location: front.locate(['name']),
        related: [{ location: before.front.locate(['name']), message: 'the other one' }],
      },
    ];
  });
}

/** The default file, which is loaded anyway. Where the client refuses that, it is among the faults of the reading. */
function namedHooksFile({ contents, manifest }: PluginReading): Placed<'MKT907'>[] {
  if (contents === undefined || manifest.facts.loading.refusesNamedHooksFile === true) return [];
  return defaultFileNamed(manifest).map((location) => ({
    case: 'hooks-file-named',
    evidence: { path: hooksPath },
    location,
  }));
}

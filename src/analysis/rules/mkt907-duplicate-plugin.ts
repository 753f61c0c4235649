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
import { inOneLine } from '../reader-faults.ts';
import { repeatedEntries } from '../repeated-entries.ts';
import type { Placed, Rule } from '../rule.ts';

export const duplicatePlugin: Rule<'MKT907'> = {
  id: 'MKT907',
  plugin: (reading) => [...repeatedDependencies(reading), ...twins(reading), ...namedHooksFile(reading)],
  marketplace: repeatedEntries,
  say: inOneLine<Rule<'MKT907'>['say']>({
    'listed-twice': ({ plugin, firstLine }) => ({
      message: `duplicate plugin \`${plugin}\`, first on line ${firstLine}; the client uses the first`,
      help: 'remove or rename one of the two',
    }),
    'described-twice': ({ plugin, place }) => ({
      message: `duplicate plugin \`${plugin}\`, also described in ${place}`,
      help: 'keep one of the two files',
    }),
    'one-source': ({ plugin, other, otherLine }) => ({
      message: `\`${plugin}\` and \`${other}\` (line ${otherLine}) have the same source, so they are the same plugin`,
      help: 'keep one entry, and add the other name to `renames`; otherwise, users who install both get every component twice',
    }),
    'dependency-twice': ({ dependency, firstLine, kept, forgotten }) => ({
      message: `duplicate dependency on \`${dependency}\`, first on line ${firstLine}${kept === undefined ? '' : `; the client keeps \`${kept}\` and ignores \`${forgotten}\``}`,
      help: 'keep one of them',
    }),
    components: ({ name, kinds }) => ({
      message: `two components of the plugin have the name \`${name}\`: ${listed(kinds.map((kind) => `${kind === 'agent' ? 'an' : 'a'} ${kind}`))}`,
      help: 'rename one of the two: which one runs is not documented',
    }),
    'asked-twice': ({ plugin, firstLine, specs }) => ({
      message: `duplicate plugin \`${plugin}\` in the plugin list, first on line ${firstLine}${specs === undefined ? '' : `; ${listed(quoted(specs))} both apply`}`,
      help: 'keep one of them',
    }),
    'hooks-file-named': ({ path }) => ({
      message: `the client loads \`${path}\` by default, so \`hooks\` need not name it`,
      help: 'remove it from `hooks`',
    }),
    'hooks-file-refused': ({ path }) => ({
      message: `the client loads \`${path}\` by default, and this version of the client does not load a plugin that also names it in \`hooks\``,
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

/** Components with the same name: the client shows both, and calls one of them. */
function twins({ contents }: PluginReading): Placed<'MKT907'>[] {
  const first = new Map<string, TextComponent>();
  return (contents?.components.texts ?? []).flatMap((text): Placed<'MKT907'>[] => {
    const { kind, path, front } = text;
    // Skills and commands are called in the same way: `/plugin:name`.
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

/** The default file, which is loaded anyway. If the client refuses that, the reading has it among its faults. */
function namedHooksFile({ contents, manifest }: PluginReading): Placed<'MKT907'>[] {
  if (contents === undefined || manifest.facts.loading.refusesNamedHooksFile === true) return [];
  return defaultFileNamed(manifest).map((location) => ({
    case: 'hooks-file-named',
    evidence: { path: hooksPath },
    location,
  }));
}

import { listed, quoted } from '../../model/text.ts';
import { foldedNames, labelsIn, placedWith, placeOf } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { sharedNamesOf } from '../shared-names.ts';
import { theLesserOf } from '../who-wins.ts';

export const executableClash: Rule<'MKT308'> = {
  id: 'MKT308',
  check(context) {
    const label = labelsIn(context);
    return sharedNamesOf(context.releases, ({ components }) => [...new Set(components.executables)]).map(
      ({ plugins, names }) => ({
        case: 'found',
        evidence: {
          plugins: plugins.map(label),
          names,
          renames: plugins.map(({ name }) => `${name}-${names[0]}`),
        },
        ...placedWith(
          plugins.map(({ name }) => name),
          plugins.flatMap((release) => {
            const at = placeOf(release, 'executable', names[0] ?? '');
            return at === undefined ? [] : [{ at, message: `\`${names[0]}\` of \`${release.name}\`` }];
          }),
          context,
        ),
      }),
    );
  },
  say: {
    found: ({ plugins, names, renames }) => ({
      message: `${listed(foldedNames(plugins))} ${plugins.length === 2 ? 'both' : 'all'} put ${listed(foldedNames(names))} on PATH\nthe folder that comes first in PATH wins, for the hooks and commands of every plugin, and the client does not guarantee an order; a program of ${names.length === 1 ? 'that name' : 'such a name'} on your system comes before all of them`,
      help: `disable ${theLesserOf(plugins.length)}, or ask a maintainer to rename ${names.length === 1 ? 'the executable' : 'the executables'}, such as to ${listed(quoted(renames.slice(0, 2)), 'or')}`,
    }),
  },
};

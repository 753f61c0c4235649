import { listed } from '../../model/text.ts';
import { entriesOf, foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { LegacyRule } from '../rule.ts';

export const undocumentedPlugin: LegacyRule = {
  id: 'MKT804',
  name: 'undocumented-plugin',
  severity: 'note',
  section: 'Documentation',
  summary: 'a chosen plugin has no description, no README and no homepage',
  check(context) {
    const label = labelsIn(context);
    // Where the files are not known, neither is it known what there is to read.
    const silent = context.releases.filter(
      ({ description, documentation }) =>
        description.trim() === '' &&
        documentation !== undefined &&
        !documentation.readme &&
        documentation.homepage === undefined,
    );
    if (silent.length === 0) return [];
    const one = silent.length === 1;
    return [
      {
        ...placedWith([...new Set(silent.map(({ name }) => name))], entriesOf(silent, context), context),
        message: `${listed(foldedNames(silent.map(label).sort(), 12))} ${one ? 'has' : 'have'} no description, no README and no homepage\nnobody can tell what ${one ? 'it is' : 'they are'} for, or what to do when ${one ? 'it fails' : 'they fail'}, without reading the code`,
        help: `ask the maintainer for a \`description\` in \`plugin.json\` and a README, or write down in your project what you use ${one ? 'it' : 'them'} for`,
      },
    ];
  },
};

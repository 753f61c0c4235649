import { listed } from '../../model/text.ts';
import { entriesOf, foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { Rule } from '../rule.ts';

export const undocumentedPlugin: Rule<'MKT804'> = {
  id: 'MKT804',
  check(context) {
    const label = labelsIn(context);
    // If the files are not known, it is not known what documentation exists.
    const silent = context.releases.filter(
      ({ description, documentation }) =>
        description.trim() === '' &&
        documentation !== undefined &&
        !documentation.readme &&
        documentation.homepage === undefined,
    );
    if (silent.length === 0) return [];
    return [
      {
        case: 'found',
        evidence: { plugins: silent.map(label).sort() },
        ...placedWith([...new Set(silent.map(({ name }) => name))], entriesOf(silent, context), context),
      },
    ];
  },
  say: {
    found({ plugins }) {
      const one = plugins.length === 1;
      return {
        message: `${listed(foldedNames(plugins, 12))} ${one ? 'has' : 'have'} no description, no README and no homepage\nonly the code says what ${one ? 'it is' : 'they are'} for, and what to do if ${one ? 'it fails' : 'they fail'}`,
        help: `ask the maintainer for a \`description\` in \`plugin.json\` and a README, or write down in your project what you use ${one ? 'it' : 'them'} for`,
      };
    },
  },
};

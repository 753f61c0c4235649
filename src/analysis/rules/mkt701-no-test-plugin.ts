import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { offersIn, offerText } from '../offers.ts';
import { suggestedForRole } from '../recommended-plugins.ts';
import type { Rule } from '../rule.ts';

export const noTestPlugin: Rule<'MKT701'> = {
  id: 'MKT701',
  needsAll: true,
  needsStated: true,
  check(context) {
    const { releases, wiring } = context;
    const { links } = wiring;
    if (links.length === 0 || releases.some(({ integration }) => integration.roles.includes('testing')))
      return [];
    const plugins = [...new Set(links.flatMap(({ from, to }) => [from, to]))].sort();
    return [
      {
        case: 'found',
        evidence: {
          plugins,
          links: links.map(({ from, to, artifact, format }) => ({ from, to, artifact, format })),
          ...offersIn(context, suggestedForRole('testing', context, { readers: true, builders: plugins })),
        },
        ...placed(plugins, context),
      },
    ];
  },
  say: {
    found({ plugins, links, ...offers }, { section }) {
      const [first] = links;
      const offer = offerText(offers);
      return {
        message: `no chosen plugin tests what passes between ${listed(quoted(plugins))}\n\`${first?.from}\` hands \`${first?.artifact}\` to \`${first?.to}\`, for example; a change in either can break the other unnoticed`,
        help:
          offer === undefined
            ? `write the tests that ${section('tests')} shows`
            : `${offer}, and write the tests that ${section('tests')} shows`,
      };
    },
  },
};

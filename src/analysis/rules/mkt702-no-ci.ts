import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { offersIn, offerText } from '../offers.ts';
import { suggestedForRole } from '../recommended-plugins.ts';
import type { Rule } from '../rule.ts';

export const noCi: Rule<'MKT702'> = {
  id: 'MKT702',
  needsAll: true,
  needsStated: true,
  check(context) {
    const { releases, wiring } = context;
    const having = (role: string) =>
      releases.filter(({ integration }) => integration.roles.includes(role)).map(({ name }) => name);
    const testers = having('testing');
    const tied = wiring.links.filter(({ to, from }) => testers.includes(to) && !testers.includes(from));
    if (tied.length === 0 || having('ci').length > 0) return [];
    const makers = [...new Set(tied.map(({ from }) => from))].sort();
    const offers = offersIn(context, suggestedForRole('ci', context, { readers: true }));
    return [
      {
        case: 'found',
        evidence: { testers, makers, ...offers },
        ...placed([...testers, ...makers], context),
      },
    ];
  },
  say: {
    found: ({ testers, makers, ...offers }, { section }) => ({
      message: `${listed(quoted(testers))} ${testers.length === 1 ? 'tests' : 'test'} what ${listed(quoted(makers))} ${makers.length === 1 ? 'builds' : 'build'}, but no chosen plugin runs the tests on every change\ntests that are run by hand find bugs late`,
      help: [offerText(offers), `run the tests that ${section('tests')} shows in your existing pipeline`]
        .filter((way) => way !== undefined)
        .join(', or '),
    }),
  },
};

import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { offersIn, offerText } from '../offers.ts';
import { suggestedForRole } from '../recommended-plugins.ts';
import type { Rule } from '../rule.ts';

export const noMonitoring: Rule<'MKT802'> = {
  id: 'MKT802',
  needsAll: true,
  needsStated: true,
  check(context) {
    const { releases } = context;
    const having = (role: string) =>
      releases
        .filter(({ integration }) => integration.roles.includes(role))
        .map(({ name }) => name)
        .sort();
    const deploying = having('deployment');
    if (deploying.length === 0 || releases.length < 2 || having('monitoring').length > 0) return [];
    const offers = offersIn(context, suggestedForRole('monitoring', context));
    return [{ case: 'found', evidence: { deploying, ...offers }, ...placed(deploying, context) }];
  },
  say: {
    found: ({ deploying, ...offers }) => ({
      message: `${listed(quoted(deploying))} ${deploying.length === 1 ? 'deploys' : 'deploy'} what is built here, but no chosen plugin monitors it\nyou will learn only from your users whether a release works`,
      help:
        offerText(offers) !== undefined
          ? `${offerText(offers)}, or, if you have monitoring already, write down in your project who watches it`
          : 'write down in your project what monitors it, and who watches the monitoring',
    }),
  },
};

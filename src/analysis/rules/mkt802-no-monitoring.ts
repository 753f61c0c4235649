import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { isFirst, maintainedFirst } from '../recommended-plugins.ts';
import type { Rule } from '../rule.ts';

export const noMonitoring: Rule<'MKT802'> = {
  id: 'MKT802',
  needsAll: true,
  check(context) {
    const { releases, catalogue } = context;
    const having = (role: string) =>
      releases
        .filter(({ integration }) => integration.roles.includes(role))
        .map(({ name }) => name)
        .sort();
    const deploying = having('deployment');
    if (deploying.length === 0 || releases.length < 2 || having('monitoring').length > 0) return [];
    const offers = catalogue
      .filter(({ integration }) => integration.roles.includes('monitoring'))
      .sort(maintainedFirst)
      .map(({ name }) => name)
      .filter(isFirst)
      .slice(0, 3);
    return [{ case: 'found', evidence: { deploying, offers }, ...placed(deploying, context) }];
  },
  say: {
    found: ({ deploying, offers }) => ({
      message: `${listed(quoted(deploying))} ${deploying.length === 1 ? 'deploys' : 'deploy'} what is built here, and no chosen plugin monitors it\nyou learn from your users whether a release works`,
      help:
        offers.length > 0
          ? `add ${listed(quoted(offers), 'or')}, or say in your plan who watches your existing monitoring`
          : 'say in your plan what monitors it, and who watches that',
    }),
  },
};

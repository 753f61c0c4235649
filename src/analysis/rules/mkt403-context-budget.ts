import type { ContextCost } from '../../model/combination-evidence.ts';
import type { ComponentDetail, Release } from '../../model/plugin.ts';
import { count, grouped, listed } from '../../model/text.ts';
import { labelsIn, placedWith } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** 4 % of a context of 200,000 tokens; the page of the rule explains why. */
export const defaultContextTokens = 8000;

const shownPlugins = 6;

export const contextBudget: Rule<'MKT403'> = {
  id: 'MKT403',
  check(context) {
    const budget = context.budgets.contextTokens ?? defaultContextTokens;
    const known = context.releases
      .map((release) => ({ release, tokens: release.contextTokens ?? 0 }))
      .filter(({ tokens }) => tokens > 0)
      .sort((a, b) => b.tokens - a.tokens || (a.release.name < b.release.name ? -1 : 1));
    const total = known.reduce((sum, { tokens }) => sum + tokens, 0);
    if (total <= budget) return [];
    const label = labelsIn(context);
    const biggest = known.slice(0, shownPlugins).map(({ release }) => release);
    return [
      {
        case: 'found',
        evidence: {
          tokens: total,
          budget,
          plugins: known.map(({ release, tokens }) => ({
            plugin: label(release),
            tokens,
            components: longestOf(release).map(({ kind, name, contextTokens }) => ({
              kind,
              name,
              tokens: contextTokens,
            })),
          })),
          unknown: context.releases.filter(({ contextTokens }) => contextTokens === undefined).map(label),
        },
        ...placedWith(
          [...new Set(biggest.map(({ name }) => name))],
          biggest.flatMap((release) => {
            const [at] = longestOf(release);
            return at === undefined
              ? []
              : [{ at, message: `the ${at.kind} \`${at.name}\` of \`${label(release)}\`` }];
          }),
          context,
        ),
      },
    ];
  },
  say: {
    found({ tokens: total, budget, plugins, unknown }) {
      const rest = plugins.slice(shownPlugins);
      const unmeasured =
        unknown.length === 0
          ? ''
          : `${count(unknown.length, 'plugin')} with unknown descriptions ${unknown.length === 1 ? 'is' : 'are'} not counted; `;
      return {
        message: [
          `the descriptions of all agents, commands and skills take about ${grouped(total)} tokens in every session, but the budget is ${grouped(budget)}`,
          ...plugins
            .slice(0, shownPlugins)
            .map((each) => `\`${each.plugin}\` ${grouped(each.tokens)}: ${biggestText(each)}`),
          ...(rest.length === 0
            ? []
            : [
                `${count(rest.length, 'more plugin')} ${grouped(rest.reduce((sum, { tokens }) => sum + tokens, 0))}`,
              ]),
          `${unmeasured}the descriptions are sent with every request, and the longer the list, the less often the model picks the right component`,
        ].join('\n'),
        help: `disable what this project does not use, largest first, or allow more with \`budgets: { contextTokens: ${Math.ceil(total / 1000) * 1000} }\` in \`mkt.yaml\``,
      };
    },
  },
};

/** The components whose descriptions the model sees, the longest first. */
function longestOf({ details = [] }: Release) {
  return details
    .filter(
      (detail): detail is ComponentDetail & { contextTokens: number } => (detail.contextTokens ?? 0) > 0,
    )
    .sort((a, b) => b.contextTokens - a.contextTokens || (a.name < b.name ? -1 : 1));
}

/** How many components there are, and the longest of them. */
function biggestText({ components }: ContextCost['plugins'][number]): string {
  const most = components
    .slice(0, 2)
    .map(({ kind, name, tokens }) => `${kind} \`${name}\` ${grouped(tokens)}`);
  return `${count(components.length, 'component')}, ${components.length > 2 ? 'the longest: ' : ''}${listed(most)}`;
}

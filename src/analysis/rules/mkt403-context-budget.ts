import type { ComponentDetail, Release } from '../../model/plugin.ts';
import { count, listed } from '../../model/text.ts';
import { labelsIn, placedWith } from '../evidence.ts';
import type { LegacyRule } from '../rule.ts';

/** Four in a hundred of a context of 200,000 tokens; the page of the rule argues for it. */
export const defaultContextTokens = 8000;

const shownPlugins = 6;

export const contextBudget: LegacyRule = {
  id: 'MKT403',
  name: 'context-budget',
  severity: 'warning',
  section: 'Communication Overhead',
  summary: 'the descriptions that every session carries take more tokens than the budget allows',
  check(context) {
    const budget = context.budgets.contextTokens ?? defaultContextTokens;
    const known = context.releases
      .map((release) => ({ release, tokens: release.contextTokens ?? 0 }))
      .filter(({ tokens }) => tokens > 0)
      .sort((a, b) => b.tokens - a.tokens || (a.release.name < b.release.name ? -1 : 1));
    const total = known.reduce((sum, { tokens }) => sum + tokens, 0);
    if (total <= budget) return [];
    const label = labelsIn(context);
    const unknown = context.releases.filter(({ contextTokens }) => contextTokens === undefined).length;
    const rest = known.slice(shownPlugins);
    return [
      {
        ...placedWith(
          [...new Set(known.slice(0, shownPlugins).map(({ release }) => release.name))],
          known.slice(0, shownPlugins).flatMap(({ release }) => {
            const [at] = longestOf(release);
            return at === undefined
              ? []
              : [{ at, message: `the ${at.kind} \`${at.name}\` of \`${label(release)}\`` }];
          }),
          context,
        ),
        message: [
          `the descriptions of all agents, commands and skills take about ${number(total)} tokens in every session, and the budget is ${number(budget)}`,
          ...known
            .slice(0, shownPlugins)
            .map(({ release, tokens }) => `\`${label(release)}\` ${number(tokens)}: ${biggestOf(release)}`),
          ...(rest.length === 0
            ? []
            : [
                `${count(rest.length, 'more plugin')} ${number(rest.reduce((sum, { tokens }) => sum + tokens, 0))}`,
              ]),
          `${unknown === 0 ? '' : `${count(unknown, 'plugin')} of which the texts are not known ${unknown === 1 ? 'comes' : 'come'} on top; `}they are paid with every request, and the longer the list, the less often the model picks the right one`,
        ].join('\n'),
        help: `disable what this project does not use, the biggest first, or allow more with \`budgets: { contextTokens: ${Math.ceil(total / 1000) * 1000} }\` in \`mkt.yaml\``,
      },
    ];
  },
};

/** The components that the model is told of, the longest first. */
function longestOf({ details = [] }: Release) {
  return details
    .filter(
      (detail): detail is ComponentDetail & { contextTokens: number } => (detail.contextTokens ?? 0) > 0,
    )
    .sort((a, b) => b.contextTokens - a.contextTokens || (a.name < b.name ? -1 : 1));
}

/** How many components there are, and the longest of them. */
function biggestOf(release: Release): string {
  const told = longestOf(release);
  const most = told
    .slice(0, 2)
    .map(({ kind, name, contextTokens }) => `${kind} \`${name}\` ${number(contextTokens)}`);
  return `${count(told.length, 'component')}, ${told.length > 2 ? 'the longest ' : ''}${listed(most)}`;
}

/** `13,505`. */
const number = (amount: number): string => String(amount).replace(/\B(?=(?:\d{3})+$)/g, ',');

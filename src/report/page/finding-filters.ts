import type { Finding } from '../../model/finding.ts';
import { groupedBy } from '../../model/grouped-by.ts';
import { type Html, html } from './html.ts';

/** What can be chosen in a filter: the word among those of the attribute, and what it is called. */
export type Choice = readonly [value: string, label: string];

/**
 * What findings are filtered by: level, rule and plugin, each with how many there are.
 * @param plugins the ids of plugins, with their names and numbers of findings.
 */
export function findingFilters(findings: readonly Finding[], plugins: readonly Choice[]): Html {
  const levels = (['error', 'warning', 'note'] as const).flatMap((level): Choice[] => {
    const amount = findings.filter(({ severity }) => severity === level).length;
    return amount === 0 ? [] : [[level, `${level} (${amount})`]];
  });
  const rules = [...groupedBy(findings, ({ rule }) => rule)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, found]): Choice => [rule, `${rule} ${found[0]?.name} (${found.length})`]);
  return html`<div class="live filters" role="group" aria-label="Filter the findings">
${select('level', 'Level', levels)}
${select('rule', 'Rule', rules)}
${select('plugin', 'Plugin', plugins)}
<button type="button" data-reset>Show all</button>
</div>`;
}

const select = (name: string, label: string, choices: readonly Choice[]): Html | false =>
  choices.length > 0 &&
  html`<label>${label} <select data-filter="${name}"><option value="">all</option>${choices.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`;

import type { Finding } from '../../model/finding.ts';
import { groupedBy } from '../../model/grouped-by.ts';
import { type Html, html } from './html.ts';
import type { ListOnPage } from './list-on-page.ts';

type Choice = readonly [value: string, label: string];

/** What findings are filtered by: level, rule and plugin, each with how many there are. */
export function findingFilters(lists: readonly ListOnPage[]): Html {
  const findings = lists.flatMap(({ list }) => list.findings);
  const levels = (['error', 'warning', 'note'] as const).flatMap((level): Choice[] => {
    const amount = findings.filter(({ severity }) => severity === level).length;
    return amount === 0 ? [] : [[level, `${level} (${amount})`]];
  });
  const rules = [...groupedBy(findings, ({ rule }) => rule)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, found]): Choice => [rule, `${rule} ${found[0]?.name} (${found.length})`]);
  const plugins = lists.flatMap((each) =>
    each.list.plugins.flatMap(({ name, marketplace }): Choice[] => {
      const id = each.idOfPlugin(`${name}@${marketplace}`)[0] ?? '';
      const amount = each.list.findings.filter((finding) => isAbout(finding, id, each)).length;
      return amount === 0 ? [] : [[id, `${name} (${amount})`]];
    }),
  );
  return html`<div class="live filters" role="group" aria-label="Filter the findings">
${select('level', 'Level', levels)}
${select('rule', 'Rule', rules)}
${select('plugin', 'Plugin', plugins)}
<button type="button" data-reset>Show all</button>
</div>`;
}

const isAbout = (finding: Finding, id: string, { idOfPlugin }: ListOnPage): boolean =>
  finding.plugins.some((name) => idOfPlugin(name).includes(id));

const select = (name: string, label: string, choices: readonly Choice[]): Html | false =>
  choices.length > 0 &&
  html`<label>${label} <select data-filter="${name}"><option value="">all</option>${choices.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`;

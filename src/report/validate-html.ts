import { byPlugin, type PluginFindings } from './by-plugin.ts';
import { findingCard } from './page/finding-card.ts';
import { findingFilters } from './page/finding-filters.ts';
import { type Html, html } from './page/html.ts';
import { page } from './page/page.ts';
import { ruleId, rulePanels } from './page/rule-panels.ts';
import type { ValidateResult } from './results.ts';
import { sinceWords, validateWords } from './validate-words.ts';
import type { PageView } from './view.ts';

const classes = { good: 'good', bad: 'error' } as const;
const marks = { good: '✓', bad: '✗' } as const;

/** `mkt validate --format html`: the result, how many findings each plugin has, and the findings with filters. */
export function validateHtml(result: ValidateResult, view: PageView = {}): string {
  const { findings, since, path } = result;
  const { sign, words } = validateWords(result);
  const plugins = byPlugin(findings);
  const ids = new Map(plugins.map(({ plugin }, index) => [plugin, `plugin-${index + 1}`]));
  const idOf = (name: string | undefined) => ids.get(name) ?? '';
  return page({
    title: `mkt validate: ${words}`,
    head: html`<p class="kicker">${path}</p>
<h1><span class="${classes[sign]}" aria-hidden="true">${marks[sign]}</span> ${words}</h1>
${since !== undefined && sinceWords(since).map((line) => html`<p>${line}</p>`)}`,
    parts:
      findings.length === 0
        ? []
        : [
            { id: 'plugins', title: 'By plugin', body: table(plugins, idOf) },
            {
              id: 'findings',
              title: 'Findings',
              body: html`${findingFilters(
                findings,
                plugins.flatMap(({ plugin, summary }) =>
                  plugin === undefined ? [] : [[idOf(plugin), `${plugin} (${total(summary)})`] as const],
                ),
              )}
<div class="cards">${findings.map((finding, index) =>
                findingCard(finding, `finding-${index + 1}`, {
                  pluginIds: (name) => [idOf(name)],
                  hasPluginPanels: false,
                  ruleId,
                }),
              )}</div>`,
            },
          ],
    panelsTitle: 'Rules',
    panels: rulePanels(findings, view),
    ...(findings.length > 0 && { finds: 'findings' }),
  });
}

const total = ({ errors, warnings, notes }: PluginFindings['summary']): number => errors + warnings + notes;

/** How many findings each plugin has; the numbers lead to them. */
function table(plugins: readonly PluginFindings[], idOf: (name: string | undefined) => string): Html {
  const heads = ['plugin', 'errors', 'warnings', 'notes'];
  return html`<div class="wide" role="region" tabindex="0" aria-label="Table of plugins"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${plugins.map(
    ({ plugin, summary: { errors, warnings, notes } }) =>
      html`<tr><th scope="row">${plugin === undefined ? '(none)' : html`<a href="#findings" data-set="plugin=${idOf(plugin)}">${plugin}</a>`}</th>${[errors, warnings, notes].map((amount) => html`<td class="number">${amount}</td>`)}</tr>`,
  )}</tbody>
</table></div>`;
}

import { type Finding, summarize } from '../model/finding.ts';
import { shownVersion } from '../model/plugin.ts';
import type { CheckedPlugin } from '../model/project.ts';
import { count, grouped, listed } from '../model/text.ts';
import { countedLevels } from './counted-levels.ts';
import { checkedPanels } from './page/checked-panels.ts';
import { findingCard } from './page/finding-card.ts';
import { type Choice, findingFilters } from './page/finding-filters.ts';
import { type Html, html, withCode } from './page/html.ts';
import { type ListOnPage, listOnPage } from './page/list-on-page.ts';
import { meetingTable } from './page/meeting-table.ts';
import { type PagePart, page } from './page/page.ts';
import { ruleId, rulePanels } from './page/rule-panels.ts';
import type { CheckedList } from './results.ts';
import { verdictWords } from './verdict-words.ts';
import type { PageView } from './view.ts';

/**
 * `mkt check --format html`: the verdict first, then what was found, by rule and by plugin and with filters, and where the plugins meet.
 * Each plugin and each rule has a panel.
 */
export function checkHtml(result: CheckedList, view: PageView = {}): string {
  const lists = (result.parts ?? [result]).map(listOnPage);
  const findings = lists.flatMap(({ list }) => list.findings);
  const several = lists.length > 1;
  const of = ({ name }: ListOnPage) => (several ? ` of ${name}` : '');
  return page({
    title: `mkt check: ${verdictWords(result).words}`,
    head: html`${lists.map((each) => headHtml(each, several))}`,
    parts: [
      ...(findings.length === 0 ? [] : [findingsPart(lists)]),
      ...lists.flatMap((each): PagePart[] =>
        each.list.grid === undefined || each.list.grid.plugins.length < 2
          ? []
          : [
              {
                id: `${each.prefix}meetings`,
                title: `Where they meet${of(each)}`,
                body: meetingTable(each.list.grid, {
                  findingId: (finding) => each.idOfFinding.get(finding),
                  pluginId: (label) => each.idOfPlugin(label)[0],
                }),
              },
            ],
      ),
      ...lists.flatMap((each): PagePart[] =>
        each.list.plugins.length === 0
          ? []
          : [{ id: `${each.prefix}plugins`, title: `Plugins${of(each)}`, body: pluginTable(each) }],
      ),
    ],
    panelsTitle: 'Plugins and rules',
    panels: [...lists.flatMap(checkedPanels), ...rulePanels(findings, view)],
    finds: 'findings and plugins',
  });
}

const classes = { good: 'good', bad: 'error', unknown: 'warning' } as const;
const marks = { good: '✓', bad: '✗', unknown: '?' } as const;

/** The verdict of a list, what stops it, and what was looked at. */
function headHtml({ list, name }: ListOnPage, isOneOfSeveral: boolean): Html {
  const { findings, plugins, verdict, looked, accepted = [], baseline } = list;
  const { sign, words } = verdictWords(list);
  const counted = countedLevels(summarize(findings));
  const reasons = verdict.kind === 'refused' ? verdict.reasons : [];
  const components = plugins.reduce(
    (sum, plugin) => sum + Object.values(plugin.components).reduce((own, amount) => own + amount, 0),
    0,
  );
  const facts: (readonly [amount: number, what: string])[] = [
    [plugins.length, plugins.length === 1 ? 'plugin' : 'plugins'],
    [components, components === 1 ? 'component' : 'components'],
    [looked.rules.length, 'rules'],
    [accepted.length, 'accepted'],
    [baseline?.known ?? 0, 'in the baseline'],
  ];
  const { requested } = list;
  const asked = requested.length > 6 ? count(requested.length, 'requested plugin') : listed([...requested]);
  return html`<p class="kicker">${isOneOfSeveral || looked.list.kind !== 'arguments' ? name : asked}</p>
<h1><span class="${classes[sign]}" aria-hidden="true">${marks[sign]}</span> ${isOneOfSeveral && `${name}: `}${words}${counted !== '' && `: ${counted}`}</h1>
${reasons.length > 0 && html`<ul class="hurts bad">${reasons.map((reason) => html`<li>${withCode(reason)}</li>`)}</ul>`}
<ul class="facts">${facts.filter(([amount]) => amount > 0).map(([amount, what]) => html`<li><b>${grouped(amount)}</b> ${what}</li>`)}</ul>`;
}

/** All findings, the gravest first, with what to filter them by. */
function findingsPart(lists: readonly ListOnPage[]): PagePart {
  const order = { error: 0, warning: 1, note: 2 } as const;
  const all = lists.flatMap((each) =>
    each.list.findings.map((finding) => ({
      finding,
      card: findingCard(finding, each.idOfFinding.get(finding) ?? '', {
        pluginIds: each.idOfPlugin,
        hasPluginPanels: true,
        ruleId,
      }),
    })),
  );
  const sorted = [...all].sort((a, b) => order[a.finding.severity] - order[b.finding.severity]);
  return {
    id: 'findings',
    title: 'Findings',
    note: countedLevels(summarize(all.map(({ finding }) => finding))),
    body: html`${findingFilters(
      all.map(({ finding }) => finding),
      lists.flatMap(pluginChoices),
    )}
<div class="cards">${sorted.map(({ card }) => card)}</div>`,
  };
}

/** The plugins about which something was found, and how much. */
const pluginChoices = ({ list, idOfPlugin }: ListOnPage): Choice[] =>
  list.plugins.flatMap(({ name, marketplace }): Choice[] => {
    const id = idOfPlugin(`${name}@${marketplace}`)[0] ?? '';
    const amount = list.findings.filter(({ plugins }) =>
      plugins.some((each) => idOfPlugin(each).includes(id)),
    ).length;
    return amount === 0 ? [] : [[id, `${name} (${amount})`]];
  });

/** The plugins with their versions, and how much was found about each. */
function pluginTable({ list, idOfPlugin }: ListOnPage): Html {
  const found = new Map<string, Finding[]>();
  for (const finding of list.findings)
    for (const name of new Set(finding.plugins)) found.set(name, [...(found.get(name) ?? []), finding]);
  const heads = ['plugin', 'version', 'marketplace', 'required by', 'findings'];
  return html`<div class="wide" role="region" tabindex="0" aria-label="Table of plugins"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${list.plugins.map((plugin) => pluginRow(plugin, idOfPlugin(`${plugin.name}@${plugin.marketplace}`)[0] ?? '', found.get(plugin.name) ?? []))}</tbody>
</table></div>`;
}

function pluginRow(plugin: CheckedPlugin, id: string, found: readonly Finding[]): Html {
  const by = plugin.requested ? 'requested' : listed([...new Set(plugin.requiredBy)]);
  return html`<tr data-find="" data-plugin="${id}"><th scope="row"><a href="#${id}">${plugin.name}</a></th><td>${shownVersion(plugin)}</td><td>${plugin.marketplace}</td><td>${by}</td><td>${found.length === 0 ? '' : html`<a href="#findings" data-set="plugin=${id}">${countedLevels(summarize(found))}<span class="unseen"> about ${plugin.name}</span></a>`}</td></tr>`;
}

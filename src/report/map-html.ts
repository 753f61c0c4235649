import { summarize } from '../model/finding.ts';
import { tieKinds } from '../model/map.ts';
import type { MeetingGrid } from '../model/surface.ts';
import { count } from '../model/text.ts';
import { countedLevels } from './counted-levels.ts';
import { circleMarkup, signsOf } from './drawing/circle-svg.ts';
import { drawingMarkup } from './drawing/drawing-svg.ts';
import { legendMarkup } from './drawing/legend.ts';
import { mapWords } from './drawing/link-words.ts';
import { mapDrawing } from './drawing/map-drawing.ts';
import { nodeMarks } from './drawing/node-marks.ts';
import { categoryName, kindNoun } from './map-words.ts';
import { findingCard } from './page/finding-card.ts';
import { type Html, html, trusted } from './page/html.ts';
import { kindLetters, mapMatrix } from './page/map-matrix.ts';
import { type MapOnPage, mapOnPage, tiesOf } from './page/map-on-page.ts';
import { mapPanels } from './page/map-panels.ts';
import { meetingTable } from './page/meeting-table.ts';
import { canvas, type PagePart, page } from './page/page.ts';
import { ruleId, rulePanels } from './page/rule-panels.ts';
import type { MapResult } from './results.ts';
import type { PageView } from './view.ts';

/** The most connected plugins in each list next to the picture, and the most plugins of a table that is not folded. */
const most = { listed: 8, meeting: 20 } as const;

/**
 * `mkt map --format html`: which plugins refer to which, as a picture and as a matrix, with filters; where they would meet; and a panel
 * for each plugin, with the evidence.
 */
export function mapHtml(map: MapResult, view: PageView = {}): string {
  const onPage = mapOnPage(map);
  const { plugins, ties, grid } = map;
  const findings = [...onPage.findings.keys()];
  const parts: (PagePart | undefined)[] = [
    ties.length === 0
      ? undefined
      : { id: 'ties', title: 'Who refers to whom', body: html`${filters(onPage)}${views(onPage)}` },
    grid === undefined || grid.plugins.length < 2 || findings.length === 0
      ? undefined
      : {
          id: 'meetings',
          title: 'Where they would meet',
          note: countedLevels(summarize(findings)),
          body: html`${meetings(grid, onPage)}
<details open data-fold><summary>${count(findings.length, 'finding')}</summary><div class="cards">${findings.map((finding) => findingCard(finding, onPage.findings.get(finding) ?? '', { pluginIds: onPage.idsOf, hasPluginPanels: true, ruleId }))}</div></details>`,
        },
    { id: 'plugins', title: 'Plugins', body: pluginTable(onPage) },
    missing(map),
  ];
  return page({
    title: `Plugin map: ${count(plugins.length, 'plugin')}, ${count(ties.length, 'connected pair')}`,
    head: headHtml(map),
    parts: parts.filter((part) => part !== undefined),
    panelsTitle: 'Plugins and rules',
    panels: [...mapPanels(onPage), ...rulePanels(findings, view)],
    finds: 'plugins and findings',
  });
}

function headHtml({ plugins, ties, sources, categories, absent, isWithoutData }: MapResult): Html {
  const alone = plugins.filter((plugin) => tiesOf(plugin) === 0).length;
  const facts: (readonly [amount: number, what: string])[] = [
    [plugins.length, plugins.length === 1 ? 'plugin' : 'plugins'],
    ...tieKinds.map((kind) => {
      const amount = ties.reduce((sum, { counts }) => sum + (counts[kind] ?? 0), 0);
      return [amount, kindNoun(kind, amount)] as const;
    }),
    [alone, 'without a tie'],
    [absent.length, absent.length === 1 ? 'missing dependency' : 'missing dependencies'],
  ];
  return html`<p class="kicker">${sources.join(', ')}</p>
<h1>${ties.length === 0 ? 'No plugin refers to another' : `${count(ties.length, 'pair')} of plugins ${ties.length === 1 ? 'is' : 'are'} connected`}</h1>
${ties.length > 0 && categories.length > 1 && html`<p class="lead">${busiest(categories)}</p>`}
<ul class="facts">${facts.filter(([amount]) => amount > 0).map(([amount, what]) => html`<li><b>${amount}</b> ${what}</li>`)}</ul>
${isWithoutData && html`<p class="faint">Data, files and events are not shown: there are too many connections.</p>`}`;
}

/** The two categories that refer to each other most. */
function busiest(categories: MapResult['categories']): string {
  const [first] = [...categories].sort((a, b) => b.pairs - a.pairs);
  if (first === undefined) return '';
  const [from, to] = [categoryName(first.from), categoryName(first.to)];
  return from === to
    ? `Most ties are inside ${from}: ${count(first.pairs, 'pair')}.`
    : `Most ties lead from ${from} to ${to}: ${count(first.pairs, 'pair')}.`;
}

function filters({ map, categories, findings }: MapOnPage): Html {
  const used = tieKinds.filter((kind) => map.ties.some(({ counts }) => counts[kind] !== undefined));
  const levels = (['error', 'warning', 'note'] as const).filter((level) =>
    [...findings.keys()].some(({ severity }) => severity === level),
  );
  const select = (name: string, title: string, choices: readonly (readonly [string, string])[]) =>
    choices.length > 1 &&
    html`<label>${title} <select data-filter="${name}"><option value="">all</option>${choices.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`;
  return html`<div class="live filters" role="group" aria-label="What is shown">
<div class="views" role="group" aria-label="View"><button type="button" data-view="graph">Graph</button><button type="button" data-view="matrix">Matrix</button></div>
${select(
  'category',
  'Category',
  [...categories].map(([name, word]) => [word, name]),
)}
${select(
  'kind',
  'Tie',
  used.map((kind) => [kind, kindNoun(kind, 2)]),
)}
${
  levels.length > 0 &&
  html`<label>Findings <select data-filter="level"><option value="">all</option>${levels.map((level) => html`<option value="${level}">with ${level}s</option>`)}</select></label>`
}
<button type="button" data-reset>Show all</button>
</div>`;
}

function views(onPage: MapOnPage): Html {
  const { ties } = onPage.map;
  const used = tieKinds.filter((kind) => ties.some(({ counts }) => counts[kind] !== undefined));
  const choices = ['category', 'name', 'ties'] as const;
  return html`<div data-shown="graph" class="map-graph">
${graph(onPage)}
${mostConnected(onPage)}
</div>
<div data-shown="matrix">
<div class="figure-head"><ul class="legend">${used.map((kind) => html`<li><svg class="drawing" width="18" height="18" aria-hidden="true"><g class="cell ${kind}"><rect width="17" height="17" rx="3"/><text x="8.5" y="12.5" text-anchor="middle">${kindLetters[kind]}</text></g></svg> ${mapWords[kind]}</li>`)}<li><b>+</b> and more</li></ul>
<div class="live filters"><label>Sorted by <select data-sort>${choices.map((choice, index) => html`<option value="${index}">${choice}</option>`)}</select></label>
<label><input type="checkbox" data-all-rows> with empty rows</label></div></div>
${mapMatrix(onPage)}
</div>`;
}

function graph(onPage: MapOnPage): Html {
  const made = mapDrawing(onPage.map, onPage.countedAbout);
  const label = 'Picture of the plugins and what connects them';
  if (made.shape === 'circle' && made.isByCategory) {
    const picture = circleMarkup(
      made.drawing,
      nodeMarks((name) => onPage.categories.get(name) ?? ''),
    );
    const legend = legendMarkup(signsOf(made.drawing), { ...mapWords, order: 'refers to' });
    return canvas(trusted(picture), {
      label: 'Picture of the categories and what connects them',
      legend: trusted(legend),
    });
  }
  const marks = nodeMarks(onPage.idOf, onPage.filtersOf, (from, to) => onPage.tieFiltersOf({ from, to }));
  const [picture, legend] =
    made.shape === 'circle'
      ? [circleMarkup(made.drawing, marks), legendMarkup(signsOf(made.drawing), mapWords)]
      : [drawingMarkup(made.drawing, marks), legendMarkup(made.drawing, mapWords)];
  return canvas(trusted(picture), { label, legend: trusted(legend) });
}

/** Those that most others depend on, call or mention, and those that refer to most. */
function mostConnected({ map, idOf }: MapOnPage): Html {
  const column = (title: string, amountOf: (plugin: MapResult['plugins'][number]) => number) => {
    const all = [...map.plugins]
      .sort((a, b) => amountOf(b) - amountOf(a))
      .filter((each) => amountOf(each) > 0);
    return (
      all.length > 0 &&
      html`<h3>${title}</h3><ol>${all.slice(0, most.listed).map((plugin) => html`<li><a href="#${idOf(plugin.label)}">${plugin.label}</a> <small>${amountOf(plugin)}</small></li>`)}</ol>`
    );
  };
  return html`<aside aria-label="Most connected">${column('Referred to most', ({ referredBy }) => referredBy)}${column('Refer to most', ({ refersTo }) => refersTo)}</aside>`;
}

/** A table of many plugins is folded, so that what is below it is found. */
function meetings(grid: MeetingGrid, { findings, idOf }: MapOnPage): Html {
  const table = meetingTable(grid, { findingId: (finding) => findings.get(finding), pluginId: idOf });
  const meeting = new Set(grid.meetings.flatMap(({ finding }) => finding.plugins)).size;
  return meeting <= most.meeting
    ? table
    : html`<details open data-fold><summary>${count(meeting, 'plugin')} in a table</summary>${table}</details>`;
}

function pluginTable({ map, idOf, filtersOf, foundAbout }: MapOnPage): Html {
  const heads = ['plugin', 'version', 'category', 'refers to', 'referred to by', 'findings'];
  return html`<div class="wide" role="region" tabindex="0" aria-label="Table of plugins"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${map.plugins.map(({ label, version, category, refersTo, referredBy }) => {
    const attributes = Object.entries(filtersOf(label)).map(([name, value]) => html`${name}="${value}"`);
    return html`<tr data-node="${idOf(label)}" ${attributes}><th scope="row"><a href="#${idOf(label)}">${label}</a></th><td>${version}</td><td>${categoryName(category)}</td><td class="number">${refersTo}</td><td class="number">${referredBy}</td><td>${countedLevels(summarize(foundAbout(label)))}</td></tr>`;
  })}</tbody>
</table></div>`;
}

function missing({ absent, unusable }: MapResult): PagePart | undefined {
  if (absent.length + unusable.length === 0) return undefined;
  return {
    id: 'missing',
    title: 'Missing',
    body: html`${absent.length > 0 && html`<h3>Dependencies that no registry has</h3><ul>${absent.map(({ from, name }) => html`<li><code>${from}</code>: <code>${name}</code></li>`)}</ul>`}
${unusable.length > 0 && html`<h3>Skipped, because they cannot be used</h3><ul>${unusable.map((name) => html`<li><code>${name}</code></li>`)}</ul>`}`,
  };
}

import type { Plan } from '../model/plan.ts';
import { count, grouped } from '../model/text.ts';
import { drawingMarkup } from './drawing/drawing-svg.ts';
import { legendMarkup } from './drawing/legend.ts';
import { nodeMarks } from './drawing/node-marks.ts';
import { planDrawing } from './drawing/plan-drawing.ts';
import { sectionHtml } from './page/blocks.ts';
import { contentKey } from './page/content-key.ts';
import { type FindingPlaces, findingCard } from './page/finding-card.ts';
import { type Html, html, trusted, withCode } from './page/html.ts';
import { canvas, type PagePart, page } from './page/page.ts';
import { pluginPanels } from './page/plugin-panels.ts';
import { ruleId, rulePanels } from './page/rule-panels.ts';
import { detailSections } from './plan-details.ts';
import type { Block, Section } from './plan-document.ts';
import { headOf } from './plan-head.ts';
import { screenSections } from './plan-screen.ts';
import { countedWarnings, warningsOf } from './plan-warnings.ts';
import type { PageView } from './view.ts';

/**
 * `mkt plan --format html`: the plan to keep open while it is carried out. The verdict first, then who works with whom, what to do with
 * boxes to tick, what to watch out for, and everything else to unfold; each plugin and each rule has a panel.
 */
export function planHtml(plan: Plan, view: PageView = {}): string {
  const pluginIds = idsOf(plan);
  const isFirst = ({ id }: Section) => ['before', 'settings'].includes(id);
  const details = detailSections(plan);
  const first = details.filter(isFirst);
  const rest = details.filter((section) => !isFirst(section));
  const screen = new Map(
    screenSections(plan, { withFindings: true }).map((section) => [section.id, section]),
  );
  const [change, steps, together, watchOut] = ['change', 'steps', 'together', 'watch-out'].map((id) =>
    screen.get(id),
  );
  // Findings are shown whole, so that what is left are pitfalls.
  const pitfalls = watchOut?.blocks ?? [];
  const places = { pluginIds: (name: string) => pluginIds.get(name) ?? [], hasPluginPanels: true, ruleId };
  const parts: (PagePart | undefined)[] = [
    {
      id: 'flow',
      title: 'How they work together',
      body: html`${flow(plan, pluginIds)}
${together && html`<details open data-fold><summary>The same as a list</summary>${sectionHtml(together)}</details>`}`,
    },
    steps && {
      id: 'steps',
      title: 'Do this',
      ...(first.length > 0 && { width: 'half' }),
      body: html`<p class="live faint" data-done="${steps.id}"></p>${sectionHtml(steps)}`,
    },
    first.length === 0
      ? undefined
      : {
          id: 'before',
          title: 'Before you start',
          width: 'half',
          body: html`${first.map((section) => html`${section.id !== 'before' && html`<h3>${section.title}</h3>`}${sectionHtml(section)}`)}`,
        },
    plan.findings.length + pitfalls.length === 0
      ? undefined
      : {
          id: 'findings',
          title: 'Watch out',
          note: countedWarnings(warningsOf(plan)).join(', '),
          body: findingsHtml(plan, places, pitfalls),
        },
    rest.length === 0
      ? undefined
      : {
          id: 'details',
          title: 'Details',
          body: html`<div class="folds">${rest.map(
            (section) =>
              html`<details open data-fold id="details-${section.id}"><summary>${section.title} <small>${section.blocks.length}</small></summary>${sectionHtml(section)}</details>`,
          )}</div>`,
        },
  ];
  return page({
    title: headOf(plan).title,
    head: headHtml(plan, change && sectionHtml(change)),
    parts: parts.filter((part) => part !== undefined),
    panelsTitle: 'Plugins and rules',
    panels: [...pluginPanels(plan, places), ...rulePanels(plan.findings, view)],
    finds: 'plugins, steps, findings',
    // Only values in an order of their own: the keys of a saved plan are sorted.
    key: contentKey([
      plan.plugins.map(({ name, version }) => [name, version]),
      plan.rollout.map(({ title, commands, checks }) => [title, commands, checks]),
    ]),
  });
}

/** The ids of the panels of each plugin, by its name in the plan and by the name that findings have for it. */
function idsOf({ plugins }: Plan): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  plugins.forEach(({ name, marketplace }, index) => {
    const plain = name.endsWith(`@${marketplace}`) ? name.slice(0, -marketplace.length - 1) : name;
    for (const key of new Set([name, plain])) ids.set(key, [...(ids.get(key) ?? []), `plugin-${index + 1}`]);
  });
  return ids;
}

const classes = { good: 'good', bad: 'error', unknown: 'warning' } as const;
const marks = { good: '✓', bad: '✗', unknown: '?' } as const;

/** Whether it works, what hurts most, what changes, and how large it is. */
function headHtml(plan: Plan, change: Html | undefined): Html {
  const { title, sign, verdict, hurts } = headOf(plan);
  const { plugins, stages, orchestration, useCase } = plan;
  const tokens = plugins.reduce((sum, { cost }) => sum + (cost?.tokens ?? 0), 0);
  const unmeasured = plugins.filter(({ cost }) => cost?.tokens === undefined).length;
  const facts: (readonly [amount: string, what: string] | false)[] = [
    [String(plugins.length), plugins.length === 1 ? 'plugin' : 'plugins'],
    [String(stages.length), stages.length === 1 ? 'stage' : 'stages'],
    orchestration.width > 1 && [`up to ${orchestration.width}`, 'side by side'],
    tokens > 0 && [
      `about ${grouped(tokens)}`,
      `tokens in every session${unmeasured > 0 ? `, without ${count(unmeasured, 'plugin')} of unknown texts` : ''}`,
    ],
    plan.findings.length > 0 && [
      String(plan.findings.length),
      plan.findings.length === 1 ? 'finding' : 'findings',
    ],
  ];
  return html`<p class="kicker">${title}</p>
<h1><span class="${classes[sign]}" aria-hidden="true">${marks[sign]}</span> ${verdict}</h1>
${useCase !== undefined && html`<p class="lead">${useCase}</p>`}
${
  hurts.length > 0 &&
  html`<ul class="hurts${sign === 'bad' && ' bad'}">${hurts.map(({ level, what, instead }) => html`<li>${level}: ${withCode(what)}${instead !== undefined && html`<br><span class="faint">${withCode(instead)}</span>`}</li>`)}</ul>`
}
<ul class="facts">${facts.filter((fact) => fact !== false).map(([amount, what]) => html`<li><b>${amount}</b> ${what}</li>`)}</ul>
${change}`;
}

/** The stages as lanes. A card is also found by what its plugin adds. */
function flow(plan: Plan, pluginIds: ReadonlyMap<string, readonly string[]>): Html {
  const drawing = planDrawing(plan);
  const words = new Map(
    plan.plugins.map(({ name, components = {} }) => [name, Object.values(components).flat().join(' ')]),
  );
  const picture = drawingMarkup(
    drawing,
    nodeMarks(
      (name) => pluginIds.get(name)?.[0] ?? '',
      (name) => ({ 'data-find': words.get(name) ?? '' }),
    ),
  );
  return canvas(trusted(picture), {
    label: 'Picture of the stages, their plugins, and what connects them',
    legend: trusted(legendMarkup(drawing)),
  });
}

/** The findings, the gravest first; notes are folded. Pitfalls that apply come after the warnings. */
function findingsHtml({ findings }: Plan, places: FindingPlaces, pitfalls: readonly Block[]): Html {
  const cards = findings.map((finding, index) => ({
    isNote: finding.severity === 'note',
    card: findingCard(finding, `finding-${index + 1}`, places),
  }));
  const notes = cards.filter(({ isNote }) => isNote);
  return html`<div class="cards">${cards.filter(({ isNote }) => !isNote).map(({ card }) => card)}</div>
${pitfalls.length > 0 && html`<h3>Known pitfalls</h3>${sectionHtml({ id: 'pitfalls', title: '', blocks: pitfalls })}`}
${notes.length > 0 && html`<details open data-fold><summary>${count(notes.length, 'note')}</summary><div class="cards">${notes.map(({ card }) => card)}</div></details>`}`;
}

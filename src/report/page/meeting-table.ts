import type { Finding } from '../../model/finding.ts';
import {
  type MeetingGrid,
  type PluginSurface,
  type SurfaceColumn,
  surfaceColumns,
} from '../../model/surface.ts';
import { count } from '../../model/text.ts';
import { type Html, html } from './html.ts';

/** A cell with more shows the first ones, and unfolds the others. */
const shown = 4;

/** What each column is about. */
export const surfaceHeads: Readonly<Record<SurfaceColumn, readonly [title: string, about: string]>> = {
  hooks: ['hooks', 'listens to'],
  gates: ['gates', 'can stop or answer'],
  names: ['names', 'is called'],
  takes: ['takes', 'starts, occupies or reaches'],
};

/** The ids of what the table leads to. */
export interface MeetingPlaces {
  /** The id of the card of a finding. */
  readonly findingId: (finding: Finding) => string | undefined;
  /** The id of the panel of a plugin, by its label in the grid. */
  readonly pluginId?: (label: string) => string | undefined;
}

/**
 * Plugins by what they hook, gate, name and take; cells in which plugins meet are marked, with links to the findings. Plugins that meet no
 * other are folded.
 */
export function meetingTable({ plugins, meetings }: MeetingGrid, places: MeetingPlaces): Html {
  const met = new Map<string, Finding[]>();
  for (const { column, finding } of meetings)
    for (const name of finding.plugins) {
      const key = `${column} ${name}`;
      met.set(key, [...(met.get(key) ?? []), finding]);
    }
  const meets = ({ name }: PluginSurface) => surfaceColumns.some((column) => met.has(`${column} ${name}`));
  const table = (rows: readonly PluginSurface[]): Html => html`<table class="grid">
<thead><tr><th scope="col">plugin</th>${surfaceColumns.map((column) => html`<th scope="col">${surfaceHeads[column][0]} <small>${surfaceHeads[column][1]}</small></th>`)}</tr></thead>
<tbody>${rows.map((plugin) => row(plugin, met, places))}</tbody>
</table>`;
  const [meeting, others] = [plugins.filter(meets), plugins.filter((plugin) => !meets(plugin))];
  const findings = new Set(meetings.map(({ finding }) => finding)).size;
  return html`<p>${
    findings === 0
      ? 'No findings about these plugins together.'
      : `${count(findings, 'finding')} about ${count(meeting.length, 'plugin')}. Marked cells lead to the finding.`
  }</p>
${meeting.length > 0 && table(meeting)}
${
  others.length > 0 &&
  html`<details open data-fold><summary>${count(others.length, 'plugin')} ${others.length === 1 ? 'meets' : 'meet'} no other</summary>${table(others)}</details>`
}`;
}

function row(
  plugin: PluginSurface,
  met: ReadonlyMap<string, readonly Finding[]>,
  { findingId, pluginId }: MeetingPlaces,
): Html {
  const id = pluginId?.(plugin.label);
  return html`<tr data-find=""${id !== undefined && html` data-plugin="${id}"`}><th scope="row">${id === undefined ? plugin.label : html`<a href="#${id}">${plugin.label}</a>`}</th>${surfaceColumns.map(
    (column) => cell(plugin, column, met.get(`${column} ${plugin.name}`) ?? [], findingId),
  )}</tr>`;
}

function cell(
  plugin: PluginSurface,
  column: SurfaceColumn,
  met: readonly Finding[],
  findingId: MeetingPlaces['findingId'],
): Html {
  const items = plugin[column];
  const marks = met.map(
    (finding) =>
      html`<a class="mark ${finding.severity}" href="#${findingId(finding) ?? ''}" title="${finding.message.split('\n', 1)[0] ?? ''}">${finding.severity} ${finding.rule}</a>`,
  );
  return html`<td data-column="${surfaceHeads[column].join(': ')}" class="${met.length > 0 ? 'met' : items.length === 0 && 'empty'}">${marks.length > 0 && html`<div class="marks">${marks}</div>`}${list(items.slice(0, shown))}${
    items.length > shown &&
    html`<details open data-fold><summary>${items.length - shown} more</summary>${list(items.slice(shown))}</details>`
  }</td>`;
}

const list = (items: readonly string[]): Html | false =>
  items.length > 0 && html`<ul>${items.map((item) => html`<li><code>${item}</code></li>`)}</ul>`;

import type { Finding } from '../model/finding.ts';
import {
  type MeetingGrid,
  type PluginSurface,
  type SurfaceColumn,
  surfaceColumns,
} from '../model/surface.ts';
import { count } from '../model/text.ts';
import { findingHtml, findingStyle } from './finding-html.ts';
import { markup } from './markup.ts';

/** A cell with more shows the first ones, and unfolds the others. */
const shown = 4;

/** The style of {@link gridHtml}: below 45rem each plugin is a block with its four cells below each other. */
export const gridStyle = `${findingStyle}
  .grid { width: 100%; table-layout: fixed; }
  .grid th, .grid td { vertical-align: top; padding: 0.5rem; border: 1px solid var(--line); overflow-wrap: anywhere; }
  .grid thead th { background: var(--shade); position: sticky; top: 0; }
  .grid ul { list-style: none; margin: 0; padding: 0; }
  .grid li { font-size: 0.85em; }
  .grid td.met { border-left: 4px solid var(--warning); background: var(--shade); }
  .marks { display: flex; flex-wrap: wrap; gap: 0.3rem; margin-bottom: 0.3rem; }
  .mark { border: 1px solid currentColor; border-radius: 0.3rem; padding: 0 0.3rem; font-size: 0.8em; text-decoration: none; }
  .grid th .faint { display: block; font-weight: normal; }
  @media (max-width: 45rem) {
    .grid, .grid tbody, .grid tr, .grid th, .grid td { display: block; width: auto; }
    .grid thead { display: none; }
    .grid tr { margin-bottom: 1rem; }
    .grid td::before { content: attr(data-column); display: block; color: var(--faint); font-size: 0.8em; }
    .grid td.empty { display: none; }
  }`;

/** What each column is about, for people. */
const heads: Readonly<Record<SurfaceColumn, readonly [title: string, about: string]>> = {
  hooks: ['hooks', 'listens to'],
  gates: ['gates', 'can stop or answer'],
  names: ['names', 'is called'],
  takes: ['takes', 'starts, occupies or reaches'],
};

/**
 * Plugins by what they hook, gate, name and take; cells in which plugins meet are marked, with links to the findings below.
 * @param prefix of ids, if the page has several grids.
 */
export function gridHtml({ plugins, meetings }: MeetingGrid, prefix = ''): string[] {
  if (plugins.length === 0) return [];
  const places = new Map<string, { finding: Finding; id: string }[]>();
  const findings = [...new Set(meetings.map(({ finding }) => finding))];
  for (const { column, finding } of meetings) {
    for (const name of finding.plugins) {
      const key = `${column} ${name}`;
      const id = `${prefix}meeting-${findings.indexOf(finding) + 1}`;
      places.set(key, [...(places.get(key) ?? []), { finding, id }]);
    }
  }
  return [
    '<h2>Where they meet</h2>',
    `<p>${meetings.length === 0 ? 'No findings about these plugins together.' : `${count(findings.length, 'finding')} about ${count(new Set(findings.flatMap((finding) => finding.plugins)).size, 'plugin')}. Marked cells lead to the finding.`}</p>`,
    '<table class="grid">',
    `<thead><tr><th scope="col">plugin</th>${surfaceColumns.map((column) => `<th scope="col">${heads[column][0]}<span class="faint">${heads[column][1]}</span></th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...plugins.map(
      (plugin) =>
        `<tr><th scope="row">${markup(plugin.label)}</th>${surfaceColumns
          .map((column) => cell(plugin, column, places.get(`${column} ${plugin.name}`) ?? []))
          .join('')}</tr>`,
    ),
    '</tbody>',
    '</table>',
    ...findings.map((finding, index) => findingHtml(finding, `${prefix}meeting-${index + 1}`)),
  ];
}

function cell(
  plugin: PluginSurface,
  column: SurfaceColumn,
  met: readonly { readonly finding: Finding; readonly id: string }[],
): string {
  const items = plugin[column];
  const kind = met.length > 0 ? ' class="met"' : items.length === 0 ? ' class="empty"' : '';
  const marks = met.map(
    ({ finding: { rule, severity, message }, id }) =>
      `<a class="mark ${severity}" href="#${id}" title="${markup(firstLine(message))}">${severity} ${rule}</a>`,
  );
  return [
    `<td data-column="${heads[column].join(': ')}"${kind}>`,
    ...(marks.length === 0 ? [] : [`<div class="marks">${marks.join('')}</div>`]),
    list(items.slice(0, shown)),
    ...(items.length > shown
      ? [`<details><summary>${items.length - shown} more</summary>${list(items.slice(shown))}</details>`]
      : []),
    '</td>',
  ].join('');
}

const list = (items: readonly string[]): string =>
  items.length === 0
    ? ''
    : `<ul>${items.map((item) => `<li><code>${markup(item)}</code></li>`).join('')}</ul>`;

const firstLine = (message: string): string => message.split('\n', 1)[0] ?? '';

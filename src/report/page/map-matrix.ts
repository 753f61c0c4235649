import type { MapPlugin, Tie, TieKind } from '../../model/map.ts';
import { type Font, fitted, textWidth } from '../drawing/text-size.ts';
import { categoryName, countedKinds, kindsOf } from '../map-words.ts';
import { type Html, html } from './html.ts';
import { type MapOnPage, tiesOf } from './map-on-page.ts';

/** The side of a cell; the script has the same number. */
const cell = 18;
const font: Font = { size: 11 };
/** The longest name of a row or column, in pixels. */
const longest = 170;

/** With more plugins than this, those without a tie are not in the matrix at all: they would make up most of the page. */
const mostEmpty = 1000;

/** The letter of each kind of tie: not all readers see colors. */
export const kindLetters: Readonly<Record<TieKind, string>> = {
  dependency: 'D',
  data: 'H',
  file: 'F',
  event: 'E',
  call: 'C',
  mention: 'M',
};

/**
 * A matrix of ties: rows refer to columns. It is made of pictures whose rows, columns and cells the script places: those of plugins
 * without a tie are there, but hidden, until they are asked for.
 */
export function mapMatrix(onPage: MapOnPage): Html {
  const { ties } = onPage.map;
  const plugins =
    onPage.map.plugins.length <= mostEmpty
      ? onPage.map.plugins
      : onPage.map.plugins.filter((plugin) => tiesOf(plugin) > 0);
  const rows = plugins.filter(({ refersTo }) => refersTo > 0);
  const columns = plugins.filter(({ referredBy }) => referredBy > 0);
  const rowOf = new Map(rows.map(({ label }, index) => [label, index]));
  const columnOf = new Map(columns.map(({ label }, index) => [label, index]));
  const side =
    Math.ceil(
      plugins.reduce((most, { label }) => Math.max(most, Math.min(longest, textWidth(label, font))), 60),
    ) + 12;
  const ranks = ranksOf(plugins);
  const sizeOf = (width: number, height: number): Html => html`width="${width}" height="${height}"`;
  const [width, height] = [columns.length * cell, rows.length * cell];
  const label = ({ label: name, refersTo, referredBy }: MapPlugin, at: 'row' | 'column'): Html => {
    const isEmpty = (at === 'row' ? refersTo : referredBy) === 0;
    const own = {
      ...onPage.filtersOf(name),
      'data-node': onPage.idOf(name),
      'data-ranks': ranks.get(name) ?? '',
      ...(isEmpty && { 'data-empty': '' }),
    };
    const [place, words] =
      at === 'row'
        ? [`0 ${(rowOf.get(name) ?? 0) * cell}`, html`x="${side - 6}" y="13" text-anchor="end"`]
        : [`${(columnOf.get(name) ?? 0) * cell} 0`, html`transform="translate(13 ${side - 6})rotate(-90)"`];
    return html`<a href="#${onPage.idOf(name)}" ${attributes(own)} transform="translate(${place})"><title>${name}</title><text ${words}>${fitted(name, longest, font)}</text></a>`;
  };
  return html`<div class="matrix" data-matrix role="region" tabindex="0" aria-label="Matrix: rows refer to columns">
<svg class="drawing corner" ${sizeOf(side, side)} aria-hidden="true"><text class="remark" x="${side - 6}" y="${side - 8}" text-anchor="end">refers to →</text></svg>
<svg class="drawing columns" ${sizeOf(width, side)} role="group" aria-label="Columns">${plugins.map((plugin) => label(plugin, 'column'))}</svg>
<svg class="drawing rows" ${sizeOf(side, height)} role="group" aria-label="Rows">${plugins.map((plugin) => label(plugin, 'row'))}</svg>
<svg class="drawing cells" ${sizeOf(width, height)} role="group" aria-label="Cells">
${bands(onPage, rows, columns)}
${plugins.map(({ label }) => diagonal(label, onPage, rowOf.get(label), columnOf.get(label)))}
${ties.map((tie) => cellHtml(tie, onPage, rowOf.get(tie.from) ?? 0, columnOf.get(tie.to) ?? 0))}
</svg>
</div>`;
}

const attributes = (all: Readonly<Record<string, string>>): Html[] =>
  Object.entries(all).map(([name, value]) => html`${name}="${value}"`);

/** The places of each plugin by category, by name and by number of ties. */
function ranksOf(plugins: readonly MapPlugin[]): Map<string, string> {
  const placeIn = (sorted: readonly MapPlugin[]) => new Map(sorted.map(({ label }, index) => [label, index]));
  const orders = [
    placeIn(plugins),
    placeIn([...plugins].sort((a, b) => (a.label < b.label ? -1 : 1))),
    placeIn([...plugins].sort((a, b) => tiesOf(b) - tiesOf(a))),
  ];
  return new Map(plugins.map(({ label }) => [label, orders.map((order) => order.get(label)).join(' ')]));
}

/** Behind the cells of the plugins of one category. */
function bands(onPage: MapOnPage, rows: readonly MapPlugin[], columns: readonly MapPlugin[]): Html[] {
  if (onPage.categories.size < 2) return [];
  return [...onPage.categories].map(([name, word]) => {
    const span = (all: readonly MapPlugin[]): readonly [start: number, size: number] => {
      const own = all.flatMap(({ category }, index) => (categoryName(category) === name ? [index] : []));
      return own.length === 0 ? [0, 0] : [(own[0] as number) * cell, own.length * cell];
    };
    const [[y, height], [x, width]] = [span(rows), span(columns)];
    return html`<rect class="band" data-band="${word}" x="${x}" y="${y}" width="${width}" height="${height}"><title>${name}</title></rect>`;
  });
}

function diagonal(
  label: string,
  { idOf }: MapOnPage,
  row: number | undefined,
  column: number | undefined,
): Html {
  const isGone = row === undefined || column === undefined;
  return html`<rect class="self${isGone && ' gone'}" data-row="${idOf(label)}" data-column="${idOf(label)}" width="${cell - 1}" height="${cell - 1}" transform="translate(${(column ?? 0) * cell} ${(row ?? 0) * cell})"/>`;
}

function cellHtml(tie: Tie, { idOf, tieFiltersOf }: MapOnPage, row: number, column: number): Html {
  const kinds = kindsOf(tie);
  const [strongest] = kinds;
  const letter = strongest === undefined ? '' : `${kindLetters[strongest]}${kinds.length > 1 ? '+' : ''}`;
  return html`<a class="cell ${strongest ?? ''}" href="#${idOf(tie.from)}" tabindex="-1" data-row="${idOf(tie.from)}" data-column="${idOf(tie.to)}" ${attributes({ ...tieFiltersOf(tie), 'data-kind': kinds.join(' ') })} transform="translate(${column * cell} ${row * cell})"><title>${`${tie.from} → ${tie.to}: ${countedKinds([tie])}`}</title><rect width="${cell - 1}" height="${cell - 1}" rx="3"/><text x="8.5" y="12.5" text-anchor="middle">${letter}</text></a>`;
}

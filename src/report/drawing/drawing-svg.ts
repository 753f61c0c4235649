import { drawingStyle } from '../generated/drawing-style.ts';
import { markup } from '../markup.ts';
import type { Box, Card, Drawing, DrawnLink, Frame, LinkLabel, Point } from './drawing.ts';
import { sizes } from './lane-layout.ts';
import { legendOf } from './legend.ts';
import { arrowTip, legendSample, markShape, rounded } from './signs.ts';

/**
 * A drawing for a page, in the style of `page/style/drawing.css`. A frame is a `.frame`, a card a `.card` with `data-plugin`, a link a
 * `.link` with `data-kind`, and where a label belongs to several links, its `data-to` has all targets, separated by spaces.
 * @param idOf the id of the panel of a plugin, which a card leads to; `data-node`, `data-from` and `data-to` are such ids.
 * @param wordsOf by what else a card is found, apart from what it says.
 */
export function drawingMarkup(
  drawing: Drawing,
  idOf: (plugin: string) => string,
  wordsOf: (plugin: string) => string = () => '',
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" ${sizeOf(drawing)} role="group" aria-label="${markup(drawing.title)}">`,
    ...inside(drawing, idOf, wordsOf),
    '</svg>',
  ].join('\n');
}

/** A drawing as a file of its own, with its style, light or dark as the reader's system is, and a legend below. */
export function drawingSvg(drawing: Drawing): string {
  const legend = legendOf(drawing);
  const whole = {
    width: Math.max(drawing.width, legend.width),
    height: drawing.height + legend.height,
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" ${sizeOf(whole)}>`,
    `<title>${markup(drawing.title)}</title>`,
    `<style>${drawingStyle}</style>`,
    `<rect class="ground" width="${whole.width}" height="${whole.height}"/>`,
    ...inside(drawing),
    ...legend.items.map(
      ({ x, y, sample, text }) =>
        `<g transform="translate(${rounded(x)} ${rounded(drawing.height + y)})">${legendSample(sample)}<text class="remark" x="${sample.is === 'mark' ? 28 : 48}" y="4">${markup(text)}</text></g>`,
    ),
    '</svg>',
  ].join('\n');
}

const sizeOf = ({ width, height }: Pick<Box, 'width' | 'height'>): string =>
  `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;

/** Lines are below cards and labels. */
function inside(
  { frames, links, cards, labels }: Drawing,
  idOf?: (plugin: string) => string,
  wordsOf?: (plugin: string) => string,
): string[] {
  return [
    ...frames.map(frameMarkup),
    ...links.map((link) => linkMarkup(link, idOf)),
    ...labels.map((label) => labelMarkup(label, links, idOf)),
    ...cards.map((card) => cardMarkup(card, idOf, wordsOf)),
  ];
}

function frameMarkup({ title, shownTitle, note, ...box }: Frame): string {
  return [
    `<g class="frame" data-frame="${markup(title)}"><title>${markup(title)}</title>`,
    rectangle(box, 'class="lane" rx="10"'),
    text('title', box.x + sizes.inside + 2, box.y + 22, shownTitle),
    ...(note === '' ? [] : [text('remark', box.x + sizes.inside + 2, box.y + 38, note)]),
    '</g>',
  ].join('');
}

function linkMarkup(
  { from, to, kind, isOptional, tooltip, hub, points }: DrawnLink,
  idOf: ((plugin: string) => string) | undefined,
): string {
  const end = points.at(-1) as Point;
  const way = end.x >= (points.at(-2) as Point).x ? 1 : -1;
  // The line stops inside the head of its arrow.
  const line = [...points.slice(0, -1), { x: end.x - 6 * way, y: end.y }];
  return [
    `<g class="link ${kind}" data-kind="${kind}"${kind === 'order' ? '' : endsOf(from, [to], idOf)}><title>${markup(tooltip)}</title>`,
    `<path class="reach" d="${pathOf(points)}"/>`,
    `<path class="line" d="${pathOf(hub === 'to' ? line.reverse() : line)}"/>`,
    arrowTip(end, way, isOptional),
    '</g>',
  ].join('');
}

function endsOf(from: string, to: readonly string[], idOf?: (plugin: string) => string): string {
  if (idOf === undefined)
    return to.length > 1 ? '' : ` data-from="${markup(from)}" data-to="${markup(to[0] ?? '')}"`;
  return ` data-from="${markup(idOf(from))}" data-to="${markup(to.map(idOf).join(' '))}"`;
}

/** A path through points: level, or a curve that begins and ends level. */
function pathOf(points: readonly Point[]): string {
  return points
    .map(({ x, y }, index) => {
      const last = points[index - 1];
      if (last === undefined) return `M${rounded(x)} ${rounded(y)}`;
      if (last.y === y) return `H${rounded(x)}`;
      const middle = rounded((last.x + x) / 2);
      return `C${middle} ${rounded(last.y)} ${middle} ${rounded(y)} ${rounded(x)} ${rounded(y)}`;
    })
    .join('');
}

function labelMarkup(
  { lines, links: own, ...box }: LinkLabel,
  links: readonly DrawnLink[],
  idOf: ((plugin: string) => string) | undefined,
): string {
  const all = own.map((index) => links[index] as DrawnLink);
  const { kind, from } = all[0] as DrawnLink;
  const ends = endsOf(
    from,
    all.map(({ to }) => to),
    idOf,
  );
  return [
    `<g class="label ${kind}" data-kind="${kind}"${ends}><title>${markup(all.map(({ tooltip }) => tooltip).join('; '))}</title>`,
    rectangle(box, 'class="box" rx="5"'),
    ...lines.map((line, index) =>
      text('words', box.x + sizes.inside, box.y + 14 + index * sizes.labelLine, line),
    ),
    '</g>',
  ].join('');
}

function cardMarkup(
  card: Card,
  idOf: ((plugin: string) => string) | undefined,
  wordsOf: ((plugin: string) => string) | undefined,
): string {
  const { plugin, shownName, shownDetail, tooltip, findings, isStated, ...box } = card;
  const { error, warning, note } = findings;
  const level = error > 0 ? 'error' : warning > 0 ? 'warning' : 'note';
  const amount = error + warning + note;
  const id = idOf === undefined ? undefined : markup(idOf(plugin));
  const link =
    id === undefined
      ? ''
      : ` href="#${id}" data-node="${id}" data-find="${markup(wordsOf?.(plugin) ?? '')}" aria-label="${markup(tooltip)}"`;
  const element = id === undefined ? 'g' : 'a';
  return [
    `<${element} class="card" data-plugin="${markup(plugin)}"${link}><title>${markup(tooltip)}</title>`,
    rectangle(box, `class="body${isStated ? '' : ' unknown'}" rx="8"`),
    text('name', box.x + sizes.inside, box.y + 22, shownName),
    text('detail', box.x + sizes.inside, box.y + 39, shownDetail),
    ...(amount === 0
      ? []
      : [
          `<g class="${level}">${markShape(level, box.x + box.width - 32, box.y + 17)}${text('amount', box.x + box.width - 22, box.y + 21, amount > 99 ? '99' : String(amount))}</g>`,
        ]),
    `</${element}>`,
  ].join('');
}

const rectangle = (box: Box, rest: string): string =>
  `<rect x="${rounded(box.x)}" y="${rounded(box.y)}" width="${rounded(box.width)}" height="${rounded(box.height)}" ${rest}/>`;

const text = (kind: string, x: number, y: number, words: string): string =>
  `<text class="${kind}" x="${rounded(x)}" y="${rounded(y)}">${markup(words)}</text>`;

import { drawingStyle } from '../generated/drawing-style.ts';
import { markup } from '../markup.ts';
import type { Box, Card, Drawing, DrawnLink, Frame, LinkLabel, Point } from './drawing.ts';
import { sizes } from './lane-sizes.ts';
import { legendSvg } from './legend.ts';
import { type LegendWords, planWords } from './link-words.ts';
import type { NodeMarks } from './node-marks.ts';
import { amountOf, arrowTip, levelOf, markShape, rounded } from './signs.ts';

/**
 * A drawing for a page, in the style of `page/style/drawing.css`. A frame is a `.frame`, a card a `.card` with `data-plugin`, a link a
 * `.link` with `data-kind`, and where a label belongs to several links, its `data-to` has all targets, separated by spaces.
 */
export function drawingMarkup(drawing: Drawing, marks: NodeMarks): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" ${sizeOf(drawing)} role="group" aria-label="${markup(drawing.title)}">`,
    ...inside(drawing, marks),
    '</svg>',
  ].join('\n');
}

/** A drawing as a file of its own, with its style, light or dark as the reader's system is, and a legend below. */
export function drawingSvg(drawing: Drawing, words: LegendWords = planWords): string {
  const legend = legendSvg(drawing, words, { width: drawing.width, top: drawing.height });
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
    legend.markup,
    '</svg>',
  ].join('\n');
}

const sizeOf = ({ width, height }: Pick<Box, 'width' | 'height'>): string =>
  `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;

/** Lines are below cards and labels. */
function inside({ frames, links, cards, labels }: Drawing, marks?: NodeMarks): string[] {
  return [
    ...frames.map(frameMarkup),
    ...links.map((link) => linkMarkup(link, marks)),
    ...labels.map((label) => labelMarkup(label, links, marks)),
    ...cards.map((card) => cardMarkup(card, marks)),
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
  marks: NodeMarks | undefined,
): string {
  const end = points.at(-1) as Point;
  const way = end.x >= (points.at(-2) as Point).x ? 1 : -1;
  // The line stops inside the head of its arrow.
  const line = [...points.slice(0, -1), { x: end.x - 6 * way, y: end.y }];
  return [
    `<g class="link ${kind}" data-kind="${kind}"${kind === 'order' ? '' : endsOf(from, [to], marks)}><title>${markup(tooltip)}</title>`,
    `<path class="reach" d="${pathOf(points)}"/>`,
    `<path class="line" d="${pathOf(hub === 'to' ? line.reverse() : line)}"/>`,
    arrowTip(end, way, isOptional),
    '</g>',
  ].join('');
}

/** In a file, a label of several links has none: names may contain spaces. */
function endsOf(from: string, to: readonly string[], marks: NodeMarks | undefined): string {
  if (marks !== undefined) return marks.lineAttributesOf(from, to);
  return to.length > 1 ? '' : ` data-from="${markup(from)}" data-to="${markup(to[0] ?? '')}"`;
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
  marks: NodeMarks | undefined,
): string {
  const all = own.map((index) => links[index] as DrawnLink);
  const { kind, from } = all[0] as DrawnLink;
  const ends = endsOf(
    from,
    all.map(({ to }) => to),
    marks,
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

function cardMarkup(card: Card, marks: NodeMarks | undefined): string {
  const { plugin, shownName, shownDetail, tooltip, findings, isStated, ...box } = card;
  const level = levelOf(findings);
  const amount = amountOf(findings);
  const element = marks === undefined ? 'g' : 'a';
  const link = marks === undefined ? '' : marks.attributesOf(plugin);
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

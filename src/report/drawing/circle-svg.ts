import { drawingStyle } from '../generated/drawing-style.ts';
import { markup } from '../markup.ts';
import type { Chord, Circle, CircleFrame, Spoke } from './circle.ts';
import { circleSizes, pointAt } from './circle-layout.ts';
import type { Point } from './drawing.ts';
import { legendSvg, type Signs } from './legend.ts';
import type { LegendWords } from './link-words.ts';
import type { NodeMarks } from './node-marks.ts';
import { amountOf, levelOf, markShape, rounded } from './signs.ts';

/** A circle for a page; see `drawingMarkup`. */
export function circleMarkup(circle: Circle, marks: NodeMarks): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" ${sizeOf(circle.size, circle.size)} role="group" aria-label="${markup(circle.title)}">`,
    ...inside(circle, marks),
    '</svg>',
  ].join('\n');
}

/** A circle as a file of its own, with its style and a legend. */
export function circleSvg(circle: Circle, words: LegendWords): string {
  const legend = legendSvg(signsOf(circle), words, { width: circle.size, top: circle.size });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" ${sizeOf(circle.size, circle.size + legend.height)}>`,
    `<title>${markup(circle.title)}</title>`,
    `<style>${drawingStyle}</style>`,
    `<rect class="ground" width="${circle.size}" height="${circle.size + legend.height}"/>`,
    ...inside(circle),
    legend.markup,
    '</svg>',
  ].join('\n');
}

/** What its legend has to explain. */
export const signsOf = ({ chords, spokes }: Circle): Signs => ({
  links: chords.flatMap(({ kinds }) => kinds.slice(0, 1).map((kind) => ({ kind, isOptional: false }))),
  cards: spokes.map(({ findings }) => ({ findings, isStated: true })),
});

const sizeOf = (width: number, height: number): string =>
  `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;

function inside(circle: Circle, marks?: NodeMarks): string[] {
  return [
    ...circle.frames.map((frame) => frameMarkup(frame, circle)),
    ...circle.chords.map((chord, index) => chordMarkup(chord, index, marks)),
    ...circle.spokes.map((spoke) => spokeMarkup(spoke, circle, marks)),
  ];
}

/** A piece of the ring around the names. */
function frameMarkup(
  { title, shownTitle, titleAngle, start, end, outer }: CircleFrame,
  circle: Circle,
): string {
  const { inner } = circle;
  const at = (angle: number, radius: number): string => pairOf(pointAt(circle, angle, radius));
  // A ring of one group alone ends just before it begins: an arc from a point to itself is nothing.
  const last = Math.min(end, start + 2 * Math.PI - 0.001);
  const large = last - start > Math.PI ? 1 : 0;
  const ring = [
    `M${at(start, inner + 4)}A${rounded(inner + 4)} ${rounded(inner + 4)} 0 ${large} 1 ${at(last, inner + 4)}`,
    `L${at(last, outer)}A${rounded(outer)} ${rounded(outer)} 0 ${large} 0 ${at(start, outer)}Z`,
  ];
  const words =
    titleAngle === undefined ? '' : radial(shownTitle, 'group', titleAngle, inner + circleSizes.mark, circle);
  return `<g class="frame" data-frame="${markup(title)}"><title>${markup(title)}</title><path class="lane" d="${ring.join('')}"/>${words}</g>`;
}

/** @param index dashes are shifted by it: those of lines from one point would make rings. */
function chordMarkup({ from, to, kinds, tooltip, curve }: Chord, index: number, marks?: NodeMarks): string {
  const [start, ...rest] = curve as [Point, ...Point[]];
  const end = curve.at(-1) as Point;
  const ends =
    marks === undefined
      ? ` data-from="${markup(from)}" data-to="${markup(to)}"`
      : marks.lineAttributesOf(from, [to]);
  const before = curve.at(-2) as Point;
  const turn = rounded((Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI);
  return [
    `<g class="link chord ${kinds[0]}" data-kind="${kinds.join(' ')}"${ends}><title>${markup(tooltip)}</title>`,
    `<path class="line" stroke-dashoffset="${(index * 7) % 18}" d="M${pairOf(start)}C${rest.map(pairOf).join(' ')}"/>`,
    `<path class="tip" d="M3 0l-7 -3v6z" transform="translate(${pairOf(end)})rotate(${turn})"/>`,
    '</g>',
  ].join('');
}

function spokeMarkup(spoke: Spoke, circle: Circle, marks?: NodeMarks): string {
  const { plugin, shownName, tooltip, findings, angle } = spoke;
  const level = levelOf(findings);
  const at = pointAt(circle, angle, circle.inner + circleSizes.mark / 2 + 1);
  const inner = [
    `<title>${markup(tooltip)}</title>`,
    radial(shownName, 'spoke', angle, circle.inner + circleSizes.mark, circle),
    ...(amountOf(findings) === 0
      ? []
      : [
          `<g class="${level}" transform="translate(${pairOf(at)})scale(0.75)">${markShape(level, 0, 0)}</g>`,
        ]),
  ].join('');
  return marks === undefined
    ? `<g class="card" data-plugin="${markup(plugin)}">${inner}</g>`
    : `<a class="card" data-plugin="${markup(plugin)}"${marks.attributesOf(plugin)} aria-label="${markup(tooltip)}">${inner}</a>`;
}

/** A text along a spoke: on the left half it is turned, so that it is never upside down. */
function radial(words: string, kind: string, angle: number, radius: number, circle: Circle): string {
  const isLeft = angle > Math.PI;
  const degrees = rounded((angle * 180) / Math.PI + (isLeft ? 90 : -90));
  const anchor = isLeft ? ' text-anchor="end"' : '';
  return `<text class="${kind}" transform="translate(${pairOf(pointAt(circle, angle, radius))})rotate(${degrees})" y="4"${anchor}>${markup(words)}</text>`;
}

const pairOf = ({ x, y }: Point): string => `${rounded(x)} ${rounded(y)}`;

/** What is wrong with a drawing, measured on its boxes and paths. */
import type { Box, Drawing, Point } from '../../src/report/drawing/drawing.ts';

/** How finely curves are looked at. */
const samples = 24;

/** Each fault in words; none if the drawing can be read. */
export function drawingFaults({ width, height, frames, cards, links, labels }: Drawing): string[] {
  const whole: Box = { x: 0, y: 0, width, height };
  const boxes = [
    ...cards.map((card) => ({ says: `card ${card.plugin}`, box: card as Box })),
    ...labels.map((label) => ({ says: `label ${label.lines.join()}`, box: label as Box })),
  ];
  const faults: string[] = [];
  for (const [index, { says, box }] of boxes.entries()) {
    if (!isInside(box, whole)) faults.push(`${says} is not in the view`);
    for (const other of boxes.slice(index + 1))
      if (overlap(box, other.box)) faults.push(`${says} overlaps ${other.says}`);
  }
  for (const card of cards) {
    const around = frames.filter((frame) => overlap(frame, card));
    if (around.length !== 1 || !isInside(card, around[0] as Box))
      faults.push(`card ${card.plugin} is not in one frame`);
  }
  for (const [index, frame] of frames.entries()) {
    if (!isInside(frame, whole)) faults.push(`frame ${frame.title} is not in the view`);
    for (const other of frames.slice(index + 1))
      if (overlap(frame, other)) faults.push(`frame ${frame.title} overlaps ${other.title}`);
  }
  const byPlugin = new Map(cards.map((card) => [card.plugin, card]));
  links.forEach((link, index) => {
    const says = `${link.kind} from ${link.from} to ${link.to}`;
    const way = sampled(link.points);
    if (!way.every((point) => isInside({ ...point, width: 0, height: 0 }, whole)))
      faults.push(`${says} leaves the view`);
    for (const card of cards) {
      if (way.some((point) => isWithin(point, card))) faults.push(`${says} crosses card ${card.plugin}`);
    }
    for (const label of labels) {
      if (!label.links.includes(index) && way.some((point) => isWithin(point, label)))
        faults.push(`${says} crosses label ${label.lines.join()}`);
    }
    if (link.kind === 'order') return;
    const [from, to] = [byPlugin.get(link.from), byPlugin.get(link.to)];
    if (!isOnBorder(way[0], from)) faults.push(`${says} does not begin at its card`);
    if (!isOnBorder(way.at(-1), to)) faults.push(`${says} does not end at its card`);
  });
  for (const label of labels) {
    for (const index of label.links) {
      const way = sampled(links[index]?.points ?? []);
      if (!way.some((point) => isWithin(point, label)))
        faults.push(`label ${label.lines.join()} is not on its link`);
    }
  }
  return faults;
}

/** Points of the path, as it is drawn: straight where it is level, else a curve of Bézier that begins and ends level. */
function sampled(points: readonly Point[]): Point[] {
  return points.flatMap((point, index) => {
    const last = points[index - 1];
    if (last === undefined) return [point];
    return Array.from({ length: samples }, (_, step) => {
      const t = (step + 1) / samples;
      const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
      const middle = (last.x + point.x) / 2;
      return {
        x: a * last.x + (b + c) * middle + d * point.x,
        y: (a + b) * last.y + (c + d) * point.y,
      };
    });
  });
}

/** Comparisons are to be wrong rather than silent about a number that is none. */
const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const overlap = (a: Box, b: Box): boolean =>
  !(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y);

/** Farther inside than rounding explains. */
const isWithin = ({ x, y }: Point, box: Box): boolean =>
  x > box.x + 0.1 && x < box.x + box.width - 0.1 && y > box.y + 0.1 && y < box.y + box.height - 0.1;

const isOnBorder = (point: Point | undefined, box: Box | undefined): boolean =>
  point !== undefined &&
  box !== undefined &&
  (Math.abs(point.x - box.x) < 0.1 || Math.abs(point.x - box.x - box.width) < 0.1) &&
  point.y > box.y &&
  point.y < box.y + box.height;

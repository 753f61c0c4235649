import type { Chord, Circle, CircleFrame, GroupLink, Groups, Spoke } from './circle.ts';
import type { Point } from './drawing.ts';
import { type Font, fitted, textWidth } from './text-size.ts';

/** The font of names; the style repeats it. */
export const nameFont: Font = { size: 11 };
const titleFont: Font = { size: 11, isBold: true };

/** Sizes in pixels. */
export const circleSizes = {
  /** From a name to the next along the inner circle. */
  spoke: 15,
  /** From the inner circle to the names: room for a mark. */
  mark: 20,
  /** The widest name. */
  name: 190,
  /** Inside a frame, behind the names. */
  end: 8,
  margin: 12,
  leastRadius: 150,
} as const;

/** Between two groups, in names. */
const gap = 0.6;

/** Draws names around a circle, by groups, and their links inside: a drawing that can still be read with some hundred names. */
export function circleLayout({ title, groups, links }: Groups): Circle {
  const places = groups.map(({ title: name, names }) => names.length + (name === undefined ? 0 : 1));
  const all = Math.max(
    1,
    places.reduce((sum, place) => sum + place + gap, 0),
  );
  const inner = Math.max(circleSizes.leastRadius, (all * circleSizes.spoke) / (2 * Math.PI));
  const step = (2 * Math.PI) / all;
  const frames: CircleFrame[] = [];
  const spokes: Spoke[] = [];
  let at = 0;
  groups.forEach(({ title: name, names }, frame) => {
    const start = at * step;
    const shownTitle = fitted(name ?? '', circleSizes.name, titleFont);
    let widest = textWidth(shownTitle, titleFont);
    if (name !== undefined) at += 1;
    for (const each of names) {
      at += 1;
      const shownName = fitted(each.plugin, circleSizes.name, nameFont);
      widest = Math.max(widest, textWidth(shownName, nameFont));
      spokes.push({ ...each, shownName, frame, angle: (at - 0.5) * step });
    }
    frames.push({
      title: name ?? '',
      shownTitle,
      titleAngle: name === undefined ? undefined : start + step / 2,
      start,
      end: at * step,
      outer: inner + circleSizes.mark + widest + circleSizes.end,
    });
    at += gap;
  });
  const outer = Math.max(inner, ...frames.map((frame) => frame.outer));
  const size = Math.ceil(2 * (outer + circleSizes.margin));
  const center = { x: size / 2, y: size / 2 };
  const byPlugin = new Map(spokes.map((spoke) => [spoke.plugin, spoke]));
  return {
    title,
    size,
    center,
    inner,
    frames,
    spokes,
    chords: links.flatMap((link: GroupLink): Chord[] => {
      const [from, to] = [byPlugin.get(link.from), byPlugin.get(link.to)];
      if (from === undefined || to === undefined || from === to) return [];
      return [{ ...link, curve: curveOf(from, to, frames, { center, inner }) }];
    }),
  };
}

type Wheel = Pick<Circle, 'center' | 'inner'>;

/** The point at an angle, at a distance from the center. */
export function pointAt({ center }: Pick<Circle, 'center'>, angle: number, radius: number): Point {
  return { x: center.x + radius * Math.sin(angle), y: center.y - radius * Math.cos(angle) };
}

/** Links between two groups run together in the middle, as far as they go the same way; those inside a group keep near the border. */
function curveOf(from: Spoke, to: Spoke, frames: readonly CircleFrame[], wheel: Wheel): Point[] {
  const { inner } = wheel;
  const [start, end] = [pointAt(wheel, from.angle, inner), pointAt(wheel, to.angle, inner)];
  if (from.frame === to.frame) {
    // The farther away, the deeper.
    const apart = Math.abs(from.angle - to.angle);
    const depth = inner * (0.85 - 0.8 * Math.sin(Math.min(apart, 2 * Math.PI - apart) / 2));
    return [start, pointAt(wheel, from.angle, depth), pointAt(wheel, to.angle, depth), end];
  }
  const middle = ({ frame }: Spoke): number => {
    const { start: first, end: last } = frames[frame] as CircleFrame;
    return (first + last) / 2;
  };
  const way = [
    start,
    pointAt(wheel, from.angle, inner * 0.9),
    pointAt(wheel, middle(from), inner * 0.5),
    wheel.center,
    pointAt(wheel, middle(to), inner * 0.5),
    pointAt(wheel, to.angle, inner * 0.9),
    end,
  ];
  return spline(
    way.map((point, index) => {
      const part = index / (way.length - 1);
      const straight = mix([1 - part, start], [part, end]);
      return mix([bundling, point], [1 - bundling, straight]);
    }),
  );
}

/** How much links between two groups run together: 0 is a straight line, 1 through the middle of both groups. */
const bundling = 0.85;

/** A weighted sum of points. */
const mix = (...parts: readonly (readonly [number, Point])[]): Point => ({
  x: parts.reduce((sum, [part, { x }]) => sum + part * x, 0),
  y: parts.reduce((sum, [part, { y }]) => sum + part * y, 0),
});

/** A uniform cubic B-spline from the first point to the last, as curves of Bézier: it stays within the hull of the points. */
function spline(points: readonly Point[]): Point[] {
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  const all = [first, first, ...points, last, last];
  const curve: Point[] = [first];
  for (let index = 2; index < all.length - 1; index += 1) {
    const [a, b, c] = [all[index - 1], all[index], all[index + 1]] as [Point, Point, Point];
    curve.push(
      mix([2 / 3, a], [1 / 3, b]),
      mix([1 / 3, a], [2 / 3, b]),
      mix([1 / 6, a], [2 / 3, b], [1 / 6, c]),
    );
  }
  return curve;
}

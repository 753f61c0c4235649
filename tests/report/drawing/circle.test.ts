/** Names around a circle are measured: none overlaps another, and no line leaves the circle inside them. */
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import type { Circle, Groups } from '../../../src/report/drawing/circle.ts';
import { circleLayout, nameFont } from '../../../src/report/drawing/circle-layout.ts';
import { circleMarkup, circleSvg } from '../../../src/report/drawing/circle-svg.ts';
import { linkKinds, type Point } from '../../../src/report/drawing/drawing.ts';
import { mapWords } from '../../../src/report/drawing/link-words.ts';
import { nodeMarks } from '../../../src/report/drawing/node-marks.ts';
import { textWidth } from '../../../src/report/drawing/text-size.ts';
import fc from '../../support/fast-check.ts';

const findings = { error: 0, warning: 1, note: 0 };

function groupsOf(sizes: readonly number[], ends: readonly (readonly [number, number])[]): Groups {
  const groups = sizes.map((size, group) => ({
    title: `group ${group}`,
    names: Array.from({ length: size }, (_, index) => ({
      plugin: `plugin-${group}-${'x'.repeat(index % 40)}${index}`,
      tooltip: 'x',
      findings,
    })),
  }));
  const names = groups.flatMap((group) => group.names.map(({ plugin }) => plugin));
  return {
    title: 'map',
    groups,
    links: ends.map(([from, to], index) => ({
      from: names[from % names.length] ?? '',
      to: names[to % names.length] ?? '',
      kinds: [linkKinds[index % linkKinds.length] ?? 'call'],
      tooltip: 'x',
    })),
  };
}

/** What is wrong with a circle, in words. */
function faultsOf(circle: Circle): string[] {
  const { spokes, chords, frames, center, inner, size } = circle;
  const faults: string[] = [];
  const far = ({ x, y }: Point) => Math.hypot(x - center.x, y - center.y);
  spokes.forEach(({ plugin, angle, shownName, frame }, index) => {
    const next = spokes[index + 1];
    // Spokes are closest where the names begin.
    if (next !== undefined && !((next.angle - angle) * inner >= 14))
      faults.push(`${plugin} overlaps the next`);
    const own = frames[frame];
    if (own === undefined || !(angle > own.start && angle < own.end))
      faults.push(`${plugin} is not in its frame`);
    if (!(inner + 20 + textWidth(shownName, nameFont) <= (own?.outer ?? 0)))
      faults.push(`${plugin} is too long`);
  });
  frames.forEach(({ title, end, outer }, index) => {
    if (!(end <= (frames[index + 1]?.start ?? 2 * Math.PI))) faults.push(`${title} overlaps the next`);
    if (!(outer + 1 < size / 2)) faults.push(`${title} is not in the view`);
  });
  for (const { from, to, curve } of chords) {
    if (curve.length % 3 !== 1) faults.push(`${from} to ${to} is not a curve`);
    // A curve of Bézier is within the hull of its points, and a circle is convex.
    if (!curve.every((point) => far(point) <= inner + 0.01))
      faults.push(`${from} to ${to} leaves the circle`);
  }
  return faults;
}

test('random maps can be read', () => {
  const pairs = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 60 });
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 12 }), pairs, (sizes, ends) => {
      expect(faultsOf(circleLayout(groupsOf(sizes, ends)))).toEqual([]);
    }),
  );
});

test('faults are found', () => {
  const good = circleLayout(groupsOf([10, 20], [[1, 25]]));
  expect(faultsOf(good)).toEqual([]);
  expect(faultsOf({ ...good, inner: good.inner / 10 })).toContain('plugin-0-0 overlaps the next');
  expect(faultsOf({ ...good, center: { x: 0, y: 0 } })[0]).toMatch(/leaves the circle$/);
});

describe('as SVG', () => {
  const shapeOf = (xml: string): string[] => {
    const found: string[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) =>
      found.push(`${name} ${Object.keys(attributes).join(' ')}`),
    );
    parser.write(xml).close();
    return found;
  };
  const hostile = (text: string): Groups => {
    const name = (plugin: string) => ({ plugin, tooltip: text, findings });
    return {
      title: text,
      groups: [
        { title: text, names: [name(`${text}1`)] },
        { title: text, names: [name(`${text}2`)] },
      ],
      links: [{ from: `${text}1`, to: `${text}2`, kinds: ['call'], tooltip: text }],
    };
  };

  test('whatever the texts are, it has the same elements', () => {
    const shapes = (text: string) => {
      const circle = circleLayout(hostile(text));
      const marks = nodeMarks(
        () => 'p',
        () => ({ 'data-find': text }),
      );
      return [circleSvg(circle, mapWords), circleMarkup(circle, marks)].map(shapeOf);
    };
    const expected = shapes('x');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(shapes(`x${text}"'><script>]]>&`)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test('no name is upside down, and those on the left end at the circle', () => {
    const svg = circleSvg(circleLayout(groupsOf([40], [])), mapWords);
    const turns = [...svg.matchAll(/class="spoke" transform="[^"]*rotate\((-?[\d.]+)\)"/g)].map(
      ([, turn]) => {
        const degrees = ((Number(turn) % 360) + 360) % 360;
        return degrees <= 90 || degrees >= 270;
      },
    );
    expect(turns).toHaveLength(40);
    expect(turns).not.toContain(false);
    expect(svg.match(/text-anchor="end"/g)?.length).toBeGreaterThan(15);
  });

  test('the legend explains the kinds that are drawn', () => {
    const svg = circleSvg(circleLayout(groupsOf([2, 2], [[0, 3]])), mapWords);
    expect(svg).toContain('>calls a component</text>');
    expect(svg).not.toContain('>depends on</text>');
    expect(svg).toContain('>warnings</text>');
  });
});

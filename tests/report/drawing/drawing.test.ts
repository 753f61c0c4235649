/** Drawings are measured: nothing overlaps, no line crosses a card or the label of another line, everything is in the view. */
import { describe, expect, test } from 'vitest';
import type { Drawing } from '../../../src/report/drawing/drawing.ts';
import { laneLayout } from '../../../src/report/drawing/lane-layout.ts';
import type { LaneLink, Lanes } from '../../../src/report/drawing/lanes.ts';
import { planDrawing } from '../../../src/report/drawing/plan-drawing.ts';
import { drawingFaults } from '../../support/drawing-faults.ts';
import fc from '../../support/fast-check.ts';
import { patternPlans } from '../../support/pattern-plans.ts';

const card = (plugin: string) => ({
  plugin,
  detail: '1.0.0',
  tooltip: plugin,
  findings: { error: 0, warning: 0, note: 0 },
  isStated: true,
});

const link = (from: string, to: string, ...texts: string[]): LaneLink => ({
  from,
  to,
  kind: 'data',
  isOptional: false,
  texts,
});

const lanes = (stages: readonly (readonly string[])[], links: readonly LaneLink[]): Lanes => ({
  title: 'plan',
  isInOrder: true,
  lanes: stages.map((plugins, index) => ({
    title: `stage ${index + 1}`,
    note: '',
    cards: plugins.map(card),
  })),
  links,
});

const boxOf = (drawing: Drawing, plugin: string) => {
  const found = drawing.cards.find((each) => each.plugin === plugin);
  if (found === undefined) throw new Error(`no card ${plugin}`);
  return found;
};

test('the plans of all bundled patterns can be read', () => {
  const plans = patternPlans();
  expect(plans.length).toBeGreaterThanOrEqual(24);
  for (const plan of plans) {
    const drawing = planDrawing(plan);
    expect(drawing.cards.map(({ plugin }) => plugin).sort()).toEqual(
      plan.plugins.map(({ name }) => name).sort(),
    );
    expect(drawingFaults(drawing), plan.title).toEqual([]);
  }
});

test('random plans can be read', () => {
  const names = Array.from({ length: 24 }, (_, index) => `plugin-${index}`);
  const ends = fc.constantFrom(...names);
  const links = fc.array(
    fc.record({
      from: ends,
      to: ends,
      kind: fc.constantFrom('call', 'data', 'event', 'dependency'),
      isOptional: fc.boolean(),
      texts: fc.array(fc.constantFrom('a', 'trained-model (safetensors)', 'x'.repeat(80)), { maxLength: 5 }),
    }),
    { maxLength: 40 },
  );
  const stages = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 24 });
  fc.assert(
    fc.property(stages, links, (stageOf, all) => {
      const used = names.slice(0, stageOf.length);
      const made = laneLayout(
        lanes(
          [0, 1, 2, 3, 4, 5].map((stage) => used.filter((_, index) => stageOf[index] === stage)),
          all as LaneLink[],
        ),
      );
      expect(drawingFaults(made)).toEqual([]);
      const drawable = all.filter(({ from, to }) => from !== to && used.includes(from) && used.includes(to));
      expect(made.links.filter(({ kind }) => kind !== 'order')).toHaveLength(drawable.length);
    }),
    { numRuns: 60 },
  );
});

describe('links', () => {
  test('of one text from one plugin share a label', () => {
    const drawing = laneLayout(lanes([['a'], ['b', 'c'], ['d']], [link('a', 'b', 'x'), link('a', 'd', 'x')]));
    expect(drawing.labels).toMatchObject([{ lines: ['x'], links: [0, 1] }]);
  });

  test('lead back, too', () => {
    const drawing = laneLayout(lanes([['a'], ['b']], [link('b', 'a', 'x')]));
    expect(drawing.links[0]?.points[0]?.x).toBeGreaterThan(drawing.links[0]?.points.at(-1)?.x as number);
    expect(drawingFaults(drawing)).toEqual([]);
  });

  test('inside a stage put the plugins side by side, even in a cycle', () => {
    const drawing = laneLayout(lanes([['a', 'b', 'c']], [link('a', 'b', 'x'), link('b', 'a', 'y')]));
    expect(boxOf(drawing, 'b').x).toBeGreaterThan(boxOf(drawing, 'a').x);
    expect(boxOf(drawing, 'c').x).toBe(boxOf(drawing, 'a').x);
  });

  test('whose ends are not drawn are not drawn, nor those from a plugin to itself', () => {
    const drawing = laneLayout(lanes([['a']], [link('a', 'b', 'x'), link('a', 'a', 'x')]));
    expect([drawing.links, drawing.labels]).toEqual([[], []]);
  });

  test('with many texts show three lines', () => {
    const drawing = laneLayout(lanes([['a'], ['b']], [link('a', 'b', 'p', 'q', 'r', 's')]));
    expect(drawing.labels[0]?.lines).toEqual(['p', 'q', 'and 2 more']);
  });
});

test('a stage of many plugins is as wide as it is high rather than one long column', () => {
  const drawing = laneLayout(lanes([Array.from({ length: 68 }, (_, index) => `p${index}`)], []));
  expect(drawing.width / drawing.height).toBeGreaterThan(1);
  expect(drawing.width / drawing.height).toBeLessThan(2);
});

test('many plugins with many dependencies are drawn closely, and can be read', () => {
  const stages = [0, 1].map((stage) => Array.from({ length: 40 }, (_, index) => `p${stage}-${index}`));
  const many = Array.from({ length: 160 }, (_, index) =>
    link(
      `p0-${(index * 7) % 40}`,
      index % 5 === 0 ? `p0-${(index * 11 + 3) % 40}` : `p1-${(index * 13) % 9}`,
    ),
  );
  const drawing = laneLayout(lanes(stages, many));
  expect(drawingFaults(drawing)).toEqual([]);
  expect(drawing.height / drawing.width).toBeLessThan(1.2);
});

test('of very many links, only tooltips have the texts', () => {
  const many = Array.from({ length: 401 }, (_, index) => link('a', `b${index}`, 'x'));
  const drawing = laneLayout(lanes([['a'], many.map(({ to }) => to)], many));
  expect(drawing.labels).toEqual([]);
  expect(drawing.links[0]?.tooltip).toBe('a to b0, data: x');
  expect(drawing.links.filter(({ kind }) => kind === 'data')).toHaveLength(401);
});

test('cards without links are at the top', () => {
  const drawing = laneLayout(
    lanes(
      [
        ['p', 'q', 'a', 'b'],
        ['c', 'd'],
      ],
      [link('a', 'c'), link('b', 'd')],
    ),
  );
  const heights = ['p', 'q', 'a', 'b'].map((plugin) => boxOf(drawing, plugin).y);
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
  expect(heights[0]).toBe(Math.min(...drawing.cards.map(({ y }) => y)));
  expect(drawingFaults(drawing)).toEqual([]);
});

test('lines to one plugin meet on their way, and are one line from there', () => {
  const many = ['a', 'b', 'c', 'd'];
  const drawing = laneLayout(
    lanes(
      [many, ['x'], ['y']],
      many.map((plugin) => link(plugin, 'y')),
    ),
  );
  const ends = new Set(drawing.links.slice(0, 4).map(({ points }) => JSON.stringify(points.slice(-3))));
  expect(ends.size).toBe(1);
  expect(drawingFaults(drawing)).toEqual([]);
});

test('the faults of a drawing are found', () => {
  const good = laneLayout(lanes([['a'], ['b'], ['c']], [link('a', 'c', 'x'), link('b', 'c', 'y')]));
  expect(drawingFaults(good)).toEqual([]);
  const [a, b, c] = good.cards as [Drawing['cards'][0], Drawing['cards'][0], Drawing['cards'][0]];
  expect(drawingFaults({ ...good, cards: [a, { ...b, x: a.x + 5, y: a.y + 5 }, c] })).toContain(
    'card a overlaps card b',
  );
  expect(drawingFaults({ ...good, cards: [{ ...a, y: Number.NaN }, b, c] })).not.toEqual([]);
  const straight = { ...b, y: good.links[0]?.points[2]?.y as number };
  expect(drawingFaults({ ...good, cards: [a, { ...straight, y: straight.y - 20 }, c] })).toContain(
    'data from a to c crosses card b',
  );
  const moved = good.labels.map((label) => ({ ...label, y: label.y + 60, x: label.x + 60 }));
  expect(drawingFaults({ ...good, labels: moved })).not.toEqual([]);
});

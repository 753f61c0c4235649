import { expect, test } from 'vitest';
import type { IntegrationMap, MapPlugin, Tie, TieKind } from '../../../src/model/map.ts';
import { mapDrawing } from '../../../src/report/drawing/map-drawing.ts';
import { mapSvg } from '../../../src/report/map-svg.ts';
import { drawingFaults } from '../../support/drawing-faults.ts';

/** A map from its ties, `a>b call mention`; categories are those of the first letter. */
function mapOf(
  ties: readonly string[],
  { asked = [] as string[], more = [] as string[] } = {},
): IntegrationMap {
  const made = ties.map((text): Tie => {
    const [ends = '', ...kinds] = text.split(' ');
    const [from = '', to = ''] = ends.split('>');
    const evidence = kinds.map((kind) => ({ kind: kind as TieKind, what: `${to}:thing` }));
    return {
      from,
      to,
      count: kinds.length,
      counts: Object.fromEntries(kinds.map((kind) => [kind, 1])),
      evidence,
    };
  });
  const labels = [...new Set([...made.flatMap(({ from, to }) => [from, to]), ...asked, ...more])].sort();
  return {
    plugins: labels.map(
      (label): MapPlugin => ({
        label,
        name: label,
        marketplace: 'm',
        version: '1.0.0',
        category: label.slice(0, 1),
        isAsked: asked.includes(label),
        isElsewhere: false,
        refersTo: made.filter(({ from }) => from === label).length,
        referredBy: made.filter(({ to }) => to === label).length,
      }),
    ),
    ties: made,
    categories: [],
    absent: [],
    unusable: [],
    isWithoutData: false,
  };
}

test('a few plugins are cards in lanes by category, those that refer to others first', () => {
  const { shape, drawing } = mapDrawing(mapOf(['z1>a1 call mention', 'z2>a1 dependency'], { more: ['q'] }));
  if (shape !== 'lanes') throw new Error('not in lanes');
  expect(drawing.frames.map(({ title }) => title)).toEqual(['z', 'a']);
  expect(drawing.links.map(({ kind }) => kind)).toEqual(['call', 'mention', 'dependency']);
  expect(drawing.labels.map(({ lines }) => lines)).toEqual([['a1:thing']]);
  expect(drawing.cards.map(({ plugin }) => plugin)).not.toContain('q');
  expect(drawingFaults(drawing)).toEqual([]);
});

test('plugins that were asked for are between those that refer to them and those that they refer to', () => {
  const { drawing } = mapDrawing(mapOf(['a>m call', 'm>b call', 'm>c call', 'c>m call'], { asked: ['m'] }));
  expect(drawing.frames.map(({ title }) => title)).toEqual(['refer to it', 'asked for', 'it refers to']);
});

test('many plugins are around a circle, by category; a line is of the strongest kind', () => {
  const ties = Array.from({ length: 20 }, (_, index) => `a${index}>b${index} mention data`);
  const { shape, drawing } = mapDrawing(mapOf(ties));
  if (shape !== 'circle') throw new Error('not a circle');
  expect(drawing.frames.map(({ title }) => title)).toEqual(['a', 'b']);
  expect(drawing.spokes).toHaveLength(40);
  expect(drawing.chords[0]?.kinds).toEqual(['data', 'mention']);
  expect(mapSvg(mapOf(ties))).toContain('class="link chord data" data-kind="data mention"');
});

test('very many are their categories', () => {
  const letters = [...'abcdefgh'];
  const map = mapOf(
    Array.from({ length: 300 }, (_, index) => `${letters[index % 8]}${index}>z${index} call`),
  );
  const categories = letters.map((from) => ({ from, to: 'z', pairs: 3, count: 4 }));
  const { shape, drawing } = mapDrawing({ ...map, categories });
  if (shape !== 'circle') throw new Error('not a circle');
  expect(drawing.spokes.map(({ plugin }) => plugin)).toEqual([...letters, 'z']);
  expect(drawing.chords[0]?.tooltip).toBe('a to z: 4 in 3 pairs');
});

test('nothing to draw is an empty drawing', () => {
  expect(mapSvg(mapOf([]))).toMatch(/^<svg [^>]*width="\d+" height="\d+"/);
});

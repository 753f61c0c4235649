import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { drawingMarkup, drawingSvg } from '../../../src/report/drawing/drawing-svg.ts';
import { laneLayout } from '../../../src/report/drawing/lane-layout.ts';
import type { Lanes } from '../../../src/report/drawing/lanes.ts';
import { legendMarkup } from '../../../src/report/drawing/legend.ts';
import { nodeMarks } from '../../../src/report/drawing/node-marks.ts';
import { textWidth } from '../../../src/report/drawing/text-size.ts';
import fc from '../../support/fast-check.ts';

/** The names of all elements, with the names of their attributes. */
function shapeOf(xml: string): string[] {
  const found: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => found.push(`${name} ${Object.keys(attributes).join(' ')}`));
  parser.write(xml).close();
  return found;
}

/** A drawing with a foreign text wherever one can be; the names of two plugins differ by what is behind it. */
const lanesOf = (text: string): Lanes => {
  const card = (plugin: string) => ({
    plugin,
    detail: text,
    tooltip: text,
    findings: { error: 1, warning: 0, note: 0 },
    isStated: false,
  });
  return {
    title: text,
    isInOrder: true,
    lanes: [
      { title: text, note: text, cards: [card(`${text}1`)] },
      { title: text, note: text, cards: [card(`${text}2`)] },
    ],
    links: [
      { from: `${text}1`, to: `${text}2`, kind: 'call', isOptional: true, texts: [text] },
      { from: `${text}2`, to: `${text}1`, kind: 'event', isOptional: false, texts: [text] },
    ],
  };
};

test('whatever the texts are, a drawing has the same elements, as a file and in a page', () => {
  const shapes = (text: string) => {
    const drawing = laneLayout(lanesOf(text));
    return [
      drawingSvg(drawing),
      drawingMarkup(
        drawing,
        nodeMarks(
          () => 'p',
          () => ({ 'data-find': text }),
        ),
      ),
      legendMarkup(drawing),
    ].map(shapeOf);
  };
  const expected = shapes('x');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(shapes(`x${text}"'><script>]]>&`)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test('a file has its style and a legend; in a page, cards lead to panels', () => {
  const drawing = laneLayout(lanesOf('x'));
  const file = drawingSvg(drawing);
  for (const words of ['calls a component', 'publishes an event', 'can do without', 'errors', 'next stage'])
    expect(file).toContain(`>${words}</text>`);
  expect(file).toContain('@media(prefers-color-scheme:dark)');
  expect(file).not.toContain('var(');
  expect(file).not.toContain('href');
  const inPage = drawingMarkup(
    drawing,
    nodeMarks((plugin) => `about-${plugin}`),
  );
  expect(inPage).toContain('<a class="card" data-plugin="x1" href="#about-x1" data-node="about-x1"');
  expect(inPage).toContain('data-kind="event" data-from="about-x2" data-to="about-x1"');
  expect(inPage).not.toContain('<style');
});

test('a name that does not fit is cut, and whole in the tooltip', () => {
  const name = 'a-very-long-name-of-a-plugin'.repeat(4);
  const drawing = laneLayout({
    title: 'x',
    isInOrder: true,
    links: [],
    lanes: [
      { title: 'y', note: '', cards: [{ ...lanesOf(name).lanes[0]?.cards[0], plugin: name } as never] },
    ],
  });
  const [card] = drawing.cards;
  expect(card?.shownName).toMatch(/^a-very-long-.*…$/);
  expect(textWidth(card?.shownName ?? '', { size: 13, isBold: true })).toBeLessThan(card?.width ?? 0);
  expect(drawingSvg(drawing)).toContain(`<title>${name}</title>`);
});

/** The page of a map: a graph and a matrix of the same ties, filters, and a panel with the evidence for each plugin. */
import { expect, test } from 'vitest';
import { mapHtml } from '../../src/report/map-html.ts';
import fc from '../support/fast-check.ts';
import { attributeOf, brokenLinks, elementsOf, ofClass, shapeOf, textOf } from '../support/page.ts';
import { mapOf, sampleMap } from '../support/sample-results.ts';

const page = mapHtml(sampleMap());
const words = (each: Parameters<typeof textOf>[0] | undefined) =>
  each === undefined ? '' : textOf(each).replace(/\s+/g, ' ').trim();

test('says first how many are connected, and by what', () => {
  expect(words(elementsOf(page).find(({ tagName }) => tagName === 'h1'))).toBe(
    '4 pairs of plugins are connected',
  );
  expect(words(ofClass(page, 'facts')[0])).toBe(
    '5 plugins 1 dependency 1 call 1 mention 2 links 1 event 1 without a tie 1 missing dependency',
  );
});

test('every tie is in the graph and in the matrix, with a letter for the strongest kind', () => {
  const cells = ofClass(page, 'cell').filter(({ tagName }) => tagName === 'a');
  expect(cells.map((cell) => words(cell))).toEqual([
    'loader → trainer: 1 linkH',
    'trainer → reviewer: 1 link and 1 eventH+',
    'reviewer → loader: 1 callC',
    'reporter → loader: 1 dependency and 1 mentionD+',
  ]);
  expect(ofClass(page, 'link').map((link) => attributeOf(link, 'data-kind'))).toEqual([
    'data',
    'data',
    'event',
    'call',
    'dependency',
    'mention',
  ]);
});

test('rows and columns of plugins without ties are there, but hidden', () => {
  const empty = elementsOf(page).filter((element) => attributeOf(element, 'data-empty') !== undefined);
  expect(empty.map((label) => words(label))).toEqual(['reporterreporter', 'alonealone', 'alonealone']);
});

test('a panel has the evidence, who refers to the plugin, and what is missing', () => {
  const [loader, , reviewer] = ofClass(page, 'panel');
  expect(words(loader)).toContain('passes trainer:thing plugins/loader/agents/judge.md:9');
  expect(words(loader)).toContain('reviewer: calls');
  expect(words(loader)).toContain('depends on gone, which no registry has');
  expect(words(reviewer)).toContain('warning trainer and reviewer both have');
});

test('much evidence of one tie is counted', () => {
  const map = mapOf(['a>b mention']);
  const [tie] = map.ties;
  if (tie === undefined) throw new Error('no tie');
  const many = {
    ...map,
    ties: [{ ...tie, evidence: Array.from({ length: 20 }, () => tie.evidence[0] as never) }],
  };
  expect(words(ofClass(mapHtml(many), 'panel')[0])).toContain('and 12 more places');
});

test('every link leads somewhere, and no id is there twice', () => {
  const large = Array.from({ length: 40 }, (_, index) => `from-${index}>to-${index} call`);
  for (const each of [page, mapHtml(sampleMap('', large)), mapHtml(mapOf([]))])
    expect(brokenLinks(each)).toEqual([]);
});

test('a map of very many shows its categories, each with a link that leads somewhere', () => {
  const ties = Array.from({ length: 300 }, (_, index) => `from-${index}>to${index % 3} call`);
  const map = mapOf(ties.map((tie, index) => tie.replace('>', `-${index % 7}>`)));
  expect(brokenLinks(mapHtml(map))).toEqual([]);
});

test('whatever the texts are, the page has the same elements', () => {
  const shape = (said: string) => shapeOf(mapHtml(sampleMap(said)));
  const expected = shape('x');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // Another line of a finding is another element.
      expect(shape(`x${text.replaceAll('\n', '')}</style></script>"'`)).toEqual(expected);
    }),
    { numRuns: 10 },
  );
});

/** How it is counted how often mkt is right about what texts say, and that the page has the figures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PackageLabels } from '../../scripts/seen-packages.ts';
import { type SeenFigures, seenPage } from '../../scripts/seen-page.ts';
import {
  type FileLabel,
  fileTally,
  nothing,
  precision,
  recall,
  roleTally,
  sum,
} from '../../scripts/seen-tally.ts';
import { root } from '../support/mkt.ts';

const label = (path: string, isDoubtful?: true): FileLabel => ({
  path,
  at: 'a.md:1',
  ...(isDoubtful && { isDoubtful }),
});
const tally = (labels: readonly FileLabel[], ...paths: string[]) =>
  fileTally(
    labels,
    paths.map((path) => ({ path })),
  );

describe('files', () => {
  test('what is seen is right or wrong, what is labeled is seen or missed', () => {
    expect(tally([label('docs/{topic}.md'), label('docs/b.json')], 'docs/*.md', 'docs/c.txt')).toEqual({
      right: 1,
      wrong: 1,
      seen: 1,
      missed: 1,
    });
  });

  test('each path once, and the end of a path is the path', () => {
    const labels = [label('.work/specs/{feature}/spec.md'), label('.work/specs/{name}/spec.md')];
    expect(tally(labels, 'spec.md', 'spec.md')).toEqual({ right: 1, wrong: 0, seen: 1, missed: 0 });
    expect(tally(labels, 'plan.md')).toEqual({ right: 0, wrong: 1, seen: 0, missed: 1 });
  });

  test('what is doubtful counts neither way', () => {
    expect(tally([label('a.md', true)], 'a.md')).toEqual(nothing);
    expect(tally([label('a.md', true)])).toEqual(nothing);
  });
});

test('roles', () => {
  expect(roleTally(['testing', 'ci'], ['ci', 'review'])).toEqual({ right: 1, wrong: 1, seen: 1, missed: 1 });
});

test('shares of sums, and none of nothing', () => {
  const all = sum([
    { right: 1, wrong: 0, seen: 1, missed: 2 },
    { right: 2, wrong: 1, seen: 1, missed: 0 },
  ]);
  expect([precision(all), recall(all)]).toEqual([0.75, 0.5]);
  expect([precision(nothing), recall(nothing)]).toEqual([undefined, undefined]);
});

describe('the page', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, 'tests/accuracy', file), 'utf8'));
  const figures = read('seen.json') as SeenFigures;

  test('has the figures', () => {
    expect(readFileSync(join(root, 'docs/accuracy-seen.md'), 'utf8')).toBe(seenPage(figures));
  });

  test('what is shown as sure was right in nine of ten cases', () => {
    const { tune, test: checked, samples } = figures;
    for (const does of ['writes, sure', 'reads, sure'])
      expect(
        precision(sum([tune[does], checked[does], samples[does]].map((each) => each ?? nothing))),
      ).toBeGreaterThanOrEqual(0.9);
  });

  test('has as many packages as it says', () => {
    const { plugins } = read('package-labels.json') as { plugins: Record<string, PackageLabels> };
    const all = Object.values(plugins);
    expect([all.length, new Set(all.map((each) => each.package)).size]).toEqual([21, 18]);
    expect(all.filter(({ set }) => set === 'test')).toHaveLength(10);
  });
});

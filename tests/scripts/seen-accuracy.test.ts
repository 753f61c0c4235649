/** How it is counted how often mkt is right about what texts say, and that the page has the figures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PackageLabels, PackageTexts } from '../../scripts/seen-packages.ts';
import { type SeenFigures, seenPage } from '../../scripts/seen-page.ts';
import {
  type CallLabel,
  callTally,
  type FileLabel,
  fileTally,
  nothing,
  precision,
  recall,
  roleTally,
  type SeenCall,
  sum,
  wilson,
} from '../../scripts/seen-tally.ts';
import { isOftenRight, seenKinds } from '../../src/model/seen-kinds.ts';
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

describe('calls', () => {
  const files = (name: string) => (name === 'absent' ? [] : [`agents/${name}.md`]);
  const called = (name: string, line = 1): SeenCall => ({
    file: 'a.md',
    line,
    name,
    files: files(name),
    form: 'kind',
  });
  const labeled = (component: string, kind: CallLabel['kind'], isDoubtful?: true): CallLabel => ({
    component,
    at: 'a.md:9',
    kind,
    ...(isDoubtful && { isDoubtful }),
  });

  test('only what is to be run is right, each component once for each text', () => {
    const labels = [labeled('x', 'use'), labeled('y', 'offer'), labeled('z', 'use')];
    expect(callTally(labels, [called('x'), called('x', 2), called('y')], files)).toEqual({
      right: 1,
      wrong: 1,
      seen: 1,
      missed: 1,
    });
    const elsewhere = { ...called('x'), file: 'b.md' };
    expect(callTally(labels, [elsewhere], files)).toMatchObject({ right: 0, wrong: 1 });
  });

  test('what is doubtful, or is not there, counts neither way', () => {
    const labels = [labeled('x', 'use', true), labeled('absent', 'use')];
    expect(callTally(labels, [called('x')], files)).toEqual(nothing);
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

test('the interval of Wilson', () => {
  const rounded = (right: number, found: number) =>
    wilson({ right, found })?.map((share) => Math.round(share * 1000) / 1000);
  expect(rounded(16, 16)).toEqual([0.806, 1]);
  expect(rounded(81, 263)).toEqual([0.255, 0.366]);
  expect(rounded(0, 4)).toEqual([0, 0.49]);
  expect(rounded(0, 0)).toBeUndefined();
});

describe('the page', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, 'tests/accuracy', file), 'utf8'));
  const figures = read('seen.json') as SeenFigures;

  test('has the figures', () => {
    expect(readFileSync(join(root, 'docs/accuracy-seen.md'), 'utf8')).toBe(seenPage(figures));
  });

  test('what is shown as sure was right in nine of ten cases, in known texts as in others', () => {
    for (const does of ['writes, sure', 'reads, sure']) {
      const { tune, test: checked, drawn, later, next, samples } = figures.now;
      const all = [tune, checked, drawn, later, next, samples].map((each) => each[does] ?? nothing);
      expect(precision(sum(all))).toBeGreaterThanOrEqual(0.9);
      const { later: again, next: last } = figures.first;
      const unknown = sum([again, last].map((each) => each[does] ?? nothing));
      expect(precision(unknown)).toBeGreaterThanOrEqual(0.9);
    }
    const calls = Object.entries(figures.now.calls).flatMap(([what, each]) =>
      what.endsWith(', sure') ? [each] : [],
    );
    expect(calls).toHaveLength(4);
    expect(precision(sum(calls))).toBeGreaterThanOrEqual(0.9);
  });

  test('one table says which kinds are shown', () => {
    for (const [kind, { right, found }] of Object.entries(seenKinds)) {
      expect([kind, right <= found && found > 0]).toEqual([kind, true]);
      expect([kind, isOftenRight(kind)]).toEqual([kind, found > 1 && right / found >= 0.9]);
    }
    expect(isOftenRight('reads tea leaves')).toBe(false);
  });

  test('has as many packages and texts as it says', () => {
    const labels = <Own extends PackageTexts>(file: string) =>
      Object.values((read(file) as { plugins: Record<string, Own> }).plugins);
    const packagesOf = (all: readonly PackageTexts[]) => new Set(all.map((each) => each.package)).size;
    const textsOf = (all: readonly PackageTexts[]) => all.flatMap(({ files = [] }) => files).length;
    const picked = labels<PackageLabels>('package-labels.json');
    expect([picked.length, packagesOf(picked)]).toEqual([21, 18]);
    expect(picked.filter(({ set }) => set === 'test')).toHaveLength(10);
    const drawn = labels<PackageLabels>('drawn-labels.json');
    expect([drawn.length, packagesOf(drawn)]).toEqual([32, 32]);
    const { packages } = read('seen-frame.json') as { packages: readonly string[] };
    expect(packages).toHaveLength(59);
    const calls = labels('call-labels.json');
    const inSet = (set: string) => textsOf(calls.filter((each) => each.set === set));
    expect(['drawn-3', 'drawn-4', 'drawn-5'].map(inSet)).toEqual([48, 51, 37]);
    const files = labels<PackageLabels>('file-labels.json');
    const filesIn = (set: string) => files.filter((each) => each.set === set);
    expect(['drawn-files', 'drawn-5'].map((set) => textsOf(filesIn(set)))).toEqual([32, 30]);
    expect(packagesOf(filesIn('drawn-5'))).toBe(10);
  });
});

/** The measure of accuracy: what is counted, what is drawn, and that every judgment says why. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asJson, findingsIn, runsOver } from '../../scripts/accuracy-runs.ts';
import {
  accuracyPage,
  type Judged,
  keyOf,
  marked,
  measured,
  pageOf,
  type Sampled,
  unjudged,
} from '../../scripts/accuracy-table.ts';
import { ruleIds } from '../../src/model/problems.ts';
import { folder, mktHere, root } from '../support/mkt.ts';
import { outsideData } from '../support/outside-data.ts';

const judged = (rule: string, at: string, parts: Partial<Judged> = {}): Judged => ({
  sample: 's',
  command: 'validate',
  rule,
  case: 'found',
  at,
  verdict: 'right',
  why: 'it is so',
  ...parts,
});
const keys = (...all: Judged[]) => new Set(all.map(keyOf));

describe('what is counted', () => {
  const right = judged('MKT901', 'a:1');
  const idle = judged('MKT901', 'a:2', { idle: true });
  const wrong = judged('MKT901', 'a:3', { verdict: 'wrong' });

  test('only findings that are still there; others are missed or gone', () => {
    expect(measured(marked([right, idle, wrong], keys(right, idle, wrong)))).toEqual([
      { rule: 'MKT901', judged: 3, right: 2, idle: 1, missed: 0, fixed: 0 },
    ]);
    expect(measured(marked([right, idle, wrong], keys(idle)))).toEqual([
      { rule: 'MKT901', judged: 1, right: 1, idle: 1, missed: 1, fixed: 1 },
    ]);
  });

  test('one that is found again is no longer marked', () => {
    expect(marked([{ ...right, gone: true }, wrong], keys(right))).toEqual([right, { ...wrong, gone: true }]);
  });

  test('nineteen are not enough, twenty are; a share is never rounded up', () => {
    const row = { rule: 'MKT901', idle: 0, missed: 0, fixed: 0 };
    expect(pageOf([{ ...row, judged: 19, right: 19 }])).toContain('| MKT901 | 19 | 19 | unmeasured |');
    expect(pageOf([{ ...row, judged: 20, right: 20 }])).toContain('| MKT901 | 20 | 20 | 100 % |');
    expect(pageOf([{ ...row, judged: 201, right: 200 }])).toContain('| MKT901 | 201 | 200 | 99 % |');
  });
});

test('what is drawn comes from every rule and case in turn, is new, and depends on the seed alone', () => {
  const found: Sampled[] = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((at, index) => [
    { ...judged(index === 0 ? 'MKT902' : 'MKT901', at), severity: 'note', evidence: {}, message: '' },
  ]);
  const known = [judged('MKT901', 'b')];
  const draw = (seed: number) => unjudged(found, known, { amount: 3, seed }).map(keyOf);
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).toHaveLength(3);
  expect(draw(1)).toContain(keyOf(judged('MKT902', 'a')));
  expect(draw(1)).not.toContain(keyOf(judged('MKT901', 'b')));
  expect(unjudged(found, known, { amount: 99, seed: 1 })).toHaveLength(5);
});

describe('the judgments', () => {
  const all = JSON.parse(readFileSync(join(root, 'tests/accuracy/judged.json'), 'utf8')) as Judged[];

  test('each is about a rule that there is, says why, and stands once', () => {
    expect(all.length).toBeGreaterThanOrEqual(150);
    expect(new Set(all.map(keyOf)).size).toBe(all.length);
    for (const { rule, why, verdict } of all) {
      expect(ruleIds).toContain(rule);
      expect(why).not.toBe('');
      expect(['right', 'wrong']).toContain(verdict);
    }
  });

  test('are what the page says', () => {
    expect(readFileSync(join(root, 'docs/accuracy.md'), 'utf8')).toBe(accuracyPage(all));
  });

  const { path, needed } = outsideData('samples');

  // The large ones take too long for every run; `npm run accuracy` does them all.
  test('about reports of bugs are still found, but for those that are marked', needed, async () => {
    const found = new Set<string>();
    for (const run of runsOver(path, folder()))
      if (run.sample.startsWith('reports/')) {
        const { stdout } = await mktHere([...run.args, ...asJson], { cwd: run.cwd });
        for (const each of findingsIn(stdout, run, path)) found.add(keyOf(each));
      }
    const own = all.filter(({ sample }) => sample.startsWith('reports/'));
    expect(own.length).toBeGreaterThan(50);
    expect(own.filter((each) => found.has(keyOf(each)) === (each.gone === true))).toEqual([]);
  });
});

/** The comparison with the client: what is drawn, what is written, and how two answers are held together. The client is not run. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ClientResult } from '../../scripts/client-check/client.ts';
import { compareInstalled, compareList, tableOf } from '../../scripts/client-check/compare.ts';
import { drawSample, features } from '../../scripts/client-check/features.ts';
import { askMkt, type MktResult } from '../../scripts/client-check/mkt.ts';
import { Draw, plainSample } from '../../scripts/client-check/sample.ts';
import { writeSample } from '../../scripts/client-check/write-sample.ts';
import { folder } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';

describe('samples', () => {
  test('the same seed and number make the same sample, others make others', () => {
    expect(drawSample(3, 14)).toEqual(drawSample(3, 14));
    const drawn = new Set(Array.from({ length: 40 }, (_, number) => JSON.stringify(drawSample(3, number))));
    expect(drawn.size).toBe(40);
  });

  test('every feature changes a sample', () => {
    for (const name of Object.keys(features)) {
      const changed = Array.from({ length: 30 }, (_, number) => number).filter((number) => {
        const { features: _, ...sample } = drawSample(1, number, [name]);
        const { features: __, ...plain } = plainSample(new Draw(1, number));
        return JSON.stringify(sample) !== JSON.stringify(plain);
      });
      expect(changed.length, name).toBeGreaterThan(0);
    }
  });

  test('mkt reads what is written, and finds the request', needsUnix, async () => {
    const sample = drawSample(1, 0, []);
    const place = folder();
    const result = await askMkt(sample, writeSample(sample, place), join(place, 'cache'));
    expect(['loads', 'refused', 'unsolvable']).toContain(result.verdict.kind);
    expect(result.findings.map(({ rule }) => rule)).not.toContain('MKT104');
  });
});

describe('two answers', () => {
  const request = ['app@lab'];
  const row = (parts: object = {}) => ({
    id: 'app@lab',
    version: '1.0.0',
    enabled: true,
    errors: [],
    ...parts,
  });
  const client = (...rows: ReturnType<typeof row>[]): ClientResult => ({ failures: [], rows });
  const mkt = (parts: Partial<MktResult> = {}): MktResult => ({
    ok: true,
    verdict: { kind: 'loads' },
    findings: [],
    plugins: [{ name: 'app', marketplace: 'lab', version: '1.0.0' }],
    ...parts,
  });
  const refused = mkt({ ok: false, verdict: { kind: 'refused' } });
  const outcome = (theirs: ClientResult, ours: MktResult) => compareList(request, theirs, ours).outcome;

  test('a failed command, an error in the list and a plugin that is off are no success', () => {
    for (const theirs of [
      { failures: ['install app@lab: no'], rows: [] },
      client(row({ errors: ['no'] })),
      client(row({ enabled: false })),
    ]) {
      expect(outcome(theirs, mkt())).toBe('false green');
      expect(outcome(theirs, refused)).toBe('both refuse');
    }
    expect(outcome(client(row()), mkt())).toBe('both load');
    expect(outcome(client(row()), refused)).toBe('false red');
    expect(outcome(client(row()), mkt({ ok: false, verdict: { kind: 'unknown' } }))).toBe('unknown');
  });

  test('versions count, unless mkt says itself that the client takes another one', () => {
    const other = client(row({ version: '2.0.0' }));
    expect(outcome(other, mkt())).toBe('other version');
    const said = { rule: 'MKT110', case: 'other-copy', severity: 'warning', message: '', plugins: ['app'] };
    expect(outcome(other, mkt({ findings: [said] }))).toBe('both load');
    expect(outcome(client(row(), row({ id: 'base@lab' })), mkt())).toBe('other plugins');
    const unversioned = mkt({ plugins: [{ name: 'app', marketplace: 'lab' }] });
    for (const version of ['unknown', '63f01f4d8a21', '6f3cc9e291e3-8618db71', 'next'])
      expect(outcome(client(row({ version })), unversioned)).toBe('both load');
    expect(outcome(client(row()), unversioned)).toBe('other version');
    for (const version of ['1.0', ' 1.0.0', 'v1.0.0'])
      expect(outcome(client(row({ version })), mkt())).toBe('both load');
  });

  test('of what is installed only errors count', () => {
    const off = client(row({ enabled: false }));
    expect(compareInstalled(off, mkt()).outcome).toBe('both load');
    expect(compareInstalled(client(row({ errors: ['no'] })), mkt()).outcome).toBe('false green');
  });

  test('the table counts every outcome', () => {
    const compared = [
      compareList(request, client(row()), mkt()),
      compareList(request, client(row()), refused),
    ];
    const table = tableOf({ list: compared, installed: [] });
    expect(table).toContain('| both load | 1 (50.0 %) | 0 |');
    expect(table).toContain('| false red | 1 (50.0 %) | 0 |');
  });
});

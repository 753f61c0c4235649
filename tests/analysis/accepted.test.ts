/** Which findings an entry of `accepted:` accepts. */
import { describe, expect, test } from 'vitest';
import { accepts, withoutAccepted } from '../../src/analysis/accepted.ts';
import type { Acceptance, Finding } from '../../src/model/finding.ts';

const finding: Finding = {
  rule: 'MKT302',
  name: 'command-name-clash',
  case: 'found',
  evidence: {},
  severity: 'warning',
  message: '`a` and `b` take 1,200 tokens\nmore',
  plugins: ['a', 'b'],
};
const location = { file: 'mkt.yaml', line: 3, column: 5 };
const entry = (more: Partial<Acceptance> = {}): Acceptance => ({
  rule: 'MKT302',
  reason: 'r',
  location,
  ...more,
});

describe('an entry accepts a finding', () => {
  test.each<[string, Partial<Acceptance>]>([
    ['by the id of its rule', {}],
    ['by the name of its rule', { rule: 'command-name-clash' }],
    ['about its plugins, in any order', { plugins: ['b', 'a'] }],
    ['about fewer plugins than it names', { plugins: ['a', 'b', 'c'] }],
    ['with its message, whatever the figures', { message: '`a` and `b` take 9 tokens' }],
  ])('%s', (_, more) => expect(accepts(entry(more), finding)).toBe(true));

  test.each<[string, Partial<Acceptance>]>([
    ['of another rule', { rule: 'MKT303' }],
    ['about one more plugin', { plugins: ['a'] }],
    ['about no plugin in particular', { plugins: [] }],
    ['with another message', { message: '`a` and `c` take 9 tokens' }],
  ])('not one %s', (_, more) => expect(accepts(entry(more), finding)).toBe(false));
});

describe('until a day', () => {
  const on = (today: string) =>
    withoutAccepted([finding], [entry({ until: '2027-03-31', owner: 'anna' })], today);

  test('the last day counts', () => {
    expect(on('2027-03-31')).toMatchObject({ findings: [], accepted: [{ finding }] });
  });

  test('from the next on it is reported, with what was said of it', () => {
    const { findings, accepted, unused } = on('2027-04-01');
    expect(findings[0]?.message).toBe(`${finding.message}\nit was accepted by anna until 2027-03-31: r`);
    expect([accepted, unused]).toEqual([[], []]);
  });

  test('of two entries, the one that is not over counts', () => {
    const entries = [entry({ until: '2026-01-01' }), entry({ plugins: ['a', 'b'] })];
    expect(withoutAccepted([finding], entries, '2027-01-01').findings).toEqual([]);
  });
});

test('what decides the verdict is reported all the same, and its entry is not stale', () => {
  const binding: Finding = {
    ...finding,
    rule: 'MKT101',
    name: 'plugin-not-found',
    case: 'not-found',
    severity: 'error',
  };
  const { findings, accepted, unused } = withoutAccepted(
    [binding],
    [entry({ rule: 'MKT101' })],
    '2027-01-01',
  );
  expect([findings, accepted, unused]).toEqual([[binding], [], []]);
});

test('entries that no finding answers to are named', () => {
  const stale = entry({ rule: 'MKT404' });
  expect(withoutAccepted([finding], [stale], '2027-01-01').unused).toEqual([stale]);
});

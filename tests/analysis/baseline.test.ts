/** What makes a finding the same as one that is known. */
import { describe, expect, test } from 'vitest';
import { compareWith } from '../../src/analysis/baseline.ts';
import { type Finding, keyOf } from '../../src/model/finding.ts';

const finding = (message: string, plugins = ['a', 'b']): Finding => ({
  rule: 'MKT302',
  name: 'command-name-clash',
  case: 'found',
  evidence: {},
  severity: 'warning',
  message,
  plugins,
});

describe('a finding is known', () => {
  test('whatever its figures, its later lines and the order of its plugins', () => {
    const known = [finding('`a` and `b` take 1,200 tokens\nbefore')];
    const { fresh, vanished } = compareWith(known, [
      finding('`a` and `b` take 99 tokens\nafter', ['b', 'a']),
    ]);
    expect([fresh, vanished]).toEqual([[], []]);
  });

  test('but not another name that differs in a figure', () => {
    const found = finding('`a` and `b` both ship the command `deploy-s4`');
    const { fresh, vanished } = compareWith(
      [finding('`a` and `b` both ship the command `deploy-s3`')],
      [found],
    );
    expect(fresh).toEqual([found]);
    expect(vanished).toHaveLength(1);
  });

  test('not under another rule, or of other plugins', () => {
    const one = finding('same');
    expect(keyOf({ ...one, rule: 'MKT303' })).not.toBe(keyOf(one));
    expect(keyOf({ ...one, plugins: ['a'] })).not.toBe(keyOf(one));
  });
});

/** How steps of a proof are phrased: sets of versions, and why no version is in a range. */
import { describe, expect, test } from 'vitest';
import type { Package } from '../../src/resolver/package.ts';
import type { Fact } from '../../src/resolver/proof.ts';
import { setOf } from '../../src/resolver/version-set.ts';
import { versionsText, wordsFor } from '../../src/resolver/words.ts';

const versions = Array.from({ length: 10 }, (_, at) => `1.${at}.0`);

const packageOf = (more: Partial<Package> = {}): Package => ({
  key: 'a@lab',
  name: 'a',
  kind: 'plugin',
  versions,
  missing: false,
  fixed: false,
  unversioned: false,
  failure: undefined,
  edges: () => [],
  preferred: () => 0,
  matching: () => setOf([], more.versions?.length ?? versions.length),
  written: () => undefined,
  nearRange: () => [],
  ...more,
});

const textOf = (positions: readonly number[], more: Partial<Package> = {}) =>
  versionsText(packageOf(more), setOf(positions, versions.length));

describe('a set of versions', () => {
  test.each([
    [[], 'no version of `a`'],
    [[0], 'no version of `a`'],
    [[3], '`a@1.2.0`'],
    [[0, 3], '`a@1.2.0`'],
    [[1, 2, 3], '`a@<=1.2.0`'],
    [[8, 9, 10], '`a@>=1.7.0`'],
    [[4, 5, 6], '`a@>=1.3.0 <=1.5.0`'],
    [[1, 3, 4, 10], '`a@1.0.0 || >=1.2.0 <=1.3.0 || 1.9.0`'],
    [[1, 3, 5, 7], '`a@1.0.0 || 1.2.0 || 1.4.0` and 1 other range'],
    [[1, 3, 5, 7, 9, 10], '`a@1.0.0 || 1.2.0 || 1.4.0` and 2 other ranges'],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 'every version of `a`'],
  ])('%j', (positions, text) => {
    expect(textOf(positions)).toBe(text);
  });

  test('is written as a manifest has it, and a copy without a version by its name alone', () => {
    expect(textOf([2, 3], { written: () => '~1.1' })).toBe('`a@~1.1`');
    expect(textOf([1], { unversioned: true })).toBe('`a`');
    expect(textOf([2], { unversioned: true })).toBe('`a@1.1.0`');
    expect(textOf([3], { kind: 'runtime', name: 'python' })).toBe('python 1.2.0');
  });
});

describe('what you require', () => {
  const required = (range: string, more: Partial<Package>) => {
    const reason: Fact['reason'] = { kind: 'required', on: 0, range, text: `a@${range}` };
    return wordsFor(() => packageOf(more)).statement({ terms: [], reason } as unknown as Fact);
  };

  test.each<[string, Partial<Package>, string]>([
    ['is there', { matching: () => setOf([1], versions.length) }, ''],
    ['could not be looked up', { failure: 'offline' }, ', which could not be looked up (offline)'],
    ['is unknown', { missing: true }, ', which is not in any registry'],
    ['has no range that can be read', { matching: () => undefined }, ', which is not a valid version range'],
    ['is part of the environment', { fixed: true, versions: ['3.9.0'] }, ', but the environment has 3.9.0'],
    ['has no releases', { versions: [] }, ', which has no releases'],
    ['has a prerelease', { nearRange: () => ['2.0.0-a'] }, ', which matches only the prerelease 2.0.0-a'],
    [
      'has prereleases',
      { nearRange: () => ['2.0.0-a', '2.0.0-b'] },
      ', which matches only the prereleases 2.0.0-b and 2.0.0-a',
    ],
    [
      'states no version',
      { unversioned: true, versions: ['0.0.0'] },
      ', which states no version, so no range matches it',
    ],
    [
      'states no version now',
      { unversioned: true, versions: ['0.0.0', '1.0.0'] },
      ', which matches no release (available: 1.0.0)',
    ],
    ['has others', {}, ', which matches no release (available: 1.9.0, 1.8.0, 1.7.0, 1.6.0 and 6 older ones)'],
  ])('%s', (_, more, why) => {
    expect(required('^2', more)).toBe(`you require \`a@^2\`${why}`);
  });
});

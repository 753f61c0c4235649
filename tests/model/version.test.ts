/** Whether ranges have a version in common, compared with a search through all versions. */

import satisfies from 'semver/functions/satisfies.js';
import { describe, expect, test } from 'vitest';
import { haveCommon, rememberingSatisfies } from '../../src/model/version.ts';
import fc from '../support/fast-check.ts';

const bound = fc
  .tuple(fc.constantFrom('^', '~', '>=', '<=', '>', '<', '='), fc.nat(2), fc.nat(2), fc.nat(1))
  .map(([sign, major, minor, patch]) => `${sign}${major}.${minor}.${patch}`);
const alternative = fc.array(bound, { minLength: 1, maxLength: 2 }).map((all) => all.join(' '));
const range = fc.array(alternative, { minLength: 1, maxLength: 2 }).map((all) => all.join(' || '));

// The lowest version that bounds like these have in common is at most 3.3.2.
const grid = [0, 1, 2, 3].flatMap((major) =>
  [0, 1, 2, 3].flatMap((minor) => [0, 1, 2].map((patch) => `${major}.${minor}.${patch}`)),
);

describe('haveCommon', () => {
  test.each([
    ['two bounds', fc.tuple(bound, bound)],
    ['several ranges with alternatives', fc.array(range, { minLength: 1, maxLength: 5 })],
  ])('%s: as a search through all versions says', (_, drawn) => {
    fc.assert(
      fc.property(drawn, (ranges) => {
        const witness = grid.find((version) => ranges.every((each) => satisfies(version, each)));
        expect(haveCommon(ranges), `${ranges.join(' and ')}: ${witness}`).toBe(witness !== undefined);
      }),
      { numRuns: 2000 },
    );
  });

  test('prereleases, everything, nothing, and what is not a range', () => {
    expect(haveCommon(['>=2.0.0-beta', '>=1'])).toBe(true);
    expect(haveCommon(['>=0.0.0', '<0.0.0'])).toBe(false);
    expect(haveCommon(['*', '^3'])).toBe(true);
    expect(haveCommon(['>1.0.0 <1.0.0', '*'])).toBe(false);
    expect(haveCommon(['no range', '*'])).toBe(false);
    expect(haveCommon(['^1', '^2', '*'])).toBe(false);
  });
});

test('satisfying is what semver says, however often it is asked', () => {
  const text = fc.constantFrom(
    '1.0.0',
    '1.2.3-rc.1',
    '1.2.3',
    'v2.0.0',
    'x',
    '',
    '^1',
    '>=1.2.3-rc.0 <2',
    '*',
    '1 ||| 2',
    '~2',
  );
  const remembering = rememberingSatisfies();
  fc.assert(
    fc.property(text, text, (version, range) => {
      expect(remembering(version, range)).toBe(satisfies(version, range));
    }),
  );
});

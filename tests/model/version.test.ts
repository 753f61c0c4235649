/** Whether ranges have a version in common, held against semver's own answer for two and against a grid of versions for more. */
import fc from 'fast-check';
import satisfies from 'semver/functions/satisfies.js';
import intersects from 'semver/ranges/intersects.js';
import { describe, expect, test } from 'vitest';
import { haveCommon } from '../../src/model/version.ts';

const bound = fc
  .tuple(fc.constantFrom('^', '~', '>=', '<=', '>', '<', '='), fc.nat(2), fc.nat(2), fc.nat(1))
  .map(([sign, major, minor, patch]) => `${sign}${major}.${minor}.${patch}`);
const alternative = fc.array(bound, { minLength: 1, maxLength: 2 }).map((all) => all.join(' '));
const range = fc.array(alternative, { minLength: 1, maxLength: 2 }).map((all) => all.join(' || '));

describe('haveCommon', () => {
  test('two ranges, as semver says, but for those that only touch: between them is no release', () => {
    fc.assert(
      fc.property(bound, bound, (a, b) => {
        const touch = /^>\d/.test(a) || /^>\d/.test(b);
        if (haveCommon([a, b])) expect(intersects(a, b), `${a} and ${b}`).toBe(true);
        else if (!touch) expect(intersects(a, b), `${a} and ${b}`).toBe(false);
      }),
      { numRuns: 1000 },
    );
    expect(haveCommon(['>1.1.0', '<1.1.1'])).toBe(false);
    expect(haveCommon(['>1.1.0', '<1.1.2'])).toBe(true);
  });

  test('several with alternatives: a version that is in all is never overlooked', () => {
    const grid = [0, 1, 2, 3].flatMap((major) =>
      [0, 1, 2, 3].flatMap((minor) => [0, 1, 2].map((patch) => `${major}.${minor}.${patch}`)),
    );
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 5 }), (ranges) => {
        const witness = grid.find((version) => ranges.every((each) => satisfies(version, each)));
        if (witness !== undefined) expect(haveCommon(ranges), `${witness} is in ${ranges}`).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('prereleases, everything, nothing, and what is no range', () => {
    expect(haveCommon(['>=2.0.0-beta', '>=1'])).toBe(true);
    expect(haveCommon(['*', '^3'])).toBe(true);
    expect(haveCommon(['>1.0.0 <1.0.0', '*'])).toBe(false);
    expect(haveCommon(['no range', '*'])).toBe(false);
    expect(haveCommon(['^1', '^2', '*'])).toBe(false);
  });
});

import compare from 'semver/functions/compare-build.js';
import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { expect, test } from 'vitest';
import { createRangeReader, rangeEvaluator } from '../../src/resolver/ranges.ts';
import { positionsOf } from '../../src/resolver/version-set.ts';
import fc from '../support/fast-check.ts';

const number = fc.constantFrom(0, 1, 2, 3, 10);
const prerelease = fc.constantFrom(
  '',
  '',
  '',
  '-0',
  '-alpha',
  '-alpha.1',
  '-beta.2',
  '-1',
  '+build.5',
  '-rc.1+b',
);
const version = fc
  .tuple(number, number, number, prerelease)
  .map(([major, minor, patch, rest]) => `${major}.${minor}.${patch}${rest}`);
const partial = fc.oneof(
  version,
  fc.tuple(number, number).map((numbers) => numbers.join('.')),
  number.map(String),
  fc.constantFrom('*', 'x', '1.x', '1.2.*', ''),
);
const comparator = fc
  .tuple(fc.constantFrom('', '^', '~', '>', '>=', '<', '<=', '=', '~>'), partial)
  .map((parts) => parts.join(''));
const conjunction = fc.oneof(
  fc.array(comparator, { minLength: 1, maxLength: 3 }).map((all) => all.join(' ')),
  fc.tuple(partial, partial).map((ends) => ends.join(' - ')),
);
const range = fc
  .array(conjunction, { minLength: 1, maxLength: 3 })
  .map((all) => all.join(' || '))
  .filter((text) => validRange(text) !== null);

for (const amount of [8, 60]) {
  test(`semver agrees on every range over up to ${amount} versions`, () => {
    fc.assert(
      fc.property(fc.uniqueArray(version, { minLength: 1, maxLength: amount }), range, (versions, text) => {
        const ascending = versions.toSorted(compare);
        const set = rangeEvaluator(ascending, createRangeReader()).matching(text);
        const expected = ascending.flatMap((each, index) => (satisfies(each, text) ? [index + 1] : []));
        expect(positionsOf(set ?? [])).toEqual(expected);
      }),
      { numRuns: 2500 },
    );
  });
}

test('what semver cannot parse is not a range', () => {
  expect(rangeEvaluator(['1.0.0'], createRangeReader()).matching('not-a-range')).toBeUndefined();
});

test('build metadata and many numbers do not matter to a range', () => {
  const built = rangeEvaluator(['1.0.0+a', '1.0.0+b', '2.0.0'], createRangeReader());
  expect(positionsOf(built.matching('1.0.0') ?? [])).toEqual([1, 2]);
  const wide = rangeEvaluator(['1.0.9007199254740991', '1.1.0'], createRangeReader());
  expect(positionsOf(wide.matching('>1.0.9007199254740990') ?? [])).toEqual([1, 2]);
});

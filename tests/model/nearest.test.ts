/** Which known word a user most likely means. */
import { expect, test } from 'vitest';
import { misspelt } from '../../src/model/nearest.ts';

const known = ['registries', 'plugins', 'policy', 'bundled', 'minimumReleaseAge'];

test.each([
  ['registry', 'registries'],
  ['policies', 'policy'],
  ['plugin', 'plugins'],
  ['Bundled', 'bundled'],
  ['minimum-release-age', 'minimumReleaseAge'],
  ['bunlded', 'bundled'],
])('%s is meant as %s', (word, meant) => expect(misspelt(word, known)).toBe(meant));

test.each(['regions', 'polish', 'plumbing'])('%s is a word of its own', (word) =>
  expect(misspelt(word, known)).toBeUndefined(),
);

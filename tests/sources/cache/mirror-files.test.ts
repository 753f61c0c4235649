/** Which folders of a cache are copies of repositories, and which are the user's. */
import { expect, test } from 'vitest';
import { isGeneration, newGeneration } from '../../../src/sources/cache/mirror-files.ts';

const folder = `git/${'0a'.repeat(12)}`;

test('a generation of a mirror is known by its place in the cache', () => {
  expect(isGeneration('/c', `/c/${folder}/${newGeneration()}`)).toBe(true);
  for (const other of [
    '/c/.git',
    '/c/project/.git',
    `/c/${folder}`,
    `/c/${folder}/x.git/refs`,
    `/c/git/mine/${newGeneration()}`,
    `/other/${folder}/x.git`,
    '',
  ])
    expect(isGeneration('/c', other), other).toBe(false);
});

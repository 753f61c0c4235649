/** Whether a branch or tag has a commit, without fetching a history twice. */
import { expect, test } from 'vitest';
import { isInHistory } from '../../../src/sources/cache/history.ts';
import { repository, testAccess, watchedGit } from '../../support/git.ts';

test('of a branch, of a tag with any name, or of any; fetched once for all who ask', async () => {
  const repo = repository();
  const first = repo.commit({ a: '1' }, 'v1');
  const second = repo.commit({ a: '2' });
  repo.git('checkout', '-q', '--orphan', 'other');
  const apart = repo.commit({ a: '3' });
  const watched = watchedGit();
  const { access } = testAccess({ env: watched.env });
  const within = (commit: string, ref?: string) =>
    isInHistory({ url: repo.url, label: 'it', ...(ref !== undefined && { ref }) }, commit, access);
  const fetches = () => watched.calls().filter((call) => call.startsWith('fetch')).length;

  const ofMain = [first, second, apart, '0'.repeat(40)].map((commit) => within(commit, 'main'));
  expect(await Promise.all(ofMain)).toEqual([true, true, false, false]);
  expect(fetches()).toBe(1);
  expect([await within(first, 'v1'), await within(second, 'v1')]).toEqual([true, false]);
  expect([await within(second), await within(apart)]).toEqual([true, true]);
  // For the tag, after there was no branch of its name.
  expect(fetches()).toBe(4);
  expect(await within(first, 'gone')).toBeUndefined();
  expect(
    await isInHistory({ url: repo.url, label: 'it' }, first, { ...access, offline: true }),
  ).toBeUndefined();
});

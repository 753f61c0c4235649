/** However many plugins of a repository are locked, reading them takes the same few processes, and no question to its server. */
import { expect, test } from 'vitest';
import type { Lock, LockedPlugin } from '../../src/model/lock.ts';
import { contentIntegrity } from '../../src/project/content-integrity.ts';
import { readLockedReleases } from '../../src/project/locked-releases.ts';
import { accessOf } from '../../src/sources/cache/access.ts';
import { lockedFiles } from '../../src/sources/registries/locked-files.ts';
import { marketplace, repository, watchedGit } from '../support/git.ts';
import { bare, folder } from '../support/mkt.ts';

const names = Array.from({ length: 9 }, (_, index) => `p${index}`);

/** A lock of the first plugins of a repository that has nine, each with files in folders of its own. */
async function locked() {
  const repo = repository();
  const commit = repo.commit({
    ...marketplace(Object.fromEntries(names.map((name) => [name, { manifest: { version: '1.0.0' } }]))),
    ...Object.fromEntries(names.map((name) => [`plugins/${name}/skills/${name}/SKILL.md`, `# ${name}\n`])),
    ...Object.fromEntries(names.map((name) => [`plugins/${name}/bin/${name}.bin`, `\0${name}`])),
  });
  const watched = watchedGit();
  const cwd = folder();
  const access = accessOf({ ...bare(), ...watched.env, MKT_CACHE_DIR: folder() });
  const lockOf = async (amount: number): Promise<Lock> => {
    const plugins = new Map<`${string}@${string}`, LockedPlugin>();
    for (const name of names.slice(0, amount)) {
      const source = { source: 'git-subdir', url: repo.url, path: `plugins/${name}` };
      const files = await lockedFiles({ source, commit }, undefined, { root: cwd, cwd, access });
      const found = 'content' in files ? await contentIntegrity(files.content) : files;
      if (!('integrity' in found)) throw new Error(JSON.stringify(found));
      const { integrity } = found;
      plugins.set(`${name}@lab`, {
        ...{ name, marketplace: 'lab', version: '1.0.0', source, commit, integrity },
        ...{ dependencies: [], conflicts: [], unlocked: [] },
      });
    }
    return { marketplaces: new Map([['lab', { source: repo.url, url: repo.url, commit }]]), plugins };
  };
  const read = async (lock: Lock) => {
    watched.forget();
    const { releases, failed } = await readLockedReleases(lock, { root: cwd, cwd, access });
    for (const { tree, id } of releases) {
      const pieces: Uint8Array[] = [];
      const name = id.split('@')[0];
      for await (const piece of tree.stream(`bin/${name}.bin`)) pieces.push(piece);
      expect(Buffer.concat(pieces).toString()).toBe(`\0${name}`);
    }
    return { ids: releases.map(({ id }) => id), failed, calls: watched.calls() };
  };
  return { lockOf, read };
}

test('nine plugins take no more processes than two', async () => {
  const { lockOf, read } = await locked();
  const two = await read(await lockOf(2));
  const nine = await read(await lockOf(9));
  expect([two.failed, nine.failed]).toEqual([[], []]);
  expect(nine.ids).toHaveLength(9);
  // The files of seven more may be fetched with one more transfer.
  expect(nine.calls.length).toBeLessThanOrEqual(two.calls.length + 2);
  expect(nine.calls.length).toBeLessThan(12);
  expect([...two.calls, ...nine.calls].filter((call) => call.startsWith('ls-remote'))).toEqual([]);
});

test('one that is not available fails alone', async () => {
  const { lockOf, read } = await locked();
  const lock = await lockOf(3);
  const plugins = new Map(lock.plugins);
  const gone = { source: 'git-subdir', url: 'file:///nowhere/at/all', path: 'x' };
  plugins.set('p1@lab', { ...(plugins.get('p1@lab') as LockedPlugin), source: gone });
  const { ids, failed } = await read({ ...lock, plugins });
  expect(ids).toEqual(['p0@lab', 'p2@lab']);
  expect(failed).toMatchObject([{ id: 'p1@lab' }]);
});

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type FileState, skillsFolder } from '../changes/copies.ts';
import { routeOf, type StatedRoutes } from '../changes/routes.ts';
import type { LockedPlugin } from '../model/lock.ts';
import { type Fault, problem } from '../model/problems.ts';
import type { IndexFiles } from '../sources/git/index-files.ts';
import type { ReadLock } from './lock-file.ts';
import { copyHash, readOwn } from './read-copies.ts';

type Recorded = Exclude<Awaited<ReturnType<typeof readOwn>>, { readonly fault: Fault }>['plugins'][string];

/**
 * The copies that the next commit would contain and that are not those of its lock, by mkt's record of them. A project without a record
 * keeps no copies. Nothing is fetched: `mkt lock --verify` compares with the locked commits.
 */
export async function stagedCopyFaults(
  { lock, locatePlugin }: Pick<ReadLock, 'lock' | 'locatePlugin'>,
  routes: StatedRoutes,
  { root, cwd, index }: { readonly root: string; readonly cwd: string; readonly index: IndexFiles },
): Promise<readonly Fault[]> {
  const own = await readOwn(root, cwd, index);
  if ('fault' in own) return [own.fault];
  if (own.recordText === undefined) return [];
  const recorded = new Map(Object.entries(own.plugins));
  const copied = [...lock.plugins].filter(
    ([id, locked]) =>
      routeOf(locked, routes) === 'skills' && own.elsewhere[id]?.integrity !== locked.integrity,
  );
  const wanted = new Map(copied);
  const fault = (id: string, folder: string, state: 'missing' | 'unlocked' | 'other-release' | 'changed') => {
    const plugin = id.slice(0, id.lastIndexOf('@'));
    const where = { location: locatePlugin(id), plugins: [plugin] };
    return problem('content-changed', 'copy-not-locked', { plugin, folder, state }, where);
  };
  const missing = copied.flatMap(([id, { name }]) =>
    recorded.has(id) ? [] : [fault(id, `${skillsFolder}/${name}`, 'missing')],
  );
  const others = [...recorded].flatMap(([id, copy]) => {
    const folder = `${skillsFolder}/${copy.folder}`;
    const locked = wanted.get(id);
    if (locked === undefined) return [fault(id, folder, 'unlocked')];
    if (!isOf(copy, locked)) return [fault(id, folder, 'other-release')];
    return isAsWritten(copy, join(root, folder), index) ? [] : [fault(id, folder, 'changed')];
  });
  return [...missing, ...others];
}

/** Whether a copy was made from a locked release. */
const isOf = (copy: Recorded, locked: LockedPlugin): boolean =>
  copy.version === locked.version &&
  copy.integrity === locked.integrity &&
  copy.commit === locked.commit &&
  JSON.stringify(copy.source) === JSON.stringify(locked.source);

/** Whether a copy in the index is the one that `mkt sync` wrote; where it kept no hash, whether there is one. */
function isAsWritten({ copy }: Recorded, folder: string, index: IndexFiles): boolean {
  const files = new Map<string, FileState>();
  for (const { path, kind, read } of index.below(folder)) {
    const content = kind === 'link' ? undefined : read();
    if (content === undefined) return false;
    const sha256 = createHash('sha256').update(content).digest('hex');
    files.set(path, { executable: kind === 'executable', sha256 });
  }
  return files.size > 0 && (copy === undefined || copyHash(files) === copy);
}

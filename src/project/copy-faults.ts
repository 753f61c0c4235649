import { skillsFolder } from '../changes/copies.ts';
import type { StatedRoutes } from '../changes/routes.ts';
import { type Fault, problem } from '../model/problems.ts';
import { hasCopies } from './fresh-copies.ts';
import type { ReadLock } from './lock-file.ts';
import type { LockWorld } from './make-lock.ts';
import { prepareSync } from './sync-copies.ts';

/**
 * Copies in a project that are not what their locked commits make of them. Unlike `mkt sync --check`, this does not believe the record
 * of the copies: a change of copy, record and lock together is found.
 */
export async function copyFaults(
  { lock, locatePlugin }: Pick<ReadLock, 'lock' | 'locatePlugin'>,
  routes: StatedRoutes,
  world: LockWorld,
): Promise<readonly Fault[]> {
  if (!hasCopies(world.root)) return [];
  const sync = await prepareSync(lock, world, { routes, target: 'project', prune: false });
  if ('fault' in sync) return [sync.fault];
  return sync.plan.changes.map(({ id, folder, steps }) =>
    problem(
      'content-changed',
      'copy-differs',
      {
        plugin: id.slice(0, id.lastIndexOf('@')),
        folder: `${skillsFolder}/${folder}`,
        files: steps.map(({ path }) => path),
      },
      { location: locatePlugin(id), plugins: [id.slice(0, id.lastIndexOf('@'))] },
    ),
  );
}

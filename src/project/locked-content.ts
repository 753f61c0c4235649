import type { Lock, LockedPlugin } from '../model/lock.ts';
import { type Fault, problem } from '../model/problems.ts';
import type { Registry } from '../model/registry.ts';
import { lookUp } from '../sources/driver/asked.ts';
import { lockedFiles } from '../sources/registries/locked-files.ts';
import { contentIntegrity } from './content-integrity.ts';
import type { ReadLock } from './lock-file.ts';
import type { LockWorld } from './make-lock.ts';

/**
 * Whether upstream still has what was locked: each commit is there, its files are the same, its tag leads to it.
 */
export async function contentFaults(
  { lock, locatePlugin }: Pick<ReadLock, 'lock' | 'locatePlugin'>,
  world: LockWorld,
): Promise<readonly Fault[]> {
  const found = await Promise.all(
    [...lock.plugins].map(async ([id, plugin]) => {
      const where = { location: locatePlugin(id), plugins: [plugin.name] };
      return faultsOf(plugin, lock, world, where);
    }),
  );
  return found.flat();
}

type Where = { readonly location: Fault['location']; readonly plugins: readonly string[] };

async function faultsOf(
  plugin: LockedPlugin,
  { marketplaces }: Lock,
  world: LockWorld,
  where: Where,
): Promise<Fault[]> {
  const { name, ref, commit, integrity } = plugin;
  const files = await lockedFiles(plugin, marketplaces.get(plugin.marketplace), world);
  if ('problem' in files)
    return [problem('content-changed', 'files-gone', { plugin: name, reason: files.problem }, where)];
  const found = await contentIntegrity(files.content);
  const faults: Fault[] = [];
  if ('fault' in found)
    faults.push(
      problem('content-changed', 'files-gone', { plugin: name, reason: found.fault.location.file }, where),
    );
  else if (found.integrity !== integrity) {
    const evidence = { plugin: name, locked: integrity, found: found.integrity };
    faults.push(problem('content-changed', 'files-differ', evidence, where));
  }
  if (commit !== undefined && !(ref !== undefined && isTagOf(ref, name)) && files.inHistory !== undefined) {
    // Only where the branch has gone on, its history has to be asked.
    const isThere = commit === files.head && ref === undefined ? true : await files.inHistory(ref);
    if (isThere === false) {
      const evidence = { plugin: name, commit, ...(ref !== undefined && { branch: ref }) };
      faults.push(problem('content-changed', 'not-in-history', evidence, where));
    }
  }
  if (ref !== undefined && commit !== undefined && isTagOf(ref, name)) {
    const now = files.tags?.find(([tag]) => tag === ref)?.[1];
    if (files.tags !== undefined && now === undefined)
      faults.push(problem('content-changed', 'tag-gone', { plugin: name, tag: ref }, where));
    if (now !== undefined && now !== commit)
      faults.push(
        problem('content-changed', 'tag-moved', { plugin: name, tag: ref, locked: commit, now }, where),
      );
  }
  return faults;
}

/** Other refs are branches, which move, or tags that are not of a version: their history has to have the commit. */
const isTagOf = (ref: string, name: string): boolean => ref.startsWith(`${name}--v`);

/** Plugins that the lock takes from somewhere else than the entry of their marketplace says: a lock that was edited by hand. */
export async function sourceFaults(
  { lock, locatePlugin }: Pick<ReadLock, 'lock' | 'locatePlugin'>,
  registries: readonly Registry[],
): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  for (const [id, { name, marketplace, version, source }] of lock.plugins) {
    const answer = await lookUp(registries, { name, marketplace });
    const listed = answer.status === 'found' ? answer.plugin.files?.(version)?.source : undefined;
    if (listed === undefined || JSON.stringify(listed) === JSON.stringify(source)) continue;
    const evidence = { plugin: name, locked: told(source), listed: told(listed) };
    const where = { location: locatePlugin(id), plugins: [name] };
    faults.push(problem('content-changed', 'other-source', evidence, where));
  }
  return faults;
}

/** A source in one line. */
const told = (source: LockedPlugin['source']): string =>
  typeof source === 'string' ? source : Object.values(source).slice(1).join(' ');

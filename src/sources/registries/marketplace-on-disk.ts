import { createHash } from 'node:crypto';
import type { FileTree } from '../../client/file-tree.ts';
import { type Origin, readMarketplace } from '../../client/marketplace.ts';
import type { VersionsOf } from '../../client/plugin-copies.ts';
import type { ClientFacts } from '../../model/client.ts';
import type { Fault } from '../../model/problems.ts';
import type { Registry } from '../../model/registry.ts';
import type { Access } from '../cache/access.ts';
import type { TreeAt } from '../files/folder-tree.ts';
import { marketplacePlace } from '../files/marketplace-place.ts';
import { gitFolderOf } from '../git/git-folder.ts';
import type { Privacy } from '../git/privacy.ts';
import { openRepository, type Repository } from '../git/repository.ts';
import { buildStamp } from './compiled-file.ts';
import { type KeptReadings, withKeptReadings } from './kept-readings.ts';
import { openMarketplaceFolder } from './marketplace-folder.ts';
import { versionsHere } from './repository-versions.ts';

/** A registry with the faults in its files, or why there is none. */
export type OpenedSource =
  | { readonly registry?: Registry; readonly faults: readonly Fault[] }
  | { readonly problem: string };

/** A marketplace folder with the versions from the tags of its repository, if it is the top level of one. */
export async function openMarketplaceOnDisk(
  path: string,
  isFile: boolean,
  {
    source,
    cwd,
    access,
    facts,
    treeAt,
  }: { source: string; cwd: string; access: Access; facts: ClientFacts; treeAt?: TreeAt },
): Promise<OpenedSource> {
  const place = marketplacePlace(path, isFile);
  if (place === undefined) return { faults: [] };
  const git = gitFolderOf(place.root);
  const elsewhere = elsewhereLater(access, { from: 'disk' });
  const repository =
    git !== undefined && 'gitDir' in git
      ? openRepository(git.gitDir, { label: '', env: access.env })
      : undefined;
  const here =
    repository !== undefined && facts.loading.readsTagsInFolders === true
      ? versionsHere(repository, access)
      : undefined;
  if (git !== undefined && 'refused' in git)
    access.notice(`the tags of \`${source}\` are not read: ${git.refused}`);
  const versionsOf: VersionsOf = (entry) =>
    entry.source.kind !== 'path' ? elsewhere(entry) : here ? here(entry) : { versions: [] };
  return resultOf(
    await openMarketplaceFolder(place, {
      source,
      cwd,
      facts,
      versionsOf,
      ...(repository && { origin: originOf(repository) }),
      ...(treeAt && { treeAt }),
    }).opened,
  );
}

/** Called only for a lock: most commands need no commit of a folder. */
function originOf(repository: Repository): Origin {
  let head: { readonly commit: string | undefined } | undefined;
  const commit = () => {
    head ??= { commit: repository.commitOf(['HEAD']) };
    return head.commit;
  };
  return {
    get commit() {
      return commit();
    },
    committed: (folder) => repository.tree(commit() ?? '', folder),
  };
}

/** The marketplace at the head of a repository without a work tree. */
export async function openBareRepository(
  gitDir: string,
  { source, label, access, facts }: { source: string; label: string; access: Access; facts: ClientFacts },
): Promise<OpenedSource> {
  const git = gitFolderOf(gitDir);
  if (git !== undefined && 'refused' in git) return { problem: git.refused };
  const repository = openRepository(gitDir, { label, env: access.env });
  const head = repository.commitOf(['HEAD']);
  if (head === undefined)
    return { problem: repository.objects.problem()?.message ?? 'the repository has no commits' };
  return openTree(repository.tree(head, ''), source, {
    facts,
    here: versionsHere(repository, access),
    elsewhere: elsewhereLater(access, { from: 'disk' }),
    origin: { commit: head },
  });
}

/** Loaded when the first external plugin is requested: most marketplaces have none. */
export function elsewhereLater(access: Access, options: { from: Privacy }): VersionsOf {
  return async (entry) => {
    const { versionsElsewhere } = await import('./external-versions.ts');
    return versionsElsewhere(access, options)(entry);
  };
}

/**
 * A marketplace whose files are a commit of a repository.
 * @param here the source of the versions of its own plugins.
 * @param elsewhere the source of those of all others.
 * @param keeping the repository, if what was read of its own plugins is kept there: one that never changes.
 */
export async function openTree(
  tree: FileTree,
  source: string,
  {
    facts,
    here,
    elsewhere,
    origin,
    keeping,
  }: {
    facts: ClientFacts;
    here: VersionsOf;
    elsewhere: VersionsOf;
    origin: Origin;
    keeping?: Repository;
  },
): Promise<OpenedSource> {
  const ownNames = new Set<string>();
  const opened = resultOf(
    await readMarketplace(tree, {
      source,
      facts,
      origin: { ...origin, isCloned: true },
      versionsOf(entry) {
        if (entry.source.kind !== 'path') return elsewhere(entry);
        ownNames.add(entry.name);
        return here(entry);
      },
    }),
  );
  const kept = keeping?.kept;
  const build = kept && buildStamp();
  if (kept === undefined || build === undefined || 'problem' in opened || opened.registry === undefined)
    return opened;
  const { loading } = facts;
  const key = createHash('sha256')
    .update(JSON.stringify([build, source, origin, loading.claudeCode, loading.unknown]))
    .digest('base64');
  const readings: KeptReadings = {
    answers: kept,
    key,
    isWhole: () => keeping?.objects.isWhole() === true,
    isHere: (name) => ownNames.has(name),
  };
  return { ...opened, registry: withKeptReadings(opened.registry, readings) };
}

/** The registry of a marketplace that was read, and what was wrong. */
export function resultOf({ marketplace, faults }: Awaited<ReturnType<typeof readMarketplace>>): OpenedSource {
  return { faults, ...(marketplace && { registry: marketplace.registry }) };
}

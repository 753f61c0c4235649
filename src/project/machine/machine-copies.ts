import { type Dirent, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { FileTree } from '../../client/file-tree.ts';
import type { CachedCopy, SkillsFolder } from '../../client/machine/machine-files.ts';
import { manifestPath } from '../../client/manifest.ts';
import { folderTree } from '../../sources/files/folder-tree.ts';
import type { MachinePlaces } from './machine-places.ts';

/** How a folder of this machine is opened. */
export type Open = (path: string) => FileTree;

/** At most so many folders of one place are looked at: no machine has a tenth of them. */
const maximumFolders = 1000;

export const opener =
  (cwd: string, shown: (path: string) => string): Open =>
  (path) =>
    folderTree(path, cwd, shown(path));

/** The copy at a path that a record states. */
export function copyAt(path: string, open: Open): FileTree | undefined {
  return isAbsolute(path) && isFolder(path) ? open(path) : undefined;
}

/** The copies of a plugin in the client's cache and in seeds, by the name of their folder, which is the version. */
export function cachedCopies(
  { plugins, seeds }: MachinePlaces,
  open: Open,
): (marketplace: string, name: string) => ReadonlyMap<string, CachedCopy> {
  const roots = [{ isSeed: false, root: plugins }, ...seeds.map((root) => ({ isSeed: true, root }))];
  return (marketplace, name) => {
    const copies = new Map<string, CachedCopy>();
    if (![marketplace, name].every(isStep)) return copies;
    for (const { isSeed, root } of roots) {
      const folder = join(root, 'cache', marketplace, name);
      for (const version of foldersIn(folder))
        if (!copies.has(version)) copies.set(version, { isSeed, tree: open(join(folder, version)) });
    }
    return copies;
  };
}

/** The plugins in the user's and in the project's folder of skills; other skills there are not plugins. */
export function skillsFolders({ config }: MachinePlaces, cwd: string, open: Open): SkillsFolder[] {
  const places = [
    ['user', join(config, 'skills')],
    ['project', join(cwd, '.claude', 'skills')],
  ] as const;
  return places.flatMap(([scope, folder]) =>
    foldersIn(folder)
      .filter((name) => statOf(join(folder, name, manifestPath))?.isFile() === true)
      .map((name) => ({ scope, name, tree: open(join(folder, name)) })),
  );
}

/** One step of a path that leads nowhere else: names come from files that mkt did not write. */
const isStep = (name: string): boolean => !/[/\\\0]|^\.{0,2}$/.test(name);

/** The folders in a folder, links to folders too, sorted. */
function foldersIn(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    // There is none, or it may not be listed: the client finds nothing there either.
    return [];
  }
  return entries
    .slice(0, maximumFolders)
    .filter((entry) => entry.isDirectory() || (entry.isSymbolicLink() && isFolder(join(folder, entry.name))))
    .map(({ name }) => name)
    .sort();
}

const isFolder = (path: string): boolean => statOf(path)?.isDirectory() === true;

/** A link that leads nowhere, or a folder that may not be entered, is as good as nothing. */
function statOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

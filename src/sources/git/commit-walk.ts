import { maximumTreeDepth, maximumTreeFiles, skippedFolders } from '../../client/file-tree.ts';
import { isPlainName, type Refuse } from '../../client/tree-entry.ts';
import type { Objects } from './objects.ts';

/** The entry at one path of a commit. */
export interface WalkedEntry {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule';
  readonly executable: boolean;
  readonly id: string;
}

/**
 * Everything below a folder of a commit except the folders themselves; one process for each level, whose folders are read together.
 * @param root an expression such as `<commit>:plugins/x`.
 * @param refuse receives the limits that were exceeded and, for a whole walk, everything that is left out, except `.git`.
 * @param isWhole whether it is for an exact copy, rather than for the files of plugins that mkt reads.
 * @param most the maximum number of entries of folders to look at.
 */
export function* walkedCommit(
  objects: Objects,
  root: string,
  refuse: Refuse,
  { isWhole = false, most = maximumTreeFiles }: { isWhole?: boolean; most?: number } = {},
): Generator<WalkedEntry, void> {
  let level = [{ path: '', expression: root }];
  let looked = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maximumTreeDepth) {
      refuse(level[0]?.path ?? '', 'nested', { of: 'commit', most: maximumTreeDepth });
      break;
    }
    const next: typeof level = [];
    const found = objects.folders(level.map(({ expression }) => expression));
    for (const [index, entries] of found.entries()) {
      const above = level[index]?.path ?? '';
      const names = new Set<string>();
      if (isWhole && entries === undefined && depth > 0) refuse(above, 'unreadable-folder', {});
      for (const { name, kind, executable, id } of entries ?? []) {
        if (isWhole && name === '.git') continue;
        looked += 1;
        if (looked > most) continue;
        const path = above === '' ? name : `${above}/${name}`;
        if (!isPlainName(name)) {
          if (isWhole) refuse(path, 'not-copied', { what: 'name' });
        } else if (isWhole && names.has(name)) refuse(path, 'not-copied', { what: 'second-of-name' });
        else if (kind !== 'folder') yield { path, kind, executable, id };
        else if (isWhole || !skippedFolders.has(name)) next.push({ path, expression: id });
        if (isWhole) names.add(name);
      }
    }
    level = next;
  }
  if (looked > most) refuse('', 'too-many-files', { of: 'commit', most });
}

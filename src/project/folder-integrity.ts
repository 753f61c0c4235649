import { createHash } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { entryHead } from '../changes/integrity.ts';
import { readPieces } from '../sources/files/read-file.ts';

/**
 * The integrity of a folder that mkt wrote: real files only. The same as `contentIntegrity` of the folder, but read at once: hooks and
 * `mkt run` compare many small files each time. Large ones are read piece by piece.
 * @returns undefined if there is no such folder, or if something in it is neither a file nor a folder.
 */
export function folderIntegrity(folder: string): string | undefined {
  const files: { readonly path: string; readonly executable: boolean; readonly size: number }[] = [];
  const visit = (below: string): boolean =>
    readdirSync(join(folder, below), { withFileTypes: true }).every((each) => {
      const path = below === '' ? each.name : `${below}/${each.name}`;
      if (each.isDirectory()) return visit(path);
      if (!each.isFile()) return false;
      const { mode, size } = lstatSync(join(folder, path));
      files.push({ path, executable: (mode & 0o100) !== 0, size });
      return true;
    });
  try {
    if (!lstatSync(folder).isDirectory() || !visit('')) return undefined;
    const hash = createHash('sha256');
    for (const { path, executable, size } of files.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      hash.update(entryHead({ path, kind: 'file', executable, size }));
      let left = size;
      readPieces(join(folder, path), (piece) => {
        hash.update(piece);
        left -= piece.length;
      });
      // Someone writes to it at this moment.
      if (left !== 0) return undefined;
    }
    return `sha256-${hash.digest('base64')}`;
  } catch {
    return undefined;
  }
}

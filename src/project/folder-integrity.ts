import { createHash } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { entryHead } from '../changes/integrity.ts';
import { ownBytesOf } from '../sources/files/read-file.ts';

/**
 * The integrity of a folder that mkt wrote: real files only. The same as `contentIntegrity` of the folder, but read at once: hooks and
 * `mkt run` compare many small files each time.
 * @returns undefined if there is no such folder, or if something in it is neither a file nor a folder.
 */
export function folderIntegrity(folder: string): string | undefined {
  const files: { readonly path: string; readonly executable: boolean }[] = [];
  const visit = (below: string): boolean =>
    readdirSync(join(folder, below), { withFileTypes: true }).every((each) => {
      const path = below === '' ? each.name : `${below}/${each.name}`;
      if (each.isDirectory()) return visit(path);
      if (!each.isFile()) return false;
      files.push({ path, executable: (lstatSync(join(folder, path)).mode & 0o100) !== 0 });
      return true;
    });
  try {
    if (!lstatSync(folder).isDirectory() || !visit('')) return undefined;
    const hash = createHash('sha256');
    for (const { path, executable } of files.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      const bytes = ownBytesOf(join(folder, path));
      hash.update(entryHead({ path, kind: 'file', executable, size: bytes.length }));
      hash.update(bytes);
    }
    return `sha256-${hash.digest('base64')}`;
  } catch {
    return undefined;
  }
}

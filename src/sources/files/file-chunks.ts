import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { noSuchFile } from '../../client/file-tree.ts';
import type { Chunks } from '../../client/tree-entry.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { malformed } from '../../text/source-text.ts';
import { spoil } from './trace.ts';

/** The number of bytes to read at once. */
const chunkBytes = 64 * 1024;

/** Whether a path is a folder or inside it, both with links resolved. */
export const insideOf = (root: string, path: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

/**
 * The bytes of a regular file of a folder. Links are followed as long as they stay in it; only regular files are opened.
 * @param shown the path as findings show it.
 */
export async function* fileChunks(folder: string, path: string, shown: string): Chunks {
  spoil('a file was streamed');
  let handle: FileHandle | undefined;
  try {
    const full = `${folder}${sep}${path}`;
    const real = await realpath(full).catch((error) => whyNoPath(full, shown, error));
    if (typeof real !== 'string') return real;
    if (!insideOf(await realpath(folder), real)) return leaving(shown);
    if (!(await lstat(real)).isFile()) return malformed(shown, 'not-a-file', {}).fault;
    // If the file is replaced by a link or a named pipe at this moment, mkt neither follows nor waits.
    const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
    handle = await open(real, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    const status = await handle.stat();
    if (!status.isFile()) return malformed(shown, 'not-a-file', {}).fault;
    let amount = 0;
    // A file that is being written to continuously never ends.
    while (amount <= status.size) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, null);
      amount += bytesRead;
      if (bytesRead === 0 || amount > status.size) break;
      yield buffer.subarray(0, bytesRead);
    }
    return amount === status.size
      ? undefined
      : malformed(shown, 'unreadable', { reason: 'it changed while mkt was reading it' }).fault;
  } catch (error) {
    return unreadable(shown, error);
  } finally {
    await handle?.close();
  }
}

const leaving = (file: string): Fault =>
  problem('missing-source', 'link', { of: 'folder' }, { location: { file, line: 1, column: 1 } });

/** Why a path leads nowhere: it does not exist, or it is a broken link. */
async function whyNoPath(full: string, shown: string, error: NodeJS.ErrnoException): Promise<Fault> {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR' && error.code !== 'ELOOP')
    return unreadable(shown, error);
  const status = await lstat(full).catch(() => undefined);
  return status?.isSymbolicLink() === true ? leaving(shown) : noSuchFile(shown);
}

function unreadable(shown: string, error: unknown): Fault {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : message;
  return malformed(shown, 'unreadable', { reason }).fault;
}

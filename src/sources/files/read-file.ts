/**
 * The door: whatever mkt reads from a disk as a whole is read here, and {@link fileChunks} streams what is large. Only regular files
 * are opened, so that a named pipe or a device does not make mkt wait; no file is read that is larger than its reader expects.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';

/** The bytes of a regular file, or why they were not read; errors of the disk, such as a missing file, are thrown. */
export type FileBytes =
  | { readonly bytes: Buffer; readonly status: Stats }
  | { readonly refused: 'not-a-file' }
  | { readonly refused: 'too-large'; readonly size: number };

/** The largest file of mkt's own, such as the copy of an index. */
const ownBytes = 256 * 1024 * 1024;

/**
 * Reads a file.
 * @param most the maximum size in bytes.
 * @throws an error of the disk.
 */
export function readBytes(path: string, most: number): FileBytes {
  return opened(path, (descriptor, status): FileBytes => {
    if (!status.isFile()) return { refused: 'not-a-file' };
    if (status.size > most) return { refused: 'too-large', size: status.size };
    return { bytes: readAll(descriptor, status.size), status };
  });
}

function opened<T>(path: string, use: (descriptor: number, status: Stats) => T): T {
  // Without O_NONBLOCK, opening a named pipe would wait for a writer.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const status = fstatSync(descriptor);
    listener?.(status.size);
    return use(descriptor, status);
  } finally {
    closeSync(descriptor);
  }
}

let listener: ((bytes: number) => void) | undefined;

/** Calls a function with the size of each file that is read, until the returned one is called. */
export function onRead(heard: (bytes: number) => void): () => void {
  const before = listener;
  listener = heard;
  return () => {
    listener = before;
  };
}

const pieceBytes = 1024 * 1024;

/**
 * Reads a file of any size piece by piece, as long as it is not longer than when it was opened. A piece is valid until the next one.
 * @throws an error of the disk, also for what is not a regular file.
 */
export function readPieces(path: string, use: (piece: Uint8Array) => void): Stats {
  return opened(path, (descriptor, status) => {
    if (!status.isFile()) throw notAFile(path);
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, status.size));
    for (let left = status.size; left > 0; ) {
      const amount = readSync(descriptor, piece, 0, Math.min(piece.length, left), null);
      if (amount === 0) break;
      use(piece.subarray(0, amount));
      left -= amount;
    }
    return status;
  });
}

/**
 * The text of a file that mkt or the user has written: of the cache, a project, the client.
 * @throws an error of the disk, also for what is not a regular file.
 */
export function readOwn(path: string, most = ownBytes): string {
  return ownBytesOf(path, most).toString('utf8');
}

/** The same as bytes. */
export function ownBytesOf(path: string, most = ownBytes): Buffer {
  const read = readBytes(path, most);
  if ('bytes' in read) return read.bytes;
  if (read.refused === 'not-a-file') throw notAFile(path);
  throw Object.assign(new Error('it is too large'), { code: 'EFBIG', syscall: 'read', path });
}

const notAFile = (path: string): Error =>
  Object.assign(new Error('it is not a regular file'), { code: 'EISDIR', syscall: 'read', path });

/** Whether nothing is at a path. What the user may not look at is not missing: reading it says why. */
export function isMissing(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) === undefined;
  } catch {
    return false;
  }
}

const smallBytes = 64 * 1024;

/** The text of a small file; undefined if there is none, or something else. */
export function readSmall(path: string): string | undefined {
  try {
    return readOwn(path, smallBytes);
  } catch {
    return undefined;
  }
}

/** All bytes of an open file that had this size a moment ago. */
function readAll(descriptor: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  while (at < size) {
    const amount = readSync(descriptor, bytes, at, size - at, null);
    if (amount === 0) break;
    at += amount;
  }
  return at === size ? bytes : bytes.subarray(0, at);
}

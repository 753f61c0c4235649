import * as fs from 'node:fs';
import type { Kind } from './trace.ts';

/** What there is to say of a file; a folder changes with each of its entries, of which its reader asks. */
export const ofStatus = (status: fs.Stats): string =>
  status.isDirectory()
    ? `folder ${status.ino} ${status.mode}`
    : `${status.ino} ${status.mode} ${status.size} ${status.mtimeMs} ${status.ctimeMs}`;

/** When a file says that it was changed. */
export const changedAt = (status: fs.Stats): number =>
  status.isFile() ? Math.max(status.mtimeMs, status.ctimeMs) : 0;

/** An error of the disk as an answer. */
export const ofError = (error: unknown): string => `not: ${(error as NodeJS.ErrnoException).code}`;

/** The names in a folder, each with its kind. */
export const ofEntries = (entries: readonly fs.Dirent[]): string =>
  entries
    .map(
      (entry) =>
        `${entry.isDirectory() ? 'd' : entry.isFile() ? 'f' : entry.isSymbolicLink() ? 'l' : '?'}${entry.name}`,
    )
    .sort()
    .join('\0');

/** The answer where nothing is. */
export const missing = 'not: ENOENT';

/** Asks a question again. */
export function answerNow(kind: Kind, path: string): string {
  try {
    switch (kind) {
      case 'exists':
        return String(fs.existsSync(path));
      case 'status':
        return ofStatus(fs.statSync(path));
      case 'link-status':
        return ofStatus(fs.lstatSync(path));
      case 'entries':
        return ofEntries(fs.readdirSync(path, { withFileTypes: true }));
      case 'real-path':
        return fs.realpathSync.native(path);
      case 'link':
        return fs.readlinkSync(path);
    }
  } catch (error) {
    return ofError(error);
  }
}

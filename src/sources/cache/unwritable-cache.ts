import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Access } from './access.ts';

/** Whether an operation failed because of the disk: no permission, no space, a file in place of a folder. */
export function isOfTheDisk(error: unknown): error is NodeJS.ErrnoException {
  return typeof (error as NodeJS.ErrnoException | null)?.syscall === 'string';
}

/** Says once a run that the cache is not writable. */
export function noticeUnwritable({ cache, notice }: Access, { code }: NodeJS.ErrnoException): void {
  notice(
    `the cache \`${cache}\` cannot be written (${code}); what is fetched is lost after this run; set \`MKT_CACHE_DIR\` to use another folder`,
  );
}

let spare: string | undefined;

/** A folder that replaces a cache that is not writable; it is removed when mkt exits. */
export function spareCache(): string {
  if (spare !== undefined) return spare;
  const made = mkdtempSync(join(tmpdir(), 'mkt-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  spare = made;
  return made;
}

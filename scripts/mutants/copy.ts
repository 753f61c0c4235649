/** A copy of the checkout that can be modified freely. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Copies the files in git with their uncommitted changes; what was installed and built is linked. Removed when the process exits.
 */
export function copyOf(root: string): string {
  const place = mkdtempSync(join(tmpdir(), 'mkt-mutants-'));
  process.once('exit', () => rmSync(place, { recursive: true, force: true }));
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const deleted = new Set(
    execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: root, encoding: 'utf8' }).split('\0'),
  );
  for (const file of listed.split('\0')) {
    if (file === '' || deleted.has(file)) continue;
    mkdirSync(dirname(join(place, file)), { recursive: true });
    // With their times: the build must not look older than its sources.
    cpSync(join(root, file), join(place, file), { verbatimSymlinks: true, preserveTimestamps: true });
  }
  for (const folder of ['node_modules', 'dist']) symlinkSync(join(root, folder), join(place, folder));
  return place;
}

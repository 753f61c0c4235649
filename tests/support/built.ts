/** Before all tests: says so if they would run a program that is not built from these sources. `npm test` builds first. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './mkt.ts';

/** The newest file below some folders that changed after the program was built; undefined if none did. */
export function changedSince(program: string, folders: readonly string[]): string | undefined {
  const built = existsSync(program) ? statSync(program).mtimeMs : 0;
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const changed = files
    .map((file) => ({ file, stat: statSync(file) }))
    .filter(({ stat }) => stat.isFile() && stat.mtimeMs > built);
  return changed.sort((a, b) => b.stat.mtimeMs - a.stat.mtimeMs)[0]?.file;
}

/** Called by vitest. A transcript written from an old program would be wrong, so that nothing is updated then. */
export default function setup(): void {
  const changed = changedSince(
    join(root, 'dist/mkt.cjs'),
    ['src', 'registry'].map((folder) => join(root, folder)),
  );
  if (changed === undefined) return;
  const message = `\`dist/\` is older than \`${changed.slice(root.length)}\`: run \`npm run build\``;
  if (process.env.MKT_UPDATE) throw new Error(message);
  process.stderr.write(`${message}; the tests of the command line run the old program\n`);
}

// Writes `dist/mkt.v8`: the code that V8 has compiled after some ordinary commands. Run by `scripts/build.ts`, in a process of
// its own, since only what ran is in it.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import load from '../bin/load.js';

const commands = [
  ['check', 'julia-development', 'hpc-computing'],
  ['check', 'archive', 'notebook', '--registry', 'examples/lab', '--no-bundled', '--json'],
  ['plan', '--pattern', 'ml-pipeline'],
  ['resolve', 'app', '--registry', 'examples/lab', '--no-bundled', '--json'],
  ['list', '--registry', 'examples/meeting/plugins', '--json'],
  ['validate', 'examples/rules/MKT905', '--json'],
  ['validate', 'examples/rules/MKT911'],
  ['map', 'examples/rules/MKT911', '--json'],
  ['map', 'examples/rules/MKT911'],
  ['map', 'julia-development'],
  ['--help'],
  ['check', '--help'],
  // Hooks run these on every commit.
  ['lock', '--check', '--cwd', 'examples/locked'],
  ['sync', '--check', '--cwd', 'examples/locked'],
  ['run', '--dry-run', '--cwd', 'examples/locked', '--offline'],
];

const cache = mkdtempSync(join(tmpdir(), 'mkt-build-'));
const sink = { write: () => true };
const io = {
  stdout: sink,
  stderr: sink,
  env: { MKT_CACHE_DIR: cache, XDG_CONFIG_HOME: cache },
  cwd: fileURLToPath(new URL('..', import.meta.url)),
};

const { compiled, scriptOf, start } = load;

try {
  const script = scriptOf();
  const { main } = start(script);
  for (const command of commands) await main(command, io);
  writeFileSync(`${compiled}.new`, script.createCachedData());
  renameSync(`${compiled}.new`, compiled);
} finally {
  rmSync(cache, { recursive: true, force: true });
}

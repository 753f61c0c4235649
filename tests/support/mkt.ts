/** Runs the built program as a user does. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { saidBy } from '../../scripts/said-by.ts';
import type { Io } from '../../src/cli/io.ts';
import { inThread } from './mkt-thread.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An environment with nothing of the developer's, in which no transfer is given up because the machine is busy. */
export const bare = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  MKT_TIMEOUT: '3600',
  // Neither the developer's settings of the client nor those of the machine.
  CLAUDE_CONFIG_DIR: join(root, 'tests/support/no-client'),
  MKT_POLICY: '',
});

interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `mkt` with a bare environment: no colour, 80 columns, UTF-8 off. In a thread that has the program loaded. */
export function mkt(args: readonly string[], { cwd = root, env = {} }: Place = {}): Outcome {
  return inThread({ args, cwd, env: { ...bare(), ...env } });
}

/** Does the same in a process of its own, for what only a process has: a start, signals, an end. */
export function mktProcess(args: readonly string[], { cwd = root, env = {} }: Place = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/mkt.js'), ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...bare(), ...env },
  });
  return { code: status, stdout, stderr };
}

type Main = (args: readonly string[], io: Io) => Promise<number>;
let main: Promise<Main> | undefined;

/** The built program, loaded as `bin/mkt.js` loads it. */
export function builtMain(): Promise<Main> {
  main ??= load();
  return main;
}

async function load(): Promise<Main> {
  const { readCompiled, scriptOf, start } = createRequire(import.meta.url)('../../bin/load.js');
  return (start(scriptOf(readCompiled())) as { main: Main }).main;
}

/** Does the same in the thread of the test, which goes on meanwhile: it may be the server that mkt asks. */
export async function mktHere(
  args: readonly string[],
  { cwd = root, env = {} }: Place = {},
): Promise<Outcome> {
  return saidBy(await builtMain(), args, { cwd, env: { ...bare(), ...env } });
}

/** Runs `mkt … --json` and reads the one document it prints. */
export function mktJson(args: readonly string[], options: Place = {}) {
  const { code, stdout, stderr } = mkt([...args, '--json'], options);
  return { code, stderr, json: JSON.parse(stdout) };
}

/** A folder with the given files, gone when the test ends. */
export function folder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'mkt-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

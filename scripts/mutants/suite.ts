/** Runs tests in a copy of the checkout. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { asVariables } from './environment.ts';
import { type Event, mark } from './reporter.ts';

/** How a run ended, and what failed first. */
export interface SuiteResult {
  readonly outcome: 'passed' | 'failed' | 'hung';
  readonly by: string | undefined;
  /** Milliseconds for each file. */
  readonly took: ReadonlyMap<string, number>;
  readonly failedFiles: readonly string[];
}

/** A file that takes this many times longer than before has hung: many mutants of a loop do. */
const hangs = { atLeast: 60_000, times: 10 };

export interface SuiteRequest {
  /** Arguments after `vitest`. */
  readonly args: readonly string[];
  readonly order?: readonly string[];
  readonly reached?: string;
  /** The time of each file in an unchanged checkout; without it, nothing counts as hung. */
  readonly usual?: ReadonlyMap<string, number>;
}

export function runTests(
  place: string,
  { args, order = [], reached, usual }: SuiteRequest,
): Promise<SuiteResult> {
  const config = ['--config', 'scripts/mutants/vitest.config.ts'];
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...args, ...config], {
    cwd: place,
    // A process group of its own, so that a hung run ends with everything that it started.
    detached: true,
    env: {
      ...process.env,
      ...asVariables({ order, reached }),
      // A mutant that fills the memory of the machine would affect other programs.
      NODE_OPTIONS: '--max-old-space-size=2048',
      NODE_PATH: join(place, 'node_modules'),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const end = () => {
    try {
      process.kill(-(child.pid as number), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  process.once('exit', end);
  const took = new Map<string, number>();
  const failedFiles: string[] = [];
  let by: string | undefined;
  let hung = false;
  let begun = Date.now();
  let guard: NodeJS.Timeout | undefined;
  const watch = (file: string) => {
    clearTimeout(guard);
    if (usual === undefined) return;
    guard = setTimeout(
      () => {
        hung = true;
        by = file;
        end();
      },
      Math.max(hangs.atLeast, hangs.times * (usual.get(file) ?? 0)),
    );
  };
  watch('the start');
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith(mark)) return;
    const event = JSON.parse(line.slice(mark.length)) as Event;
    watch(event.file);
    if (event.what === 'begins') begun = Date.now();
    else if (event.what === 'failed') by ??= `${event.file} > ${event.test}`;
    else {
      took.set(event.file, Date.now() - begun);
      if (!event.ok) failedFiles.push(event.file);
      if (!event.ok) by ??= event.file;
    }
  });
  return new Promise((done) => {
    child.once('close', (code) => {
      clearTimeout(guard);
      process.removeListener('exit', end);
      done({ outcome: hung ? 'hung' : code === 0 ? 'passed' : 'failed', by, took, failedFiles });
    });
  });
}

/** Runs tests in a copy of the checkout. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { asVariables } from './environment.ts';
import { type Event, mark } from './reporter.ts';
import type { Asked } from './runner.ts';

/** How a run ended, and what failed first. */
export interface SuiteResult {
  /** `cut`: there was no time for all of it. */
  readonly outcome: 'passed' | 'failed' | 'hung' | 'cut';
  readonly by: string | undefined;
  /** Milliseconds for each file. */
  readonly took: ReadonlyMap<string, number>;
  readonly failedFiles: readonly string[];
}

/** A file that takes this many times longer than before has hung: many mutants of a loop do. */
const hangs = { atLeast: 60_000, times: 10 };

/** Starts a program in a copy, in a process group of its own: it ends with everything that it has started. */
function started(place: string, args: readonly string[], reached?: string): [ChildProcess, () => void] {
  const child = spawn(process.execPath, args, {
    cwd: place,
    detached: true,
    env: {
      ...process.env,
      ...asVariables(reached),
      // A mutant that fills the memory of the machine would affect other programs.
      NODE_OPTIONS: '--max-old-space-size=2048',
      NODE_PATH: join(place, 'node_modules'),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const end = () => {
    try {
      process.kill(-(child.pid as number), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  process.once('exit', end);
  child.once('close', () => process.removeListener('exit', end));
  return [child, end];
}

/**
 * Collects the lines of a run until it is done or has ended.
 * @param patience after how many milliseconds without a line a file has hung; absent: never.
 * @param deadline when the run is cut, in milliseconds since 1970.
 */
function followed(
  child: ChildProcess,
  end: () => void,
  { patience, deadline }: { patience?: (file: string) => number; deadline?: number },
): Promise<SuiteResult> {
  const took = new Map<string, number>();
  const failedFiles: string[] = [];
  let by: string | undefined;
  let stopped: 'hung' | 'cut' | undefined;
  let begun = Date.now();
  let guard: NodeJS.Timeout | undefined;
  const stop = (why: 'hung' | 'cut', file?: string) => {
    stopped = why;
    by ??= file;
    end();
  };
  const clock =
    deadline === undefined ? undefined : setTimeout(() => stop('cut'), Math.max(0, deadline - Date.now()));
  const watch = (file: string) => {
    clearTimeout(guard);
    if (patience !== undefined) guard = setTimeout(() => stop('hung', file), patience(file));
  };
  watch('the start');
  const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> });
  return new Promise((resolve) => {
    const settle = (ok: boolean) => {
      clearTimeout(guard);
      clearTimeout(clock);
      lines.close();
      child.removeListener('close', closed);
      resolve({ outcome: stopped ?? (ok ? 'passed' : 'failed'), by, took, failedFiles });
    };
    const closed = (code: number | null) => settle(code === 0);
    child.once('close', closed);
    lines.on('line', (line) => {
      if (!line.startsWith(mark)) return;
      const event = JSON.parse(line.slice(mark.length)) as Event;
      if (event.what === 'done') {
        settle(event.ok);
        return;
      }
      watch(event.file);
      if (event.what === 'begins') begun = Date.now();
      else if (event.what === 'failed') by ??= `${event.file} > ${event.test}`;
      else {
        took.set(event.file, Date.now() - begun);
        if (!event.ok) failedFiles.push(event.file);
        if (!event.ok) by ??= event.file;
      }
    });
  });
}

/** Runs all tests that import some modules once, except some, and records what each reaches. */
export function runRelated(
  place: string,
  {
    modules,
    without,
    reached,
    deadline,
  }: {
    modules: readonly string[];
    without: readonly string[];
    reached: string;
    deadline: number;
  },
): Promise<SuiteResult> {
  const excluded = without.flatMap((file) => ['--exclude', file]);
  const args = ['related', '--run', ...modules, ...excluded, '--config', 'scripts/mutants/vitest.config.ts'];
  const [child, end] = started(place, ['node_modules/vitest/vitest.mjs', ...args], reached);
  return followed(child, end, { deadline });
}

/** Runs tests until one fails, as often as it is asked to. */
export interface Suite {
  /** @param usual the time of each file in an unchanged checkout. */
  run(asked: Asked, usual: ReadonlyMap<string, number>): Promise<SuiteResult>;
  close(): void;
}

export function openSuite(place: string): Suite {
  let open: [ChildProcess, () => void] | undefined;
  const close = () => {
    open?.[1]();
    open = undefined;
  };
  return {
    async run(asked, usual) {
      open ??= started(place, ['--import', 'tsx', 'scripts/mutants/runner.ts']);
      const [child, end] = open;
      child.stdin?.write(`${JSON.stringify(asked)}\n`);
      const patience = (file: string) => Math.max(hangs.atLeast, hangs.times * (usual.get(file) ?? 0));
      const result = await followed(child, end, { patience });
      if (result.outcome === 'hung' || child.exitCode !== null || child.signalCode !== null) close();
      return result;
    },
    close,
  };
}

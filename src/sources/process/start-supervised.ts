import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { ended, endsGentlyWithStream, endsWithStream, guard } from './supervised.ts';
import type { Started } from './windows-program.ts';

/** A program whose input is empty, and whose outputs are read. */
export type Supervised = ChildProcess & { readonly stdout: Readable; readonly stderr: Readable };

/**
 * Starts a program that ends with mkt, along with everything that it has started; on Windows, a program as it is.
 * @param isGentle it is asked to end first.
 */
export function startSupervised(
  { program, args, ...how }: Started,
  {
    isGentle = false,
    ...where
  }: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly signal?: AbortSignal;
    readonly killSignal?: NodeJS.Signals;
    readonly isGentle?: boolean;
  },
): Supervised {
  const started = (isGentle ? endsGentlyWithStream : endsWithStream)(program, args);
  const child = spawn(started.program, started.args, {
    ...how,
    ...where,
    env: { ...where.env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const lifeline = child.stdio[3] as Writable;
  lifeline.on('error', () => undefined);
  child.once('exit', () => lifeline.end(ended));
  return child as Supervised;
}

/**
 * Starts what ends a program of this terminal if mkt is killed. Call it before the program is started, then `watch` with its process
 * id, and `release` when it has ended. On Windows, nothing.
 */
export function startGuard(platform: string = process.platform): {
  readonly watch: (pid: number | undefined) => void;
  readonly release: () => void;
} {
  if (platform === 'win32') return { watch: () => undefined, release: () => undefined };
  const child = spawn(guard.program, guard.args, {
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // The terminal's signals are not for it.
    detached: true,
  });
  const stream = child.stdio[3] as Writable;
  // A program can be run without it.
  for (const each of [child, stream]) each.on('error', () => undefined);
  child.unref();
  return {
    watch: (pid) => void (pid !== undefined && stream.write(`${pid}\n`)),
    release: () => void stream.end(ended),
  };
}

import { spawn } from 'node:child_process';
import { spoil } from '../files/trace.ts';
import { startOf } from './windows-program.ts';

/** What a command of the client said, and how it ended. */
export interface ClientAnswer {
  /** Undefined if it did not start, or was stopped. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** What ended it, if it did not end by itself: mkt, because it took too long, or a signal from elsewhere. */
  readonly stoppedBy?: 'timeout' | NodeJS.Signals;
}

/** How long one command of the client may take, in minutes: it may clone a repository. */
export const patience = 10;
const mostCharacters = 16 * 1024 * 1024;

/** The client on this machine: `claude`, unless `MKT_CLIENT` names another program. */
export const clientProgram = (env: Readonly<Record<string, string | undefined>>): string =>
  env.MKT_CLIENT || 'claude';

/** Runs one command of the client and waits for it. It asks nothing, because its input is empty. */
export function runClient(
  args: readonly string[],
  {
    cwd,
    env,
    minutes = patience,
  }: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly minutes?: number | undefined;
  },
): Promise<ClientAnswer> {
  spoil('the client was run');
  return new Promise((resolve) => {
    const { program, args: words, ...how } = startOf(clientProgram(env), args, { env, cwd });
    const child = spawn(program, words, {
      ...how,
      cwd,
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // The option `timeout` of `spawn` would not tell its signal from one that comes from elsewhere.
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill();
    }, minutes * 60_000);
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        if (said[name].length < mostCharacters) said[name] += text;
      });
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve({ code: undefined, stdout: '', stderr: error.message });
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const stoppedBy = signal !== null && isLate ? 'timeout' : signal;
      resolve({ code: code ?? undefined, ...said, ...(stoppedBy !== null && { stoppedBy }) });
    });
  });
}

import { spoil } from '../files/trace.ts';
import { startSupervised } from './start-supervised.ts';
import { noSuchProgram, notExecutable } from './supervised.ts';
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
    const started = startOf(clientProgram(env), args, { env, cwd });
    const child = startSupervised(started, { cwd, env, isGentle: true });
    const send = (signal: NodeJS.Signals) => {
      try {
        if (process.platform === 'win32' || child.pid === undefined) child.kill(signal);
        else process.kill(-child.pid, signal);
      } catch {
        // It is gone already.
      }
    };
    // It is in a group of its own, which the terminal's signals do not reach: it gets them from here, and then mkt itself, unless
    // someone waits for the client to end first. Who interrupts again does not want to wait.
    let interruptions = 0;
    const interrupted = (signal: NodeJS.Signals) => {
      interruptions += 1;
      send(interruptions > 1 ? 'SIGKILL' : signal);
      if (process.listenerCount(signal) > 1) return;
      for (const each of signals) process.removeListener(each, interrupted);
      process.kill(process.pid, signal);
    };
    for (const signal of signals) process.on(signal, interrupted);
    // The option `timeout` of `spawn` would not tell its signal from one that comes from elsewhere.
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      send('SIGTERM');
    }, minutes * 60_000);
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        if (said[name].length < mostCharacters) said[name] += text;
      });
    const settle = (answer: ClientAnswer) => {
      clearTimeout(timer);
      for (const signal of signals) process.removeListener(signal, interrupted);
      resolve(answer);
    };
    const notStarted = (code: string) =>
      settle({ code: undefined, stdout: '', stderr: `spawn ${started.program} ${code}` });
    child.once('error', ({ code }: NodeJS.ErrnoException) => notStarted(code ?? 'failed'));
    child.once('close', (code, signal) => {
      const stoppedBy = signal !== null && isLate ? 'timeout' : signal;
      if (isOfShell.test(said.stderr) && code === noSuchProgram) notStarted('ENOENT');
      else if (isOfShell.test(said.stderr) && code === notExecutable) notStarted('EACCES');
      else settle({ code: code ?? undefined, ...said, ...(stoppedBy !== null && { stoppedBy }) });
    });
  });
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does work that must end well: a signal that would stop mkt stops the client that the work runs, and mkt only after the work.
 * @param work gets a function that says whether such a signal came.
 */
export async function uninterrupted<Result>(
  work: (isStopped: () => boolean) => Promise<Result>,
): Promise<Result> {
  let stoppedBy: NodeJS.Signals | undefined;
  const note = (signal: NodeJS.Signals) => {
    stoppedBy ??= signal;
  };
  for (const signal of signals) process.on(signal, note);
  try {
    return await work(() => stoppedBy !== undefined);
  } finally {
    for (const signal of signals) process.removeListener(signal, note);
    if (stoppedBy !== undefined) process.kill(process.pid, stoppedBy);
  }
}

/** What the shell says that would have become the program: dash and bash, or BusyBox. */
const isOfShell = /^sh: (?:(?:line )?\d+: exec|exec: line \d+): /;

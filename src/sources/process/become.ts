import { spawn } from 'node:child_process';
import { startGuard } from './start-supervised.ts';
import { startOf } from './windows-program.ts';

/** How a command ended. */
export type Ended =
  | { readonly code: number }
  | { readonly signal: NodeJS.Signals }
  /** It did not start. */
  | { readonly problem: 'not-found' | 'not-allowed' };

/**
 * Runs a command in the place of this process, as far as Node can: it has the terminal, the input and the outputs, and gets the signals.
 * It ends with this process, also if that is killed. Never through a shell, unless it is a script of Windows, which only its shell
 * can run.
 */
export function become(
  command: string,
  args: readonly string[],
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string | undefined>> },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const { program, args: words, ...how } = startOf(command, args, { env, cwd });
    const guard = startGuard();
    const child = spawn(program, words, { ...how, cwd, env: { ...env }, stdio: 'inherit' });
    guard.watch(child.pid);
    const handlers = signals.map((signal) => [signal, () => pass(signal)] as const);
    // A terminal sends these to every process in front of it, the child included: it decides what becomes of them.
    const pass = (signal: NodeJS.Signals) => {
      if (fromTerminal.has(signal) && process.stdin.isTTY === true) return;
      child.kill(signal);
    };
    for (const [signal, handler] of handlers) process.on(signal, handler);
    const end = (ended: Ended) => {
      guard.release();
      for (const [signal, handler] of handlers) process.removeListener(signal, handler);
      resolve(ended);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') end({ problem: 'not-found' });
      else if (error.code === 'EACCES') end({ problem: 'not-allowed' });
      else reject(error);
    });
    child.once('exit', (code, signal) => end(signal === null ? { code: code ?? 0 } : { signal }));
  });
}

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];
const fromTerminal: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT']);

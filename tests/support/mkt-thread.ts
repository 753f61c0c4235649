/**
 * Runs the built program in a thread and waits for it, as a test would wait for a process. A process takes a tenth of a second to
 * start; the thread has the program loaded, and serves all command lines of a test file.
 */
import { MessageChannel, Worker } from 'node:worker_threads';
import type { Outcome } from './mkt.ts';
import { asking } from './thread-answers.ts';

interface CommandLine {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

let run: ((line: CommandLine) => Outcome) | undefined;

function startThread(): (line: CommandLine) => Outcome {
  const { port1: port, port2 } = new MessageChannel();
  const count = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(new URL('mkt-thread.cjs', import.meta.url), {
    workerData: { port: port2, count },
    transferList: [port2],
  });
  // It waits for more, and must not keep the test file from ending.
  thread.unref();
  port.unref();
  return asking(port, count);
}

/** Runs one command line; the thread is started by the first one. */
export function inThread(line: CommandLine): Outcome {
  run ??= startThread();
  return run(line);
}

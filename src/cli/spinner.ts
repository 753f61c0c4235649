import { createRequire } from 'node:module';
import { printable } from '../model/text.ts';
import { beginningOf } from '../report/display-width.ts';
import { onRead } from '../sources/files/read-file.ts';
import type { Io } from './io.ts';
import { packageFile } from './package-root.ts';
import { type SpinnerLine, spinnerLine } from './spinner-line.ts';
import type { SpinnerLook, SpinnerText } from './spinner-thread.ts';

/** Shorter waits are not shown, in milliseconds. */
const patience = 300;

/**
 * Work after which more is likely to follow than fits into that time: so many milliseconds, or bytes that were read. While mkt computes,
 * no timer can start the thread that shows what it is doing, so it is started early, and waits there.
 */
const early = 150;
const large = 1024 * 1024;

/** Shows what is being waited for. */
export interface Spinner {
  /** Call it when something begins, and the returned function when that has ended. */
  readonly waiting: (what: string) => () => void;
  /** Does work that is shown while nothing more exact is being waited for. */
  readonly during: <Result>(what: string, work: () => Promise<Result>) => Promise<Result>;
  /** Writes something else to the terminal; the spinner comes back by itself. */
  readonly print: (write: () => void) => void;
}

/** Shows nothing. */
export const noSpinner: Spinner = {
  waiting: () => () => undefined,
  during: (_, work) => work(),
  print: (write) => write(),
};

/** The thread that shows a spinner. */
export type SpinnerThread = (told: SpinnerText) => void;

/** Where a spinner is shown, and how; tests have a clock and a thread of their own. */
interface SpinnerPlace {
  readonly isQuiet: boolean;
  readonly isColored: boolean;
  readonly isUnicode: boolean;
  readonly platform?: string;
  readonly now?: () => number;
  readonly start?: (look: SpinnerLook) => SpinnerThread;
  readonly line?: SpinnerLine;
}

/** A spinner on stderr, if that is a terminal. Its thread and the library are loaded only for a long wait. */
export function spinner({ stderr, env }: Pick<Io, 'stderr' | 'env'>, place: SpinnerPlace): Spinner {
  if (stderr.isTTY !== true || place.isQuiet || env.TERM === 'dumb' || (env.CI ?? '') !== '')
    return noSpinner;
  return spinnerOn(stderr, place);
}

function spinnerOn(
  stderr: Io['stderr'],
  {
    isColored,
    isUnicode,
    platform = process.platform,
    now = () => performance.now(),
    start = startThread,
    line = spinnerLine(),
  }: SpinnerPlace,
): Spinner {
  // There, a plain write shows every other character as two or three of the console's old set.
  const isAscii = platform === 'win32';
  const exact: string[] = [];
  const whole: string[] = [];
  let clock: NodeJS.Timeout | undefined;
  let tell: SpinnerThread | undefined;
  let since = 0;
  let bytes = 0;
  let isRetelling = false;
  let state: 'idle' | 'waiting' | 'shown' = 'idle';

  const text = () => {
    const [first = whole[0] ?? ''] = exact;
    const all = printable(exact.length > 1 ? `${first} and ${exact.length - 1} more` : first);
    const flat = all.replaceAll('\n', ' ');
    const shown = isAscii ? flat.replace(/[^ -~]/gu, '?') : flat;
    // On one line, however narrow, with space for the spinner before it: only the last of several could be cleared.
    return beginningOf(shown, Math.max((stderr.columns || 80) - 3, 0));
  };
  const show = () => {
    if (state !== 'waiting') return;
    clearTimeout(clock);
    state = 'shown';
    line.open();
    tell ??= started(start, {
      shared: line.shared,
      stream: 2,
      isColored,
      isUnicode: isUnicode && !isAscii,
    });
    tell({ text: text(), after: Math.max(0, patience - (now() - since)) });
  };
  const read = (amount: number) => {
    bytes += amount;
    if (state === 'waiting' && (bytes >= large || now() - since >= early)) show();
  };
  /** Once for all that ends and begins at a moment, so that nothing flickers. */
  const retell = () => {
    if (isRetelling) return;
    isRetelling = true;
    queueMicrotask(() => {
      isRetelling = false;
      if (state === 'shown') tell?.({ text: text() });
    });
  };
  const update = () => {
    if (exact.length + whole.length === 0) {
      clearTimeout(clock);
      if (state === 'shown') line.close();
      state = 'idle';
    } else if (state === 'shown') retell();
    else if (state === 'waiting') read(0);
    else {
      since = now();
      bytes = 0;
      state = 'waiting';
      clock = setTimeout(show, patience);
    }
  };
  const begin = (list: string[], what: string) => {
    list.push(what);
    update();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      list.splice(list.indexOf(what), 1);
      update();
    };
  };
  return {
    waiting: (what) => begin(exact, what),
    during: async (what, work) => {
      const stopListening = onRead(read);
      const end = begin(whole, what);
      try {
        return await work();
      } finally {
        end();
        stopListening();
      }
    },
    print: (write) => (state === 'shown' ? line.print(write) : write()),
  };
}

/** Starts the thread, or none where the system has no more of them or Node's permissions allow none: mkt works without it. */
function started(start: (look: SpinnerLook) => SpinnerThread, look: SpinnerLook): SpinnerThread {
  try {
    return start(look);
  } catch {
    return () => undefined;
  }
}

function startThread(look: SpinnerLook): SpinnerThread {
  // Loaded at this moment: it takes as long as a short command.
  const { Worker } = createRequire(import.meta.url)(
    'node:worker_threads',
  ) as typeof import('node:worker_threads');
  const thread = new Worker(packageFile('dist', 'spinner.cjs'), { workerData: look, execArgv: [] });
  thread.unref();
  thread.on('error', () => undefined);
  return (told) => thread.postMessage(told);
}

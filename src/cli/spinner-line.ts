import { writeSync } from 'node:fs';

/**
 * The last line of the terminal, which two threads write to: the one that shows the spinner, and the one that does the work and prints.
 * Only one of them writes at a time, and nothing is printed behind a spinner.
 */
export interface SpinnerLine {
  /** What another thread gets to make its own with {@link spinnerLine}. */
  readonly shared: Int32Array<SharedArrayBuffer>;
  /** Allows spinners, or no longer; one that is shown is cleared. */
  readonly open: () => void;
  readonly close: () => void;
  /** Shows a text in place of the one before, if that is allowed. */
  readonly show: (text: string) => void;
  /** Writes something else, which ends its line. */
  readonly print: (write: () => void) => void;
}

/** Where in the shared numbers is what. */
const held = 0;
const allowed = 1;
const shown = 2;

/** So long, in milliseconds, is waited for the other thread; it writes a line in less, and may have ended in the middle. */
const longestHeld = 100;

/** To the beginning of the line, and clear it. */
const cleared = '\r\u001b[K';

/** @param stream the number of an open file: that of stderr. */
export function spinnerLine(stream = 2, shared = new Int32Array(new SharedArrayBuffer(12))): SpinnerLine {
  const alone = (use: () => void): void => {
    while (Atomics.compareExchange(shared, held, 0, 1) !== 0)
      if (Atomics.wait(shared, held, 1, longestHeld) === 'timed-out') break;
    try {
      use();
    } finally {
      Atomics.store(shared, held, 0);
      Atomics.notify(shared, held);
    }
  };
  const write = (text: string, isShown: boolean) => {
    try {
      writeSync(stream, text);
      Atomics.store(shared, shown, isShown ? 1 : 0);
      Atomics.notify(shared, shown);
    } catch {
      // A terminal that is busy or gone: the next frame may be luckier, and no work depends on it.
    }
  };
  const clear = () => {
    if (Atomics.load(shared, shown) === 1) write(cleared, false);
  };
  return {
    shared,
    open: () => void Atomics.store(shared, allowed, 1),
    close: () =>
      alone(() => {
        Atomics.store(shared, allowed, 0);
        clear();
      }),
    show: (text) =>
      alone(() => {
        if (Atomics.load(shared, allowed) === 1) write(`${cleared}${text}`, true);
      }),
    print: (other) =>
      alone(() => {
        clear();
        other();
      }),
  };
}

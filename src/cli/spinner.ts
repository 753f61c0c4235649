import { printable } from '../model/text.ts';
import type { Io } from './io.ts';

/** Shorter waits are not shown, in milliseconds. */
const patience = 300;

/** Shows what is being waited for. */
export interface Spinner {
  /** Call it when something begins, and the returned function when that has ended. */
  readonly waiting: (what: string) => () => void;
  /** Clears the line so that something else can be written; it comes back by itself. */
  readonly clear: () => void;
}

/** A spinner on stderr, if that is a terminal. The library is loaded only after the first long wait. */
export function spinner(
  { stderr, env }: Pick<Io, 'stderr' | 'env'>,
  { isQuiet }: { isQuiet: boolean },
): Spinner {
  if (stderr.isTTY !== true || isQuiet || env.TERM === 'dumb' || (env.CI ?? '') !== '')
    return { waiting: () => () => undefined, clear: () => undefined };
  const existing = spinners.get(stderr);
  if (existing !== undefined) return existing;
  const made = spinnerOn();
  spinners.set(stderr, made);
  return made;
}

/** One for each stream: two of them would write over each other. */
const spinners = new WeakMap<object, Spinner>();

function spinnerOn(): Spinner {
  const going: string[] = [];
  let shown: { text: string; stop(): unknown; clear(): unknown } | undefined;
  let clock: NodeJS.Timeout | undefined;
  const text = () => {
    const [first = ''] = going;
    return printable(going.length > 1 ? `${first} and ${going.length - 1} more` : first);
  };
  const show = async () => {
    const { default: ora } = await import('ora');
    // It may have ended while it was being loaded.
    if (going.length > 0 && shown === undefined)
      shown = ora({ text: text(), stream: process.stderr, discardStdin: false }).start();
  };
  const update = () => {
    if (going.length === 0) {
      clearTimeout(clock);
      clock = undefined;
      shown?.stop();
      shown = undefined;
    } else if (shown !== undefined) shown.text = text();
    else clock ??= setTimeout(() => void show(), patience);
  };
  return {
    waiting: (what) => {
      going.push(what);
      update();
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        going.splice(going.indexOf(what), 1);
        update();
      };
    },
    clear: () => void shown?.clear(),
  };
}

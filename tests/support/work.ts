/** Counts the work that a function puts into texts, so that a test can hold it against the size of its input and needs no clock. */
import { expect } from 'vitest';
import { countingMatcher } from './pattern-steps.ts';

/** What searches a text from one place on. */
const searching = ['indexOf', 'includes'] as const;
/** What goes over a text whole. */
const whole = ['split', 'trim', 'trimStart', 'trimEnd', 'replaceAll'] as const;
/** What reads one character. */
const reading = ['charAt', 'charCodeAt', 'codePointAt'] as const;
/** What goes over a list. */
const listing = ['indexOf', 'includes', 'find', 'findIndex', 'filter', 'some', 'every', 'map'] as const;

type Method = (this: never, ...args: unknown[]) => unknown;

/**
 * Runs a function and counts: the steps of every regular expression that it tries, the characters that it searches texts for or reads
 * one by one, and the lists that it goes over.
 */
export async function workOf(run: () => unknown): Promise<number> {
  let work = 0;
  // The counting matcher tries patterns of its own, which are nobody's work.
  let isPaused = false;
  const undo: (() => void)[] = [];
  /** Puts in the place of a method what counts, and calls it. */
  const counted = <T extends object>(
    owner: T,
    name: string,
    amount: (self: never, result: unknown, args: readonly unknown[]) => number,
  ): void => {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name) as PropertyDescriptor;
    const original = descriptor.value as Method;
    const value = function (this: never, ...args: unknown[]) {
      const result = original.apply(this, args);
      if (!isPaused) work += amount(this, result, args);
      return result;
    };
    Object.defineProperty(owner, name, { ...descriptor, value });
    undo.push(() => Object.defineProperty(owner, name, descriptor));
  };
  for (const name of searching)
    counted(String.prototype, name, ({ length }: string, result, [, from]) => {
      const end = typeof result === 'number' && result >= 0 ? result : length;
      return Math.max(0, end - (typeof from === 'number' ? from : 0));
    });
  for (const name of whole) counted(String.prototype, name, ({ length }: string) => length);
  for (const name of reading) counted(String.prototype, name, () => 1);
  for (const name of listing) counted(Array.prototype, name, ({ length }: unknown[]) => length);

  const { exec } = RegExp.prototype;
  const matchers = new Map<string, ReturnType<typeof countingMatcher>>();
  const stepsOf = (form: RegExp, text: string): RegExpExecArray | null => {
    const key = `/${form.source}/${form.flags}`;
    const matcher = matchers.get(key) ?? countingMatcher(form);
    matchers.set(key, matcher);
    const from = form.global || form.sticky ? form.lastIndex : 0;
    const { steps, match } = from > text.length ? { steps: 1, match: undefined } : matcher(text, from);
    work += steps;
    const found = exec.call(form, text);
    // The count is worth nothing if the counting matcher goes other ways than the real one.
    if (match?.[0] !== found?.index || (match && match[1] - match[0] !== found?.[0].length))
      throw new Error(`${key} was counted wrong: ${match} for ${found?.index}`);
    return found;
  };
  RegExp.prototype.exec = function (this: RegExp, value: string) {
    if (isPaused) return exec.call(this, value);
    isPaused = true;
    try {
      return stepsOf(this, String(value));
    } finally {
      isPaused = false;
    }
  };
  undo.push(() => {
    RegExp.prototype.exec = exec;
  });
  try {
    await run();
  } finally {
    for (const back of undo) back();
  }
  return work;
}

/** Twice the input, about twice the work: what is quadratic takes four times as much. */
export const mostGrowth = 2.5;

/**
 * Fails if the work grows faster than the input.
 * @param of does the work on an input of a size.
 * @param size the first one; two and four times as much follow.
 */
export async function expectLinear(of: (size: number) => unknown, size: number): Promise<void> {
  const [first, second, third] = [
    await workOf(() => of(size)),
    await workOf(() => of(2 * size)),
    await workOf(() => of(4 * size)),
  ];
  expect(first, 'no work was counted').toBeGreaterThan(size / 2);
  expect(second / first, `${first}, then ${second}`).toBeLessThan(mostGrowth);
  expect(third / second, `${second}, then ${third}`).toBeLessThan(mostGrowth);
}

/** Counts the work that a function puts into texts, so that a test can hold it against the size of its input and needs no clock. */
import { expect } from 'vitest';
import { countingMatcher } from './pattern-steps.ts';

/** What searches a text from one place on. */
const searching = ['indexOf', 'includes', 'startsWith'] as const;
/** What goes over a text whole. */
const whole = ['split', 'trim', 'trimStart', 'trimEnd', 'replaceAll'] as const;

/**
 * Runs a function and counts: the steps of every regular expression that it tries, and the characters that it searches texts for.
 * All that a text can be made to multiply goes through these.
 */
export async function workOf(run: () => unknown): Promise<number> {
  let work = 0;
  // The counting matcher tries patterns of its own, which are nobody's work.
  let isCounting = false;
  const { exec } = RegExp.prototype;
  const strings = { ...Object.getOwnPropertyDescriptors(String.prototype) };
  const matchers = new Map<string, ReturnType<typeof countingMatcher>>();
  RegExp.prototype.exec = function (this: RegExp, value: string) {
    if (isCounting) return exec.call(this, value);
    isCounting = true;
    try {
      return counted(this, String(value));
    } finally {
      isCounting = false;
    }
  };
  const counted = (form: RegExp, text: string): RegExpExecArray | null => {
    const key = `/${form.source}/${form.flags}`;
    const matcher = matchers.get(key) ?? countingMatcher(form);
    matchers.set(key, matcher);
    const from = form.global || form.sticky ? form.lastIndex : 0;
    const found = exec.call(form, text);
    const { steps, match } = from > text.length ? { steps: 1, match: undefined } : matcher(text, from);
    work += steps;
    // The count is worth nothing if the counting matcher goes other ways than the real one.
    if (match?.[0] !== found?.index || (match && match[1] - match[0] !== found?.[0].length))
      throw new Error(`${key} was counted wrong: ${match} for ${found?.index}`);
    return found;
  };
  for (const name of searching) {
    const original = strings[name].value as (...args: unknown[]) => number | boolean;
    patch(name, function (this: string, sought: unknown, from: unknown) {
      const result = original.call(this, sought, from);
      if (isCounting) return result;
      const start = typeof from === 'number' ? Math.max(0, from) : 0;
      if (name === 'startsWith') work += String(sought).length;
      else work += (typeof result === 'number' && result >= 0 ? result : this.length) - start;
      return result;
    });
  }
  for (const name of whole) {
    const original = strings[name].value as (...args: unknown[]) => unknown;
    patch(name, function (this: string, ...args: unknown[]) {
      if (!isCounting) work += this.length;
      return original.apply(this, args);
    });
  }
  try {
    await run();
  } finally {
    RegExp.prototype.exec = exec;
    for (const name of [...searching, ...whole]) Object.defineProperty(String.prototype, name, strings[name]);
  }
  return work;
}

function patch(name: string, value: unknown): void {
  Object.defineProperty(String.prototype, name, { value, configurable: true, writable: true });
}

/** Twice the input, about twice the work: what is quadratic takes four times as much. */
const mostGrowth = 2.5;

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

/**
 * A disk that fails for good at a chosen moment, without a process for it: from the n-th change below a folder on, everything throws
 * there, as if the program had been killed. For programs that take `node:fs` whole, as the built one does.
 */
import { createRequire } from 'node:module';
import fc from './fast-check.ts';

// biome-ignore lint/suspicious/noExplicitAny: functions of many signatures
type Functions = Record<string, (...args: any[]) => any>;

const changing = [
  'openSync',
  'writeSync',
  'writeFileSync',
  'renameSync',
  'linkSync',
  'rmSync',
  'rmdirSync',
  'mkdirSync',
  'chmodSync',
  'fsyncSync',
];

/** How many changes some work makes to the disk below a folder. */
export const changesBelow = (below: string, work: () => Promise<unknown>): Promise<number> =>
  onFailingDisk(Number.POSITIVE_INFINITY, below, work);

/**
 * Some of so many changes, each of which can be the one at which the disk fails: the first, the last, and one from each of equal parts
 * between them. The seed is that of the property tests.
 */
export function someMoments(changes: number, parts: number): readonly number[] {
  const part = (changes - 2) / parts;
  const [drawn = []] = fc.sample(fc.array(fc.nat(1e6), { minLength: parts, maxLength: parts }), 1);
  const between = drawn.map((each, index) => 2 + Math.floor((index + each / (1e6 + 1)) * part));
  return [...new Set([1, ...between, changes])];
}

/**
 * Does some work on such a disk.
 * @returns how many changes it tried to make, up to the one that failed.
 */
export async function onFailingDisk(
  at: number,
  below: string,
  work: () => Promise<unknown>,
): Promise<number> {
  const fs = createRequire(import.meta.url)('node:fs') as Functions;
  const real = Object.fromEntries(changing.map((name) => [name, fs[name]])) as Functions;
  const descriptors = new Set<unknown>();
  let done = 0;
  for (const name of changing)
    fs[name] = (...args) => {
      const counts = descriptors.has(args[0]) || String(args[0]).startsWith(below);
      if (counts && done < at) done += 1;
      if (counts && done >= at) throw Object.assign(new Error('the disk is gone'), { code: 'EIO' });
      const result = real[name]?.(...args);
      if (name === 'openSync') descriptors[counts ? 'add' : 'delete'](result);
      return result;
    };
  try {
    await work();
  } finally {
    Object.assign(fs, real);
  }
  return done;
}

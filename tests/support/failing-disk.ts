/**
 * A disk that fails for good at a chosen moment, without a process for it: from the n-th change below a folder on, everything throws
 * there, as if the program had been killed. For programs that take `node:fs` whole, as the built one does.
 */
import { createRequire } from 'node:module';

// biome-ignore lint/suspicious/noExplicitAny: functions of many signatures
type Functions = Record<string, (...args: any[]) => any>;

const changing = [
  'openSync',
  'writeSync',
  'renameSync',
  'linkSync',
  'rmSync',
  'rmdirSync',
  'mkdirSync',
  'chmodSync',
  'fsyncSync',
];

/**
 * Does some work on such a disk.
 * @returns whether the disk failed.
 */
export async function onFailingDisk(
  at: number,
  below: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  const fs = createRequire(import.meta.url)('node:fs') as Functions;
  const real = Object.fromEntries(changing.map((name) => [name, fs[name]])) as Functions;
  const descriptors = new Set<unknown>();
  let done = 0;
  for (const name of changing)
    fs[name] = (...args) => {
      const counts = descriptors.has(args[0]) || String(args[0]).startsWith(below);
      if (counts) done += 1;
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
  return done >= at;
}

/** Runs before every test file while the script records which mutants it reaches. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, expect } from 'vitest';
import { reachedFolder } from './environment.ts';

declare global {
  /** 1 at the number of each mutant whose site ran. */
  var mutantsReached: Record<number, 1>;
}

globalThis.mutantsReached = {};

afterAll(() => {
  const file = relative(process.cwd(), expect.getState().testPath ?? '');
  const numbers = Object.keys(globalThis.mutantsReached).map(Number);
  writeFileSync(join(reachedFolder() ?? '', `${randomUUID()}.json`), JSON.stringify({ file, numbers }));
});

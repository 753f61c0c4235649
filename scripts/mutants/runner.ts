/**
 * Runs tests as lines on its input ask for, again and again in one vitest: starting it takes longer than most tests of a mutant. Each
 * run has a process of its own, in which nothing is loaded yet.
 */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createVitest } from 'vitest/node';
import { say } from './reporter.ts';

/** One line of the input: test files in the order in which they run, and modules that are changed for this run. */
export interface Asked {
  readonly tests: readonly string[];
  readonly changed: readonly string[];
}

const absolute = (file: string): string => join(process.cwd(), file);

const vitest = await createVitest('test', {
  config: 'scripts/mutants/vitest.config.ts',
  watch: false,
  bail: 1,
});
// Only files that it has listed can be asked for.
await vitest.globTestSpecifications();

let before: readonly string[] = [];
for await (const line of createInterface({ input: process.stdin })) {
  const { tests, changed } = JSON.parse(line) as Asked;
  // What the last run had changed is as it was again.
  for (const file of [...before, ...changed]) vitest.invalidateFile(absolute(file));
  before = changed;
  const specifications = tests.flatMap((file) => vitest.getModuleSpecifications(absolute(file)));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  say({ what: 'done', ok: unhandledErrors.length === 0 && testModules.every((module) => module.ok()) });
}
await vitest.close();

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { folderInMemory } from './tests/support/folder-in-memory.ts';

/** Counting steps needs a process in which no code has run before: V8 counts only the calls of what it has compiled already. */
const alone = readdirSync(join(import.meta.dirname, 'tests'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('tests', name).replaceAll('\\', '/'))
  .filter((file) => /from '.*\/steps\.ts'/.test(readFileSync(join(import.meta.dirname, file), 'utf8')));

const common = {
  env: folderInMemory === undefined ? {} : { TMPDIR: folderInMemory },
  // No outcome depends on how long something takes: these end only what hangs.
  testTimeout: 600_000,
  hookTimeout: 600_000,
  teardownTimeout: 600_000,
};

export default defineConfig({
  test: {
    globalSetup: ['./tests/support/built.ts', './tests/support/folder-in-memory.ts'],
    // Many tests wait for a program that they started: all processors are put to use, not all but one.
    maxWorkers: '100%',
    reporters: ['default', './tests/support/skipped-reporter.ts'],
    projects: [
      {
        // A worker runs many files and loads each module once: loading all of src/ anew takes as long as most files do. Modules have
        // no state, except what they have read of files that do not change.
        test: {
          ...common,
          name: 'shared',
          include: ['tests/**/*.test.ts'],
          exclude: alone,
          isolate: false,
          setupFiles: ['./tests/support/small-process.cjs'],
        },
      },
      { test: { ...common, name: 'alone', include: alone } },
    ],
  },
});

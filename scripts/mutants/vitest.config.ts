/** How the tests run on a mutant: only unit tests, in one process, until the first failure. */
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { folderInMemory } from '../../tests/support/folder-in-memory.ts';
import { reachedFolder } from './environment.ts';

const reached = reachedFolder();

/** Test files in the order in which they were asked for: those that are likely to fail fast come first. */
class Sequencer extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    return specifications;
  }
}

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/cli/**', 'tests/docs/**', 'tests/support/**'],
    globalSetup: ['./tests/support/folder-in-memory.ts'],
    env: folderInMemory === undefined ? {} : { TMPDIR: folderInMemory },
    maxWorkers: 1,
    fileParallelism: false,
    // What a file reaches while it loads its modules is only seen if they are not loaded yet.
    isolate: reached !== undefined,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: ['./scripts/mutants/reporter.ts'],
    sequence: { sequencer: Sequencer },
    setupFiles: reached === undefined ? [] : ['./scripts/mutants/reached.ts'],
  },
});

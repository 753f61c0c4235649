/** How the tests run on a mutant: only unit tests, in one process, until the first failure. */
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { environment } from './environment.ts';

const { order, reached } = environment();

/** Test files in the given order, so that those that are likely to fail fast come first. */
class Sequencer extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      order.findIndex((file) => moduleId.endsWith(`/${file}`));
    return [...specifications].sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/cli/**', 'tests/docs/**', 'tests/support/**'],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: ['./scripts/mutants/reporter.ts'],
    sequence: { sequencer: Sequencer },
    setupFiles: reached === undefined ? [] : ['./scripts/mutants/reached.ts'],
  },
});

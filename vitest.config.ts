import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: './tests/support/built.ts',
    // Many tests wait for a program that they started: all processors are put to use, not all but one.
    maxWorkers: '100%',
    // No outcome depends on how long something takes: these end only what hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    teardownTimeout: 600_000,
    reporters: ['default', './tests/support/skipped-reporter.ts'],
  },
});

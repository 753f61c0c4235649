import { expect, test } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-code.ts';

test.each([
  [{ errors: 0, warnings: 0, notes: 3 }, { strict: true, unreadable: false }, 0],
  [{ errors: 0, warnings: 2, notes: 0 }, { strict: false, unreadable: false }, 0],
  [{ errors: 0, warnings: 2, notes: 0 }, { strict: true, unreadable: false }, 1],
  [{ errors: 1, warnings: 0, notes: 0 }, { strict: false, unreadable: false }, 1],
  [{ errors: 1, warnings: 0, notes: 0 }, { strict: false, unreadable: true }, 2],
])('%o with %o ends with %i', (summary, circumstances, code) => {
  expect(exitCodeOf(summary, circumstances)).toBe(code);
});

/** Hostile inputs from a fixed seed; `npm run fuzz` tries many more. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inputOf, kindNames } from '../../scripts/fuzz/inputs.ts';
import { randomOf, seedOf } from '../../scripts/fuzz/random.ts';
import { type Main, wrongWith } from '../../scripts/fuzz/run-one.ts';

describe('nothing of what must never happen', () => {
  const { readCompiled, scriptOf, start } = createRequire(import.meta.url)('../../bin/load.js');
  const { main } = start(scriptOf(readCompiled())) as { main: Main };

  test.each(kindNames)('%s', async (kind) => {
    for (let seed = 0; seed < 25; seed += 1) {
      const input = inputOf(kind, randomOf(seed));
      expect(await wrongWith(input, main), JSON.stringify(input)).toBeUndefined();
    }
  });
});

describe('what must never happen is noticed', () => {
  const input = { files: { a: 'a' }, args: ['list'] };
  const printing =
    (text: string, code = 0): Main =>
    async (_, { stdout }) => {
      stdout.write(text);
      return code;
    };

  test.each<[string, Main, string]>([
    ['a control character', printing('\u001b[2J'), 'a control character'],
    ['a trace', printing('Error: x\n    at f (/a/b.ts:1:2)\n'), 'a trace'],
    ['a password', printing('hunter2secret'), 'a password'],
    ['a byte from outside', printing('OUTSIDE-7f3a'), 'a byte from outside'],
    ['another exit code', printing('', 70), 'exit code 70'],
    ['an exception', () => Promise.reject(new Error('no')), 'thrown: Error: no'],
    [
      'something was run',
      async (_, { cwd }) => {
        writeFileSync(join(cwd, 'CANARY'), '');
        return 0;
      },
      'something was run',
    ],
  ])('%s', async (_, main, expected) => {
    expect(await wrongWith(input, main)).toContain(expected);
  });

  test('and what is fine is not', async () => {
    expect(await wrongWith(input, printing('fine\n', 3))).toBeUndefined();
  });
});

test('one seed makes one input', () => {
  for (const kind of kindNames) expect(inputOf(kind, randomOf(5))).toEqual(inputOf(kind, randomOf(5)));
  expect(new Set([1, 2, 3, 4].map((seed) => JSON.stringify(inputOf('plugin', randomOf(seed))))).size).toBe(4);
});

test('a seed is a number, or drawn', () => {
  expect(seedOf('7')).toBe(7);
  expect(Number.isInteger(seedOf('random'))).toBe(true);
  for (const stated of ['', 'x', '1.5', '-1']) expect(() => seedOf(stated)).toThrow('--seed');
});

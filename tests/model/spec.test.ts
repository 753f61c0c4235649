import { describe, expect, test } from 'vitest';
import { parseSpec } from '../../src/model/spec.ts';

describe('a spec', () => {
  test.each([
    ['a', { name: 'a', range: '*' }],
    ['a@^1.2', { name: 'a', range: '^1.2' }],
    ['a@lab', { name: 'a', marketplace: 'lab', range: '*' }],
    [' a@lab@1 || 2 ', { name: 'a', marketplace: 'lab', range: '1 || 2' }],
  ])('%j', (text, parts) => {
    expect(parseSpec(text)).toEqual({ text: text.trim(), ...parts });
  });

  test.each([
    ['', 'does not name a plugin'],
    ['@lab', 'does not name a plugin'],
    ['a@', 'nothing after its last `@`'],
    ['a@lab@', 'nothing after its last `@`'],
    ['a@@', 'no marketplace between'],
    ['a@@1', 'no marketplace between'],
    ['a b', 'contains a space'],
    ['a@!', 'neither a valid version range nor a valid marketplace name'],
    ['a@lab@!', 'not a valid version range'],
  ])('%j is rejected: %s', (text, reason) => {
    expect(parseSpec(text)).toMatchObject({ error: expect.stringContaining(reason) });
  });
});

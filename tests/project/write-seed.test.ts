/** How a new seed takes the place of an old one. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceFolder } from '../../src/project/write-seed.ts';
import { folder } from '../support/mkt.ts';

test('a seed that cannot be moved to its place leaves the old one there', () => {
  const root = folder({ 'seed/a': 'old' });
  const seed = join(root, 'seed');
  expect(() => replaceFolder(join(root, 'missing'), seed)).toThrow('ENOENT');
  expect(readFileSync(join(seed, 'a'), 'utf8')).toBe('old');
  mkdirSync(join(root, 'made'));
  writeFileSync(join(root, 'made/a'), 'new');
  replaceFolder(join(root, 'made'), seed);
  expect(readFileSync(join(seed, 'a'), 'utf8')).toBe('new');
  expect(readdirSync(root)).toEqual(['seed']);
});

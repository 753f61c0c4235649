/** How a new seed takes the place of an old one. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clearHalves, replaceFolder } from '../../src/project/write-seed.ts';
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

test('what a killed mkt left beside a seed goes, the old seed goes back, and what another mkt writes stays', () => {
  // A process that has ended.
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const halfOf = (seed: string, id: number) => `${seed}.${id}-${randomUUID()}.new`;
  const living = halfOf('seed', process.pid);
  const root = folder({
    'seed/a': 'now',
    [`${halfOf('seed', pid)}/a`]: 'half',
    [`${halfOf('seed', pid)}.old/a`]: 'before',
    [`${living}/a`]: 'half',
    [`${halfOf('other', pid)}.old/a`]: 'before',
    'seed.backup/a': 'mine',
    'seed.1-x.new/a': 'mine',
  });
  expect([clearHalves(join(root, 'seed')), clearHalves(join(root, 'other'))]).toEqual([true, true]);
  expect(readdirSync(root).sort()).toEqual(['other', 'seed', living, 'seed.1-x.new', 'seed.backup'].sort());
  expect(readFileSync(join(root, 'seed/a'), 'utf8')).toBe('now');
  expect(readFileSync(join(root, 'other/a'), 'utf8')).toBe('before');
  expect([clearHalves(join(root, 'seed')), clearHalves(join(root, 'nowhere/at/all'))]).toEqual([
    false,
    false,
  ]);
});

/** Whatever was typed or read: no output shows a password. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { folder, mktHere } from '../support/mkt.ts';

const secret = 'https://user:hunter2@127.0.0.1:9/x.json';

describe('a URL with a password as the argument of each command', () => {
  const apart = new Set(['registry add']);
  test.each(commands.map(({ name }) => name).filter((name) => !apart.has(name)))('mkt %s', async (name) => {
    const cwd = folder();
    const env = { MKT_CACHE_DIR: join(cwd, 'cache'), XDG_CONFIG_HOME: cwd };
    for (const args of [
      [secret],
      ['--registry', secret],
      ['--pattern', secret],
      ['--cwd', secret],
      ['--format', secret],
    ]) {
      const { stdout, stderr } = await mktHere([...name.split(' '), '--offline', ...args], { cwd, env });
      expect(`${stdout}${stderr}`).not.toContain('hunter2');
    }
  });
});

test('nor in a file of `--output`', async () => {
  const cwd = folder({
    'i.json': JSON.stringify({
      mkt: 1,
      marketplace: 'm',
      plugins: { a: { versions: { '1.0.0': { description: secret } } } },
    }),
  });
  await mktHere(['info', 'a', '--registry', 'i.json', '--no-bundled', '--json', '-o', 'out.json'], { cwd });
  const written = readFileSync(join(cwd, 'out.json'), 'utf8');
  expect(written).toContain('***@127.0.0.1');
  expect(written).not.toContain('hunter2');
});

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, mkt } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';

describe('a folder of its own that cannot be made', needsUnix, () => {
  const add = (env: Record<string, string>) => mkt(['registry', 'add', 'examples/lab'], { env });

  test('a file in the way', () => {
    const home = join(folder({ file: '' }), 'file');
    expect(add({ XDG_CONFIG_HOME: home })).toEqual({
      code: 3,
      stdout: '',
      stderr: `error: \`${home}/mkt\`: part of its path is a file, not a folder\n\nhint: name another folder\n`,
    });
  });

  test('a place where there are no files', () => {
    const { code, stderr } = add({ XDG_CONFIG_HOME: '/proc/self/nowhere' });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: `.*`: (no folder can be created there|no such folder)\n/);
  });
});

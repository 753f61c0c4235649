import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cacheFolder, configFolder, makeFolder } from '../../../src/sources/files/user-folders.ts';
import { folder } from '../../support/mkt.ts';
import { needs, needsUnix } from '../../support/outside-data.ts';

describe('where things are kept', () => {
  test('a cache that is named is absolute, whatever it is called', () => {
    expect(cacheFolder({ MKT_CACHE_DIR: 'here' })).toBe(resolve('here'));
    expect(cacheFolder({ MKT_CACHE_DIR: '--upload-pack=x' })).toBe(resolve('--upload-pack=x'));
  });

  test('a blank one counts as none', () =>
    expect(cacheFolder({ MKT_CACHE_DIR: ' ', HOME: '/h' }, 'linux')).toBe('/h/.cache/mkt'));

  test('a relative folder of the system is passed over', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: 'x', HOME: '/h' }, 'linux')).toBe('/h/.cache/mkt');
    expect(configFolder({ XDG_CONFIG_HOME: 'x', HOME: 'h' }, 'linux')).toBe(join(homedir(), '.config/mkt'));
  });
});

describe('folders that are made', () => {
  test.skipIf(process.platform === 'win32')('belong to the user alone', () => {
    const made = join(folder(), 'a/b');
    makeFolder(made);
    expect(statSync(made).mode & 0o777).toBe(0o700);
  });

  test('one that is there stays as it is', () => {
    const there = folder();
    const { mode } = statSync(there);
    makeFolder(there);
    expect(statSync(there).mode).toBe(mode);
  });

  test.skipIf(needsUnix.skip === true)('a file in the way is an error of the disk', () => {
    const made = join(folder({ file: '' }), 'file/x');
    expect(() => makeFolder(made)).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
  });

  test('below /proc', needs(existsSync('/proc/self'), 'there is no /proc'), () => {
    const refused = expect.objectContaining({ code: 'ENOTSUP', syscall: 'mkdir' });
    expect(() => makeFolder('/proc/nowhere/mkt')).toThrow(refused);
    expect(() => makeFolder('/proc/self/x/y')).toThrow(refused);
  });
});

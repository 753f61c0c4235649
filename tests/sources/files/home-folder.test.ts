import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { homeFolder } from '../../../src/sources/files/home-folder.ts';

const unknown = () => {
  throw new Error('uv_os_homedir returned ENOENT');
};

test('the home folder: what variables say, what the system says, and the root for a user that it does not know', () => {
  expect(homeFolder({ HOME: '/home/a', USERPROFILE: 'C:\\Users\\a' }, unknown)).toBe('/home/a');
  expect(homeFolder({ HOME: '', USERPROFILE: 'C:\\Users\\a' }, unknown)).toBe('C:\\Users\\a');
  expect(homeFolder({}, () => '/home/b')).toBe('/home/b');
  expect(homeFolder({}, unknown)).toBe(resolve('/'));
  expect(homeFolder({})).toBe(homedir());
});

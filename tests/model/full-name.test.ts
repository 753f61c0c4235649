import { expect, test } from 'vitest';
import { fullNameOf } from '../../src/model/component-kinds.ts';

test('a component in folders has them in its full name; a command of a shell keeps its slashes', () => {
  expect(fullNameOf('agents', 'review/sec')).toBe('review:sec');
  expect(fullNameOf('commands', 'git/pr/open')).toBe('git:pr:open');
  expect(fullNameOf('agents', 'sec')).toBe('sec');
  expect(fullNameOf('executables', 'bin/tool')).toBe('bin/tool');
});

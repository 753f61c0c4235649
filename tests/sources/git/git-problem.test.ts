import { expect, test } from 'vitest';
import { problemOf } from '../../../src/sources/git/git-problem.ts';

test.each([
  [
    'the error, not the warning before it',
    'warning: filtering not recognized by server, ignoring\nfatal: bad object 1234\n',
    { kind: 'failed', message: 'git says: bad object 1234' },
  ],
  [
    'the error, not what the server said before it',
    'remote: Counting objects\nerror: index-pack died\n',
    { kind: 'failed', message: 'git says: index-pack died' },
  ],
  [
    'no kind of problem that only a warning speaks of',
    'warning: refs/heads/x does not exist\nfatal: early EOF\n',
    { kind: 'failed', message: 'git says: early EOF' },
  ],
  ['a warning, if there is nothing else', 'warning: odd\n', { kind: 'failed', message: 'git says: odd' }],
  ['nothing', '', { kind: 'failed', message: 'git says: nothing' }],
  [
    'the kind of a known problem',
    "warning: x\nfatal: unable to access 'https://h/': Could not resolve host: h\n",
    { kind: 'offline', message: 'the server is not reachable' },
  ],
])('tells %s', (_, stderr, problem) => {
  expect(problemOf(stderr)).toEqual(problem);
});

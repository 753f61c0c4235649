/** Commands that refresh a clone which an earlier run of a plan has made. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fromSource } from '../../src/planner/marketplace-commands.ts';
import { git, repository } from '../support/git.ts';
import { folder } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';

test.each([
  ['a branch', 'dev', 'three'],
  ['a tag', 'v1', 'one'],
  ['a commit', 'commit', 'one'],
  ['the default branch', undefined, 'four'],
])('%s is as the repository has it now', needsUnix, (_, named, expected) => {
  const repo = repository();
  const first = repo.commit({ a: 'one' }, 'v1');
  repo.git('checkout', '-q', '-b', 'dev');
  repo.commit({ a: 'two' });
  const cwd = folder();
  const ref = named === 'commit' ? first : named;
  git(cwd, 'clone', '-q', repo.url, 'lab');
  git(join(cwd, 'lab'), 'remote', 'set-head', 'origin', 'main');
  repo.commit({ a: 'three' });
  repo.git('checkout', '-q', 'main');
  repo.commit({ a: 'four' });
  const source = { clone: repo.url, ...(ref !== undefined && { ref }) };
  const commands = fromSource('lab', source, [], { folder: 'lab', isThere: true });
  const own = commands.filter((line) => line.startsWith('git '));
  expect(own).toHaveLength(2);
  execFileSync('sh', ['-ec', own.join('\n')], { cwd, stdio: 'pipe' });
  expect(readFileSync(join(cwd, 'lab/a'), 'utf8')).toBe(expected);
});

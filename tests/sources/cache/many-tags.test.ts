/** A remote with more tags than git takes one by one. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import { git, marketplace, repository, testAccess, watchedGit } from '../../support/git.ts';
import { folder } from '../../support/mkt.ts';

test('1,000 versions are fetched by one pattern, and other tags are not kept', async () => {
  const repo = repository();
  const commit = repo.commit(marketplace({ base: { manifest: { version: '9.0.0' } } }));
  const lines = Array.from({ length: 1000 }, (_, index) => `${commit} refs/tags/base--v1.${index}.0`);
  const packed = `${[...lines, `${commit} refs/tags/nightly`].sort((a, b) => (a < b ? -1 : 1)).join('\n')}\n`;
  writeFileSync(join(repo.path, '.git/packed-refs'), `# pack-refs with: sorted\n${packed}`);

  const watched = watchedGit();
  const asked = join(folder(), 'asked');
  // Written down and passed on: what git is asked for on its standard input.
  watched.trap(`case "$*" in *--atomic*) tee '${asked}' | "$real" "$@"; exit;; esac`);
  const { access, cache } = testAccess({ env: watched.env });
  const { registries } = await openRegistries([repo.url], { cwd: folder(), bundled: false, access });
  const answer = await registries[0]?.lookup('base');
  // And the version of today.
  expect(answer?.status === 'found' && answer.plugins[0]?.versions).toHaveLength(1001);
  expect(readFileSync(asked, 'utf8').split('\n')).toEqual([
    '+HEAD:refs/mkt/head',
    '+refs/tags/*:refs/tags/*',
    '',
  ]);
  const [mirror = ''] = execFileSync('find', [cache, '-name', '*.git'], { encoding: 'utf8' }).split('\n');
  expect(git(mirror, 'for-each-ref', '--format=%(refname)', 'refs/tags/').split('\n')).toHaveLength(1000);
});

/** What git gets to know of the environment in which mkt is called. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gitEnvironment } from '../../../src/sources/git/git-environment.ts';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import { history, repository, testAccess } from '../../support/git.ts';
import { folder } from '../../support/mkt.ts';

test('what a hook is run with, and what makes git tell of its work, stays outside; the settings of the user do not', () => {
  const env = gitEnvironment(
    {
      PATH: '/bin',
      GIT_DIR: '/other',
      GIT_INDEX_FILE: '/other/index',
      GIT_CONFIG_PARAMETERS: "'remote.origin.url=https://other.example'",
      GIT_TRACE: '1',
      GIT_TRACE_CURL: '/tmp/log',
      GIT_TRACE2_EVENT: '/tmp/log',
      GIT_CURL_VERBOSE: '1',
      GIT_REDIRECT_STDERR: '/tmp/log',
      GIT_LITERAL_PATHSPECS: '1',
      GIT_GLOB_PATHSPECS: '1',
      GIT_NOGLOB_PATHSPECS: '1',
      GIT_ICASE_PATHSPECS: '1',
      GIT_CONFIG_GLOBAL: '/home/me/.gitconfig',
      GIT_SSH_COMMAND: 'ssh -i key',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.proxy',
      GIT_CONFIG_VALUE_0: 'http://proxy.example',
    },
    { network: true, settings: [['remote.origin.url', 'https://me:secret@example.com/a']] },
  );
  const left = Object.keys(env).filter((name) =>
    /DIR|INDEX|PARAMETERS|TRACE|VERBOSE|REDIRECT|PATHSPECS/.test(name),
  );
  expect(left).toEqual([]);
  expect(env).toMatchObject({
    GIT_CONFIG_GLOBAL: '/home/me/.gitconfig',
    GIT_SSH_COMMAND: 'ssh -i key',
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: 'http.proxy',
    GIT_CONFIG_KEY_1: 'remote.origin.url',
  });
});

test('a repository is read as if nothing were set', async () => {
  const repo = repository();
  history(repo);
  const log = join(folder(), 'log');
  const { access } = testAccess({
    env: {
      GIT_DIR: '/nowhere',
      GIT_WORK_TREE: '/nowhere',
      GIT_TRACE: log,
      GIT_TRACE_PACKET: log,
      GIT_TRACE2_EVENT: log,
      GIT_CONFIG_PARAMETERS: "'remote.origin.url=file:///nowhere'",
      GIT_DEFAULT_HASH: 'sha256',
    },
  });
  const { registries, unreadable } = await openRegistries([repo.url], { cwd: '/', bundled: false, access });
  expect(unreadable).toEqual([]);
  expect(await registries[0]?.lookup('base')).toMatchObject({
    plugins: [{ versions: ['2.0.0', '1.5.0', '1.0.0'] }],
  });
  expect(existsSync(log)).toBe(false);
});

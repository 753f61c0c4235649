/** A server that cannot be reached: a request for many of its plugins does not wait for each. */
import { describe, expect, test } from 'vitest';
import { serverOf } from '../../../src/sources/git/remote-source.ts';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import { testAccess, watchedGit } from '../../support/git.ts';
import { folder } from '../../support/mkt.ts';

const names = Array.from({ length: 24 }, (_, index) => `p${index}`);

async function lookAtAll(urlOf: (name: string) => string, said: string) {
  const git = watchedGit();
  git.trap(`case "$*" in *ls-remote*) echo "fatal: unable to access: ${said}" >&2; exit 128;; esac`);
  const cwd = folder({
    '.claude-plugin/marketplace.json': JSON.stringify({
      name: 'lab',
      owner: { name: 'x' },
      plugins: names.map((name) => ({ name, source: { source: 'url', url: urlOf(name) } })),
    }),
  });
  const { access } = testAccess({ env: git.env });
  const { registries } = await openRegistries([cwd], { cwd, bundled: false, access });
  const answers = await Promise.all(names.map((name) => registries[0]?.lookup(name)));
  return { answers, asked: git.calls().filter((call) => call.startsWith('ls-remote')).length };
}

describe('a server that does not answer', () => {
  test('is asked by what goes on at once, and not again; every plugin knows why', async () => {
    const { answers, asked } = await lookAtAll(
      (name) => `https://git.example.com/${name}.git`,
      'Could not resolve host: git.example.com',
    );
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(4);
    for (const [index, answer] of answers.entries())
      expect(answer).toMatchObject({
        status: 'failed',
        reason: expect.stringMatching(
          new RegExp(`/p${index}\\.git\` cannot be read \\(.*\\): the server is not reachable`),
        ),
      });
  });

  test('near misses: another server, and a repository that is not there', async () => {
    const others = await lookAtAll((name) => `https://${name}.example.com/x.git`, 'Could not resolve host');
    expect(others.asked).toBe(names.length);
    const missing = await lookAtAll((name) => `https://git.example.com/${name}.git`, 'repository not found');
    expect(missing.asked).toBe(names.length);
  });

  test.each([
    ['https://user:token@git.example.com:8443/a.git', 'https://git.example.com:8443'],
    ['ssh://git@git.example.com/a.git', 'ssh://git.example.com'],
    ['git@git.example.com:a/b.git', 'ssh://git.example.com'],
    ['file:///srv/a.git', undefined],
  ])('%s is at %s', (url, server) => expect(serverOf(url)).toBe(server));
});

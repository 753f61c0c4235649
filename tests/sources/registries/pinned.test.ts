/** Plugins that are pinned to commits of one repository. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import { marketplace, repository, testAccess, watchedGit } from '../../support/git.ts';
import { folder } from '../../support/mkt.ts';

test('many are fetched at once, by several runs, and none gets in the way of another', async () => {
  const repo = repository();
  const pins = Array.from({ length: 6 }, (_, index) =>
    repo.commit({
      '.claude-plugin/plugin.json': JSON.stringify({ name: `p${index}`, version: `1.${index}.0` }),
    }),
  );
  const source = (sha?: string) => ({ source: { source: 'url', url: repo.url, ...(sha && { sha }) } });
  const entries = Object.fromEntries(pins.map((sha, index) => [`p${index}`, { entry: source(sha) }]));
  const cwd = folder(marketplace({ ...entries, now: { entry: source() } }));
  const cache = join(folder(), 'cache');
  const watched = watchedGit();
  // As git does with its `shallow.lock`, only for the whole of a fetch.
  const busy = join(folder(), 'busy');
  watched.trap(
    `case "$*" in *--atomic*) ;; *--depth=1*) if mkdir '${busy}'; then "$real" "$@"; code=$?; rmdir '${busy}'; exit $code; else echo 'fatal: shallow.lock' >&2; exit 128; fi;; esac`,
  );
  const open = async () => {
    const { access } = testAccess({ cache, env: watched.env });
    const { registries } = await openRegistries([cwd], { cwd, bundled: false, access });
    return (name: string) => registries[0]?.lookup(name);
  };
  // The copy is there, without the commits that are pinned.
  await (await open())('now');
  const runs = await Promise.all([open(), open(), open()]);
  const answers = await Promise.all(runs.flatMap((lookup) => pins.map((_, index) => lookup(`p${index}`))));
  expect(answers.map((answer) => (answer?.status === 'failed' ? answer.reason : 'found'))).toEqual(
    answers.map(() => 'found'),
  );
});

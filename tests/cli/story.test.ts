/** From an empty folder to a set that everybody has: the commands as one after the other. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { git, marketplace, repository } from '../support/git.ts';
import { folder, mktHere } from '../support/mkt.ts';

/** A marketplace with tags, in which `review` and `tool` agree only on an older `base`, and `strict` on none. */
function market() {
  const repo = repository();
  const at = (base: string, review: string, command: string, ...tags: string[]) =>
    repo.commit(
      {
        ...marketplace({
          base: { manifest: { version: base } },
          review: {
            manifest: {
              version: review,
              dependencies: [{ name: 'base', version: review === '1.0.0' ? '^1.0.0' : '>=1.0.0' }],
            },
          },
          tool: { manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: '<2.0.0' }] } },
          strict: { manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: '^3.0.0' }] } },
        }),
        'plugins/review/hooks/hooks.json': JSON.stringify({
          hooks: { PostToolUse: [{ matcher: 'Edit', hooks: [{ type: 'command', command }] }] },
        }),
      },
      ...tags,
    );
  at('1.0.0', '1.0.0', 'check-style', 'base--v1.0.0', 'review--v1.0.0', 'tool--v1.0.0', 'strict--v1.0.0');
  at('2.0.0', '1.0.0', 'check-style', 'base--v2.0.0');
  at('3.0.0', '1.0.0', 'check-style', 'base--v3.0.0');
  return { repo, release: () => at('3.0.0', '1.1.0', 'check-everything', 'review--v1.1.0') };
}

test('from an empty folder to one set for everybody, and back again', async () => {
  const { repo, release } = market();
  const root = folder();
  const env = { MKT_CACHE_DIR: folder() };
  const lab = ['--registry', repo.url, '--no-bundled'];
  const at =
    (cwd: string) =>
    (...args: string[]) =>
      mktHere([...args, ...lab], { cwd, env });
  const mkt = at(root);
  const text = (name: string) => readFileSync(join(root, name), 'utf8');
  git(root, 'init', '-q', '-b', 'main');

  // A list, and the hook that checks it.
  const begun = await mkt('init', '--hook');
  expect(begun.code, begun.stderr).toBe(0);
  expect(text('mkt.yaml')).toContain('plugins: []');
  expect(text('.git/hooks/pre-commit')).toContain('mkt check --staged');
  expect((await mkt('init')).code).toBe(1);

  // Two plugins that agree on an older version of a third.
  const added = await mkt('add', 'review@lab', 'tool@lab', '--yes');
  expect(added.code, added.stdout + added.stderr).toBe(0);
  expect(added.stdout).toContain('base@lab 1.0.0, required by review, tool');
  expect((await mkt('check')).code).toBe(0);
  expect((await mkt('tree')).stdout).toMatch(/review 1\.0\.0\n.*base 1\.0\.0 \(\^1\.0\.0\)/);
  const held = await mkt('outdated');
  expect(held.code).toBe(0);
  expect(held.stdout).toMatch(/base@lab 1\.0\.0 -> 3\.0\.0[\s\S]*held back: .*(review|tool)/);

  // A third does not go with them, and mkt says why before anything is written.
  const list = text('mkt.yaml');
  const refused = await mkt('add', 'strict@lab', '--yes');
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain('strict');
  expect(refused.stdout).toMatch(/base[\s\S]*\^3\.0\.0/);
  expect(text('mkt.yaml')).toBe(list);

  // One release of each, for everybody who clones.
  expect((await mkt('lock')).code).toBe(0);
  const locked = text('mkt.lock');
  git(root, 'add', 'mkt.yaml', 'mkt.lock');
  git(root, '-c', 'core.hooksPath=/dev/null', 'commit', '-q', '-m', 'lock');
  release();
  const clone = join(folder(), 'clone');
  git(root, 'clone', '-q', root, clone);
  const theirs = (...args: string[]) =>
    mktHere([...args, ...lab], { cwd: clone, env: { MKT_CACHE_DIR: folder() } });
  expect((await theirs('lock', '--check')).code).toBe(0);
  const [here, there] = [await mkt('resolve', '--json'), await theirs('resolve', '--json')];
  expect(JSON.parse(there.stdout)).toEqual(JSON.parse(here.stdout));
  expect(JSON.parse(there.stdout).resolution).toEqual({ base: '1.0.0', review: '1.0.0', tool: '1.0.0' });

  // A new release comes: what it runs is shown before it is taken.
  await mkt('registry', 'update');
  const shown = await mkt('lock', '--upgrade', 'review');
  expect(shown.code).toBe(1);
  expect(shown.stdout).toContain('+ PostToolUse: on Edit: check-everything');
  expect(text('mkt.lock')).toBe(locked);
  const alone = await mkt('diff', 'review@lab@1.0.0', '1.1.0');
  expect(alone.stdout).toContain('+ PostToolUse: on Edit: check-everything');
  expect((await mkt('lock', '--upgrade', 'review', '--yes')).code).toBe(0);
  expect(text('mkt.lock')).toContain('version: 1.1.0');
  expect((await mkt('lock', '--verify')).code).toBe(0);

  // And it goes back as it came: by the commit before.
  git(root, 'checkout', '-q', '--', 'mkt.lock');
  expect(text('mkt.lock')).toBe(locked);
  expect((await mkt('lock', '--verify')).code).toBe(0);
  expect((await mkt('lock')).stdout).toContain('up to date');
  expect(existsSync(join(root, '.mkt-pending'))).toBe(false);
});

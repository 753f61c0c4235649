import { describe, expect, test } from 'vitest';
import { openObjects } from '../../../src/sources/git/objects.ts';
import { gitDirOf, openRepository } from '../../../src/sources/git/repository.ts';
import { nearMisses, readTags, type Tag, versionTags } from '../../../src/sources/git/tags.ts';
import { versionsFromTags } from '../../../src/sources/registries/tag-versions.ts';
import { marketplace, repository, testAccess, watchedGit } from '../../support/git.ts';

const tags = (...names: string[]): Tag[] => names.map((name) => ({ name, commit: 'c' }));
const versions = (...names: string[]) =>
  (versionTags(tags(...names), ['base']).get('base') ?? []).map(({ version }) => version);

describe('tags as the client reads them', () => {
  test('full versions, loosely', () => {
    expect(versions('base--v1.0.0', 'base--vv1.5.0', 'base--v1.3.0+b1', 'base--v2.0.0-rc.1')).toEqual([
      '1.0.0',
      '2.0.0-rc.1',
      '1.5.0',
      '1.3.0',
    ]);
  });

  test('no others', () => {
    expect(
      versions(
        'base--v1.2',
        'base--v01.4.0',
        'base-v1.0.0',
        'v1.0.0',
        'base2--v1.0.0',
        'xbase--v1.0.0',
        'base--v',
      ),
    ).toEqual([]);
  });

  test('of several plugins at once, one of which has the mark of versions in its name', () => {
    const found = versionTags(tags('base--v1.0.0', 'base--vx--v2.0.0', 'other--v3.0.0'), [
      'base',
      'base--vx',
    ]);
    expect([...found].map(([name, own]) => [name, own.map(({ version }) => version)])).toEqual([
      ['base', ['1.0.0']],
      ['base--vx', ['2.0.0']],
    ]);
  });

  test('of two tags for one version the exact one comes first', () => {
    const [first] =
      versionTags(tags('base--v1.3.0+b1', 'base--v1.3.0', 'base--vv1.3.0'), ['base']).get('base') ?? [];
    expect(first?.name).toBe('base--v1.3.0');
  });

  test.each([
    ['base-v1.2.3', '1.2.3'],
    ['base/v1.2.3', '1.2.3'],
    ['base@1.2.3', '1.2.3'],
    ['base@v1.2.3', '1.2.3'],
    ['base_1.2.3', '1.2.3'],
    ['base--1.2.3', '1.2.3'],
    ['base--v1.2', '1.2.0'],
    ['base--v01.4.0', '1.4.0'],
    ['Base--v1.0.0', '1.0.0'],
  ])('%s misses the convention', (tag, version) => {
    expect(nearMisses(tags(tag), 'base', { isAlone: false })).toEqual([
      { tag, version, expected: `base--v${version}` },
    ]);
  });

  test('plain versions are meant for a plugin only where it is alone', () => {
    expect(nearMisses(tags('v1.0.0', '2.0'), 'base', { isAlone: false })).toEqual([]);
    expect(
      nearMisses(tags('v1.0.0', '2.0'), 'base', { isAlone: true }).map(({ version }) => version),
    ).toEqual(['1.0.0', '2.0.0']);
  });

  test('other plugins and other words are no near misses', () => {
    expect(
      nearMisses(tags('base-tools--v1.0.0', 'base--v1.0.0', 'baseline', 'base-next'), 'base', {
        isAlone: true,
      }),
    ).toEqual([]);
  });
});

describe('tags of a repository', () => {
  test('light and annotated ones with commit and date, with one process; those of trees are left out', () => {
    const repo = repository();
    const first = repo.commit({ a: '1' }, 'base--v1.0.0');
    const second = repo.commit({ a: '2' });
    repo.git('tag', '-a', '-m', 'x', 'base--v2.0.0');
    repo.git('tag', 'tree', 'HEAD^{tree}');
    const watched = watchedGit();
    const { env } = testAccess({ env: watched.env });
    expect(readTags(`${repo.path}/.git`, env)).toEqual({
      tags: [
        { name: 'base--v1.0.0', commit: first, date: '2026-01-19' },
        { name: 'base--v2.0.0', commit: second, date: '2026-01-19' },
      ],
    });
    expect(watched.calls()).toHaveLength(1);
  });

  test('a thousand tags take one process a kind of question', () => {
    const repo = repository();
    const commit = repo.commit(marketplace({ base: { manifest: { version: '1.0.0' } } }));
    const input = Array.from(
      { length: 1000 },
      (_, minor) => `create refs/tags/base--v1.${minor}.0 ${commit}`,
    );
    repo.commit({ ...marketplace({ base: {} }), refs: `${input.join('\n')}\n` });
    repo.git('-c', 'core.abbrev=40', 'update-ref', '--no-deref', 'refs/heads/x', commit);
    for (let at = 0; at < 1000; at += 1) void input[at];
    const script = input.join('\n');
    repo.git('config', 'alias.make', `!printf '%s\\n' "$1" | git update-ref --stdin #`);
    repo.git('make', script);
    const watched = watchedGit();
    const { env } = testAccess({ env: watched.env });
    const opened = openRepository(gitDirOf(repo.path) as string, { label: '', env });
    const found = opened.tags();
    if ('problem' in found) throw new Error(found.problem.message);
    const known = versionsFromTags(opened, found.tags, [{ name: 'base', folder: 'plugins/base' }]);
    const all = known.get('base')?.versions ?? [];
    expect(all).toHaveLength(1000);
    expect(
      all.map(({ tree }) => tree.read('.claude-plugin/plugin.json')?.length).every((size) => size === 33),
    ).toBe(true);
    expect(watched.calls().map((call) => call.split(' ').slice(0, 2).join(' '))).toEqual([
      expect.stringContaining('for-each-ref'),
      'cat-file --batch',
      'cat-file --batch',
    ]);
  });

  test('a tag on a commit without the folder is no version; one without a manifest is', () => {
    const repo = repository();
    repo.commit({ 'elsewhere/x': '' }, 'base--v1.9.0');
    repo.commit({ 'plugins/base/README.md': '' }, 'base--v1.0.0');
    const opened = openRepository(`${repo.path}/.git`, { label: 'm', env: testAccess().env });
    const found = opened.tags();
    if ('problem' in found) throw new Error(found.problem.message);
    const known = versionsFromTags(opened, found.tags, [{ name: 'base', folder: 'plugins/base' }]).get(
      'base',
    );
    expect(known?.versions.map(({ version }) => version)).toEqual(['1.0.0']);
    expect(known?.hollow).toEqual(['1.9.0']);
    expect(known?.versions[0]?.tree.label).toBe('m@base--v1.0.0:plugins/base');
    expect(known?.versions[0]?.tree.read('.claude-plugin/plugin.json')).toBeUndefined();
  });
});

test('objects that do not exist, and expressions that are none', () => {
  const repo = repository();
  const commit = repo.commit({ 'a/b.txt': 'hello' });
  const objects = openObjects(`${repo.path}/.git`, testAccess().env);
  expect(
    objects
      .folders([`${commit}:a`, `${commit}:a/b.txt`, `${commit}:nope`, 'a\nb', '--help', ''])
      .map((entries) => entries?.map(({ name }) => name)),
  ).toEqual([['b.txt'], undefined, undefined, undefined, undefined, undefined]);
  const blob = repo.git('rev-parse', `${commit}:a/b.txt`);
  expect(objects.blobs([blob, '0'.repeat(40), blob], 100)).toEqual([
    Buffer.from('hello'),
    'missing',
    Buffer.from('hello'),
  ]);
  expect(openObjects(`${repo.path}/.git`, testAccess().env).blobs([blob], 4)).toEqual([{ bytes: 5 }]);
  expect(objects.commits(['refs/heads/main', 'HEAD', 'nope', `${commit}:a`])).toEqual([
    commit,
    commit,
    undefined,
    undefined,
  ]);
});

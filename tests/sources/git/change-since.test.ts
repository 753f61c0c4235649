/** What a work tree has otherwise than a commit of its repository. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changeSince } from '../../../src/sources/git/change-since.ts';
import { git, repository } from '../../support/git.ts';
import { bare, folder } from '../../support/mkt.ts';

const at = (top: string) => ({ top, gitDir: join(top, '.git') });
const since = (top: string, ref: string) => {
  const change = changeSince(at(top), ref, bare());
  if ('why' in change) throw new Error(JSON.stringify(change));
  return change;
};

test('everything that differs: committed, staged, changed, removed and new, but not what is ignored', () => {
  const repo = repository();
  const first = repo.commit({
    'same.md': '1',
    'gone.md': '1',
    'edited.md': '1',
    '.gitignore': 'ignored.md\n',
  });
  repo.git('switch', '-qc', 'work');
  repo.commit({ 'same.md': '1', 'edited.md': '1', '.gitignore': 'ignored.md\n', 'deep/er/a b.md': '1' });
  writeFileSync(join(repo.path, 'edited.md'), '2');
  writeFileSync(join(repo.path, 'untracked.md'), '2');
  writeFileSync(join(repo.path, 'ignored.md'), '2');
  writeFileSync(join(repo.path, 'stäged.md'), '2');
  repo.git('add', 'stäged.md');
  const change = since(repo.path, 'main');
  expect(change.commit).toBe(first);
  expect([...change.files].sort()).toEqual([
    'deep/er/a b.md',
    'edited.md',
    'gone.md',
    'stäged.md',
    'untracked.md',
  ]);
});

test('it is compared with where the branch left the ref, not with what the ref has got since', () => {
  const repo = repository();
  const parted = repo.commit({ 'a.md': '1' });
  repo.git('switch', '-qc', 'work');
  repo.commit({ 'a.md': '1', 'mine.md': '1' });
  repo.git('switch', '-q', 'main');
  repo.commit({ 'a.md': '2', 'theirs.md': '1' });
  repo.git('switch', '-q', 'work');
  const change = since(repo.path, 'main');
  expect(change.commit).toBe(parted);
  expect([...change.files]).toEqual(['mine.md']);
});

test('the files of the commit are read without a checkout, and nothing is written', () => {
  const repo = repository();
  repo.commit({ 'p/a.md': 'as it was', 'p/gone.md': 'x', 'other.md': 'x' });
  writeFileSync(join(repo.path, 'p/a.md'), 'as it is');
  rmSync(join(repo.path, 'p/gone.md'));
  const index = statSync(join(repo.path, '.git/index'));
  const tree = since(repo.path, 'HEAD').tree('p', 'shown');
  expect(tree.files()).toEqual(['a.md', 'gone.md']);
  expect(tree.read('a.md')?.toString()).toBe('as it was');
  expect(tree.label).toBe('shown');
  expect(readFileSync(join(repo.path, 'p/a.md'), 'utf8')).toBe('as it is');
  expect(statSync(join(repo.path, '.git/index')).mtimeMs).toBe(index.mtimeMs);
});

test('no filter of the repository runs, however it is named', () => {
  const repo = repository();
  const ran = join(folder(), 'ran');
  repo.commit({ '.gitattributes': '*.one filter=one\n*.two filter="a=b.c"\n', 'x.one': '1', 'x.two': '1' });
  for (const [filter, key] of [
    ['one', 'clean'],
    ['a=b.c', 'clean'],
    ['one', 'process'],
  ] as const)
    repo.git('config', `filter.${filter}.${key}`, `sh -c 'touch ${ran}; cat'`);
  repo.git('config', 'filter.one.required', 'true');
  writeFileSync(join(repo.path, 'x.one'), '22');
  writeFileSync(join(repo.path, 'x.two'), '22');
  expect([...since(repo.path, 'HEAD').files].sort()).toEqual(['x.one', 'x.two']);
  expect(existsSync(ran)).toBe(false);
  // git itself would run them.
  repo.git('diff', '--name-only', 'HEAD', '--', 'x.two');
  repo.git('config', '--unset', 'filter.one.process');
  writeFileSync(join(repo.path, 'x.one'), '1');
  repo.git('diff', '--name-only', 'HEAD');
  expect(existsSync(ran)).toBe(true);
});

test('a ref that is not there, and one that a shallow clone lacks', () => {
  const repo = repository();
  repo.commit({ 'a.md': '1' });
  const first = repo.commit({ 'a.md': '2' });
  const second = repo.commit({ 'a.md': '3' });
  for (const ref of ['nope', '--all', '', 'a\nb', 'HEAD:a.md'])
    expect(changeSince(at(repo.path), ref, bare()), ref).toEqual({ why: 'unknown-ref', isShallow: false });
  const clone = join(folder(), 'clone');
  mkdirSync(clone);
  git(clone, 'clone', '-q', '--depth', '1', repo.url, '.');
  expect(changeSince(at(clone), first, bare())).toEqual({ why: 'unknown-ref', isShallow: true });
  git(clone, 'fetch', '-q', '--depth', '1', 'origin', first);
  // Where the branches parted is not in the clone: the ref itself is compared with.
  expect(since(clone, first)).toMatchObject({ commit: first, files: new Set(['a.md']) });
  expect(since(clone, 'HEAD')).toMatchObject({ commit: second, files: new Set() });
});

/** Git's index is read with two processes, unless the work tree has something else than the index. */
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { indexFiles } from '../../../src/sources/git/index-files.ts';
import { indexTree } from '../../../src/sources/git/index-tree.ts';
import { commitIn, git, testAccess, watchedGit } from '../../support/git.ts';
import { folder } from '../../support/mkt.ts';

const staged = {
  'mkt.yaml': 'plugins: [a]\n',
  '.claude/agents/go.md': 'goes',
  'sub/mkt.yaml': 'plugins: []\n',
};

function opened(change: (place: string) => void = () => undefined, own: Record<string, string> = {}) {
  const place = folder();
  commitIn(place, staged);
  writeFileSync(join(place, 'mkt.yaml'), 'plugins: [b]\n');
  writeFileSync(join(place, '.claude/agents/go.md'), 'goes on');
  git(place, 'add', '-A');
  change(place);
  const watched = watchedGit();
  const { env } = testAccess({ env: { ...watched.env, ...own } });
  const also = ['.claude/agents/**'];
  const index = indexFiles({ top: place, gitDir: join(place, '.git') }, ['mkt.yaml'], env, also);
  if ('problem' in index) throw new Error(index.problem);
  return { place, index, calls: watched.calls };
}

const texts = ({ place, index }: ReturnType<typeof opened>) => ({
  list: index.text(join(place, 'mkt.yaml'), 'mkt.yaml'),
  below: index.text(join(place, 'sub/mkt.yaml'), 'sub/mkt.yaml'),
  agent: indexTree(index.below(place), '').read('.claude/agents/go.md')?.toString(),
});

const asStaged = { list: { text: 'plugins: [b]\n' }, below: { text: 'plugins: []\n' }, agent: 'goes on' };

test('what the work tree has unchanged is read there, and only what is asked for counts as changed', () => {
  const found = opened();
  expect(texts(found)).toMatchObject(asStaged);
  expect(found.index.changed).toEqual([join(found.place, 'mkt.yaml')]);
  expect(found.calls()).toHaveLength(2);
});

test.each<[string, (place: string) => void]>([
  ['changed', (place) => writeFileSync(join(place, 'mkt.yaml'), 'plugins: [c]\n')],
  ['of the same length', (place) => writeFileSync(join(place, '.claude/agents/go.md'), 'goes no')],
  ['removed', (place) => rmSync(join(place, 'mkt.yaml'))],
  [
    'a link',
    (place) => {
      rmSync(join(place, 'mkt.yaml'));
      symlinkSync('sub/mkt.yaml', join(place, 'mkt.yaml'));
    },
  ],
])('a file that is %s there is read from git', (_what, change) => {
  const found = opened(change);
  expect(texts(found)).toMatchObject(asStaged);
  expect(found.calls()).toHaveLength(3);
});

test('what git changes on the way into the index is read as the index has it', () => {
  const found = opened((place) => {
    git(place, 'config', 'core.autocrlf', 'input');
    writeFileSync(join(place, 'mkt.yaml'), 'plugins: [b]\r\n');
    git(place, 'add', '-A');
  });
  expect(texts(found)).toMatchObject(asStaged);
});

test('the hook of a commit by an editor that gives git paths as they are sees what changes', () => {
  const found = opened(undefined, { GIT_LITERAL_PATHSPECS: '1' });
  expect(found.index.changed).toEqual([join(found.place, 'mkt.yaml')]);
  expect(texts(found)).toMatchObject(asStaged);
});

/** What git answered about a repository that never changes is kept for later runs, and never believed when anything is odd about it. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyGeneration } from '../../../src/sources/cache/mirror-files.ts';
import { doAtEnd } from '../../../src/sources/files/at-end.ts';
import { keptAnswers, keptAnswersFile } from '../../../src/sources/git/kept-answers.ts';
import { openRepository, type Repository } from '../../../src/sources/git/repository.ts';
import { history, testAccess, repository as testRepository, watchedGit } from '../../support/git.ts';
import { folder } from '../../support/mkt.ts';

/** A repository, and a git that writes down what it is asked. */
function settled() {
  const repository = testRepository();
  history(repository);
  const gitDir = join(repository.path, '.git');
  const watched = watchedGit();
  const { env } = testAccess({ env: watched.env });
  /** Everything that a marketplace is read with, by a run of its own. */
  const readAll = () => {
    watched.forget();
    const read = all(openRepository(gitDir, { label: '', env, isFixed: true }));
    doAtEnd();
    return { read, calls: watched.calls().length };
  };
  return { repository, gitDir, readAll, file: join(gitDir, keptAnswersFile) };
}

function all({ objects, commitOf, tags, tree }: Repository) {
  const head = commitOf(['HEAD']) ?? '';
  const files = tree(head, 'plugins/base');
  return {
    head,
    tags: tags(),
    files: files.files().map((file) => [file, files.read(file)?.toString()]),
    none: objects.folders([`${head}:plugins/base/none`]),
    sizes: files.entries().map(({ path, size }) => [path, size]),
  };
}

test('git is not asked again', () => {
  const { readAll } = settled();
  const first = readAll();
  expect(first.calls).toBeGreaterThan(3);
  expect(readAll()).toEqual({ read: first.read, calls: 0 });
});

test.each<[string, (file: string) => void]>([
  ['has another byte', (file) => edit(file, (bytes) => bytes.fill(0x78, bytes.length - 3, bytes.length - 2))],
  ['is half written', (file) => edit(file, (bytes) => bytes.subarray(0, bytes.length / 2))],
  ['is empty', (file) => writeFileSync(file, '')],
  [
    'is of another form',
    (file) =>
      edit(file, (bytes) =>
        Buffer.from(bytes.toString('latin1').replace('answers 1', 'answers 2'), 'latin1'),
      ),
  ],
  [
    'is a folder',
    (file) => {
      rmSync(file);
      mkdirSync(file);
    },
  ],
])('a file that %s is not believed', (_what, damage) => {
  const { readAll, file } = settled();
  const first = readAll();
  damage(file);
  expect(readAll()).toEqual(first);
});

const edit = (file: string, change: (bytes: Buffer) => Buffer) =>
  writeFileSync(file, change(readFileSync(file)));

test.skipIf(process.platform === 'win32')(
  'a file that others could write is not believed, and replaced',
  () => {
    const { readAll, file } = settled();
    const first = readAll();
    chmodSync(file, 0o622);
    expect(readAll()).toEqual(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  },
);

test('what a repository has lost is noticed', () => {
  const { readAll, gitDir } = settled();
  const first = readAll();
  expect(readAll().calls).toBe(0);
  rmSync(join(gitDir, 'HEAD'));
  expect(readAll()).not.toMatchObject({ read: first.read });
});

test('a repository that cannot be written, or is gone at the end, is no reason to fail', () => {
  const { gitDir } = settled();
  const kept = keptAnswers(gitDir);
  kept.put('a', { type: 'blob', content: Buffer.from('a') });
  rmSync(gitDir, { recursive: true });
  expect(() => doAtEnd()).not.toThrow();
  expect(existsSync(gitDir)).toBe(false);
  writeFileSync(gitDir, '');
  keptAnswers(gitDir).put('a', { type: 'blob', content: Buffer.from('a') });
  expect(() => doAtEnd()).not.toThrow();
});

test('two runs at once keep what either was told', () => {
  const { gitDir } = settled();
  const [one, other] = [keptAnswers(gitDir), keptAnswers(gitDir)];
  expect([one.get('a'), other.get('b')]).toEqual([undefined, undefined]);
  const [a, b] = ['a', 'b'].map((text) => ({ type: 'blob', content: Buffer.from(text) }));
  one.put('a', a as never);
  other.put('b', b as never);
  doAtEnd();
  const later = keptAnswers(gitDir);
  expect([later.get('a'), later.get('b')]).toEqual([a, b]);
});

test('only so much is kept: then what was asked for last', () => {
  const { gitDir } = settled();
  const piece = { type: 'blob', content: Buffer.alloc(200_000) };
  const many = keptAnswers(gitDir);
  for (let index = 0; index < 18; index += 1) many.put(`old ${index}`, piece);
  many.put('huge', { type: 'blob', content: Buffer.alloc(300_000) });
  doAtEnd();
  const next = keptAnswers(gitDir);
  expect(next.get('old 17')).toEqual(piece);
  expect(next.get('huge')).toBeUndefined();
  for (let index = 0; index < 8; index += 1) next.put(`new ${index}`, piece);
  doAtEnd();
  const last = keptAnswers(gitDir);
  expect(['new 7', 'old 17', 'old 3'].map((name) => last.get(name) !== undefined)).toEqual([
    true,
    true,
    false,
  ]);
});

test('a new generation of a mirror does not take over what was answered about the old one', () => {
  const { repository, readAll } = settled();
  readAll();
  const target = join(folder(), 'new.git');
  repository.git('gc', '-q');
  const gitDir = join(repository.path, '.git');
  // A run that was killed left this.
  writeFileSync(join(gitDir, `${keptAnswersFile}.7-1-x.new`), 'half');
  copyGeneration(gitDir, target);
  expect(readdirSync(target)).toContain('HEAD');
  expect(readdirSync(target).filter((name) => name.startsWith(keptAnswersFile))).toEqual([]);
});

test('a copy in which a branch was moved is not answered for by the file of the original', () => {
  const { repository, gitDir, readAll } = settled();
  const { head } = readAll().read;
  const copy = join(folder(), 'new.git');
  // An mkt that does not know the file copies it, too.
  cpSync(gitDir, copy, { recursive: true });
  repository.git(`--git-dir=${copy}`, 'update-ref', 'HEAD', 'HEAD~1');
  const { env } = testAccess();
  expect(openRepository(copy, { label: '', env, isFixed: true }).commitOf(['HEAD'])).not.toBe(head);
});

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { subtree } from '../../../src/client/file-tree.ts';
import { folderTree } from '../../../src/sources/files/folder-tree.ts';
import { commitEntries } from '../../../src/sources/git/commit-entries.ts';
import { openObjects } from '../../../src/sources/git/objects.ts';
import { openRepository } from '../../../src/sources/git/repository.ts';
import { bytesOf } from '../../support/bytes.ts';
import fc from '../../support/fast-check.ts';
import { git, repository, testAccess, watchedGit } from '../../support/git.ts';
import { folder } from '../../support/mkt.ts';
import { needsUnix } from '../../support/outside-data.ts';
import { worded } from '../../support/worded.ts';

/** What stands under a path of a tree that is drawn. */
type Node = { readonly content: Buffer; readonly executable: boolean } | { readonly target: string };

const names = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'a b',
    ' a',
    'ä',
    'a\u0308',
    '日本',
    '😀',
    "it's",
    '"q"',
    '-x',
    '$x',
    'a\\b',
    'a\tb',
    ':c',
  ),
  fc.constantFrom('node_modules', 'README.md', '.mcp.json', '\u001b[1m', 'CON', 'a.', '*'),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((name) => !/[/\0\n\r\ufffd\p{Cs}]|git|^\.{1,2}$/iu.test(name)),
);
const contents = fc.oneof(
  fc.constantFrom('', 'a\r\nb\r\n', '\ufeffx', '$Id$\n').map((text) => Buffer.from(text)),
  fc.constant(Buffer.alloc(200_000, 'long\r\n')),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);
const targets = fc.oneof(
  fc.constantFrom('../outside', '/etc/hostname', 'gone', '.', '..', 'a', 'b/a', '../a', 'ä'),
  names,
);
const nodes: fc.Arbitrary<Node> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ content: contents, executable: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ target: targets }) },
);
const path = fc.array(names, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('/'));

/** Paths that can stand beside each other: none twice, none below another. */
const trees: fc.Arbitrary<readonly (readonly [string, Node])[]> = fc
  .array(fc.tuple(path, nodes), { maxLength: 12 })
  .map((drawn) => {
    const kept = new Map<string, Node>();
    for (const [each, node] of drawn) {
      const isFree = [...kept.keys()].every(
        (other) =>
          `${other}/`.startsWith(`${each}/`) === false && `${each}/`.startsWith(`${other}/`) === false,
      );
      if (isFree) kept.set(each, node);
    }
    return [...kept].sort(([a], [b]) => (a < b ? -1 : 1));
  });

/** Writes a tree into a folder and commits it there; returns the commit. */
function committed(root: string, tree: readonly (readonly [string, Node])[]): string {
  for (const [each, node] of tree) {
    mkdirSync(dirname(join(root, each)), { recursive: true });
    if ('target' in node) symlinkSync(node.target, join(root, each));
    else {
      writeFileSync(join(root, each), node.content);
      chmodSync(join(root, each), node.executable ? 0o755 : 0o644);
    }
  }
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A', '-f');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'x');
  return git(root, 'rev-parse', 'HEAD');
}

const open = (path: string, env: Record<string, string> = {}) =>
  openRepository(join(path, '.git'), { label: '', env: testAccess({ env }).env });

test('a folder and a commit of it have the same entries and bytes', needsUnix, async () => {
  await fc.assert(
    fc.asyncProperty(trees, async (tree) => {
      const root = folder();
      const commit = committed(root, tree);
      const expected = tree.map(([each, node]) =>
        'target' in node
          ? {
              path: each,
              kind: 'link',
              executable: false,
              target: node.target,
              size: Buffer.byteLength(node.target),
            }
          : { path: each, kind: 'file', executable: node.executable, size: node.content.length },
      );
      for (const read of [folderTree(root, root), open(root).tree(commit, '')]) {
        expect(read.entries()).toEqual(expected);
        expect(read.problems).toEqual([]);
        for (const [each, node] of tree) {
          if ('target' in node) continue;
          const bytes = await bytesOf(read, each);
          expect(Buffer.isBuffer(bytes) && bytes.equals(node.content), each).toBe(true);
        }
      }
      rmSync(root, { recursive: true });
    }),
    { numRuns: 30 },
  );
});

describe('the entries of a commit', () => {
  test('cost nothing until they are asked for, and a few processes then', async () => {
    const repo = repository();
    const commit = repo.commit({ 'a.md': 'a', 'b/c.md': 'c', 'node_modules/x/y.js': 'y' });
    const { env, calls, forget } = watchedGit();
    const tree = open(repo.path, env).tree(commit, '');
    tree.stream('a.md');
    expect(calls()).toEqual([]);
    expect(tree.entries().map(({ path: each }) => each)).toEqual(['a.md', 'b/c.md', 'node_modules/x/y.js']);
    // Three levels of folders and the sizes.
    expect(calls()).toHaveLength(4);
    forget();
    expect(await bytesOf(tree, 'b/c.md')).toEqual(Buffer.from('c'));
    expect(tree.files()).toEqual(['a.md', 'b/c.md']);
    expect(calls().map((call) => call.split(' ').slice(0, 2).join(' '))).toEqual(['cat-file --batch']);
  });

  test('are streamed by a process for many, and by one each where they are large', async () => {
    const small = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`small/${at}.md`, `number ${at}`]),
    );
    const large = { 'large/a.bin': 'a'.repeat(5_000_000), 'large/b.bin': 'b'.repeat(5_000_000) };
    const repo = repository();
    const commit = repo.commit({ ...small, ...large });
    const { env, calls, forget } = watchedGit();
    const tree = open(repo.path, env).tree(commit, '');
    const files = tree.entries().map(({ path: each }) => each);
    forget();
    for (const each of files)
      expect(String(await bytesOf(tree, each))).toBe({ ...small, ...large }[each as keyof typeof large]);
    expect(calls().map((call) => call.split(' ').slice(0, 2).join(' '))).toEqual([
      'cat-file blob',
      'cat-file blob',
      'cat-file --batch',
    ]);
  });

  test('a link out of the commit is one, and its stream is refused', needsUnix, async () => {
    const root = folder({ 'm/docs/b.md': 'b', secret: 'secret' });
    symlinkSync('../../secret', join(root, 'm/docs/out'));
    symlinkSync('docs/b.md', join(root, 'm/in'));
    symlinkSync('docs', join(root, 'm/more'));
    symlinkSync('more', join(root, 'm/twice'));
    const tree = open(root).tree(committed(root, []), 'm');
    expect(tree.entries().map(({ path: each, kind }) => `${kind} ${each}`)).toEqual([
      'file docs/b.md',
      'link docs/out',
      'link in',
      'link more',
      'link twice',
    ]);
    expect(await bytesOf(tree, 'docs/out')).toBe('MKT904 link');
    expect(await bytesOf(tree, 'in')).toEqual(Buffer.from('b'));
    for (const each of ['more', 'twice']) {
      const below = subtree(tree, each);
      expect(below.entries().map((entry) => entry.path)).toEqual(['b.md', 'out']);
      expect(await bytesOf(below, 'b.md')).toEqual(Buffer.from('b'));
    }
    expect(await bytesOf(tree, '../secret')).toBe('MKT901 unreadable');
    expect(await bytesOf(tree, 'docs')).toBe('MKT901 unreadable');
  });

  test('what a crafted commit holds besides is told', async () => {
    const repo = repository();
    const commit = repo.commit({ 'x/y': 'y' });
    const blob = repo.git('rev-parse', `${commit}:x/y`);
    const below = repo.git('rev-parse', `${commit}:x`);
    const crafted = rawTree(repo.path, [
      ['100644', '..', blob],
      ['120000', 'a', blob],
      ['40000', 'a', below],
      ['40000', '.git', below],
      ['100755', 'b', blob],
      ['160000', 'c', commit],
      ['140000', 'd', blob],
      ['40000', 'gone', '1'.repeat(40)],
      ['100644', 'lacking', '2'.repeat(40)],
    ]);
    const tree = open(repo.path).tree(repo.git('commit-tree', '-m', 'x', crafted), '');
    expect(tree.entries()).toEqual([
      { path: 'a', kind: 'link', executable: false, target: 'y', size: 1 },
      { path: 'b', kind: 'file', executable: true, size: 1 },
    ]);
    expect(
      tree.problems.map(({ rule, case: name, evidence, location }) => [
        `${rule} ${name} ${location.file}`,
        evidence,
      ]),
    ).toEqual([
      ['MKT904 not-copied ..', { what: 'name' }],
      ['MKT904 not-copied a', { what: 'second-of-name' }],
      ['MKT904 not-copied c', { what: 'submodule' }],
      ['MKT904 not-copied d', { what: 'submodule' }],
      ['MKT904 unreadable-folder gone', {}],
      ['MKT901 not-cached lacking', {}],
    ]);
    expect(
      worded(tree.problems)
        .slice(0, 3)
        .map(({ message }) => message),
    ).toEqual([
      'the name has a line break, is not UTF-8, or refers to a folder, so a copy does not contain it',
      'the commit has two entries with this name, so a copy does not contain it',
      'this is a submodule, whose files are in another repository, so a copy does not contain it',
    ]);
    expect(await bytesOf(tree, 'lacking')).toBe('MKT901 not-cached');
  });

  test('every limit that is hit is told', () => {
    const repo = repository();
    const deep = Array(33).fill('d').join('/');
    const commit = repo.commit({ a: '', b: '', [`${deep}/f`]: '', 'd/g': '' });
    const tree = open(repo.path).tree(commit, '');
    expect(tree.entries().map(({ path: each }) => each)).toEqual(['a', 'b', 'd/g']);
    tree.files();
    expect(tree.problems.map(({ case: name, location }) => `${name} ${location.file}`)).toEqual([
      `nested ${deep}`,
    ]);
    const told: string[] = [];
    const { entries } = commitEntries(openObjects(join(repo.path, '.git'), testAccess().env), `${commit}:`, {
      refuse: (each, name) => told.push(`${name} ${each}`),
      lack: (each) => told.push(each),
      most: 2,
    });
    expect(entries()).toHaveLength(2);
    expect(told).toContain('too-many-files ');
  });
});

describe('the stream of a file of a commit', () => {
  const large = 'a line of text\r\n'.repeat(500_000);

  /** A large file in a commit, and a git that tells its number. */
  function watched() {
    const repo = repository();
    const commit = repo.commit({ large });
    const { env, calls, trap } = watchedGit();
    const pids = join(folder(), 'pids');
    trap(`case "$*" in *"cat-file blob"*) echo $$ >> '${pids}';; esac`);
    const running = () =>
      !existsSync(pids)
        ? []
        : readFileSync(pids, 'utf8')
            .trim()
            .split('\n')
            .filter((pid) => isRunning(Number(pid)));
    return { tree: open(repo.path, env).tree(commit, ''), running, calls, trap, pids, repo };
  }

  test('has no limit, and leaves no process', async () => {
    const { tree, running, pids } = watched();
    expect(tree.read('large')).toBeUndefined();
    expect(Buffer.from(large).equals((await bytesOf(tree, 'large')) as Buffer)).toBe(true);
    expect(existsSync(pids)).toBe(true);
    expect(running()).toEqual([]);
  });

  test('stopped early ends git', needsUnix, async () => {
    const { tree, running } = watched();
    for await (const _ of tree.stream('large')) {
      expect(running()).toHaveLength(1);
      break;
    }
    expect(running()).toEqual([]);
    const stopped = async () => {
      for await (const _ of tree.stream('large')) throw new Error('no room');
    };
    await expect(stopped()).rejects.toThrow('no room');
    expect(running()).toEqual([]);
  });

  test.each([
    ['fails', 'exit 3'],
    ['prints too little', `printf 'a line'; exit 0`],
    ['is killed', `printf 'a line'; kill -9 $$`],
  ])('ends with an error where git %s', needsUnix, async (_, script) => {
    const { tree, trap } = watched();
    trap(`case "$*" in *"cat-file blob"*) ${script};; esac`);
    expect(await bytesOf(tree, 'large')).toBe('MKT901 unreadable');
  });

  test('ends with an error where git prints too much, and gives none of that', needsUnix, async () => {
    const { tree, trap } = watched();
    trap(`case "$*" in *"cat-file blob"*) "$real" "$@"; "$real" "$@"; exit 0;; esac`);
    let amount = 0;
    const reading = async () => {
      for await (const chunk of tree.stream('large')) amount += chunk.length;
    };
    await expect(reading()).rejects.toMatchObject({ fault: { rule: 'MKT901', case: 'unreadable' } });
    expect(amount).toBeLessThanOrEqual(large.length);
  });

  test('stopped early ends a git that would go on', needsUnix, async () => {
    const { tree, trap, running, pids } = watched();
    trap(
      `case "$*" in *"cat-file blob"*) echo $$ >> '${pids}'; printf 'a line'; exec tail -f /dev/null;; esac`,
    );
    for await (const chunk of tree.stream('large')) {
      expect(Buffer.from(chunk).toString()).toBe('a line');
      expect(running()).toHaveLength(1);
      break;
    }
    expect(running()).toEqual([]);
  });

  test('ends with an error where git is not there', needsUnix, async () => {
    const repo = repository();
    const commit = repo.commit({ a: 'a' });
    const id = repo.git('rev-parse', `${commit}:a`);
    const env: Record<string, string | undefined> = { ...testAccess().env };
    const objects = openObjects(join(repo.path, '.git'), env);
    expect(objects.sizes([id])).toEqual([1]);
    env.PATH = folder();
    expect(await objects.stream(id).next()).toMatchObject({ done: true, value: { kind: 'git-missing' } });
  });
});

/** Writes a tree object as it stands, which git itself would refuse to make. */
function rawTree(
  cwd: string,
  entries: readonly (readonly [mode: string, name: string, id: string])[],
): string {
  const content = Buffer.concat(
    entries.flatMap(([mode, name, id]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
  );
  return execFileSync('git', ['hash-object', '-t', 'tree', '--literally', '-w', '--stdin'], {
    cwd,
    input: content,
    encoding: 'utf8',
  }).trim();
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

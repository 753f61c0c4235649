import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  filesBelow,
  hasFile,
  hasFolder,
  maximumTreeDepth,
  pathInTree,
  shownIn,
  subtree,
} from '../../../src/client/file-tree.ts';
import { folderTree } from '../../../src/sources/files/folder-tree.ts';
import { folder } from '../../support/mkt.ts';
import { needsUnix } from '../../support/outside-data.ts';
import { worded } from '../../support/worded.ts';

describe('a folder as a tree', () => {
  test('holds regular files, sorted, without what belongs to git and npm', () => {
    const root = folder({
      'b/c.md': 'c',
      'b-.md': '',
      'a.md': 'a',
      '.git/HEAD': 'x',
      'node_modules/x/index.js': '',
      'b/.mcp.json': '{}',
    });
    const tree = folderTree(root, root);
    expect(tree.files()).toEqual(['a.md', 'b-.md', 'b/.mcp.json', 'b/c.md']);
    expect(tree.read('b/c.md')?.toString()).toBe('c');
    expect(tree.read('b')).toBeUndefined();
    expect(tree.read('nothing')).toBeUndefined();
    expect(tree.problems).toEqual([]);
  });

  test('links that leave it are told and not followed; those inside are', () => {
    const root = folder({ 'm/a.md': 'a', 'm/docs/b.md': 'b', 'secret.md': 'secret', 'm2/c.md': 'c' });
    const m = join(root, 'm');
    symlinkSync('../secret.md', join(m, 'out.md'));
    symlinkSync('../m2', join(m, 'near'));
    symlinkSync('/etc/hostname', join(m, 'host.md'));
    symlinkSync('gone.md', join(m, 'broken.md'));
    symlinkSync('a.md', join(m, 'in.md'));
    symlinkSync('docs', join(m, 'more'));
    symlinkSync('..', join(m, 'docs', 'up'));
    const tree = folderTree(m, root);
    expect(tree.files()).toEqual(['a.md', 'docs/b.md', 'in.md', 'more/b.md']);
    expect(
      worded(tree.problems)
        .map(({ location, rule, severity }) => `${rule} ${severity} ${location.file}`)
        .sort(),
    ).toEqual([
      'MKT904 warning m/broken.md',
      'MKT904 warning m/host.md',
      'MKT904 warning m/near',
      'MKT904 warning m/out.md',
    ]);
    expect(tree.read('out.md')).toBeUndefined();
    expect(tree.read('near/c.md')).toBeUndefined();
    expect(tree.read('../secret.md')).toBeUndefined();
    expect(tree.read('in.md')?.toString()).toBe('a');
  });

  test('a file that is too large is told, and not read', () => {
    const root = folder({
      'big.json': Buffer.alloc(2 * 1024 * 1024, 0x20),
      'big.md': Buffer.alloc(2 * 1024 * 1024, 0x20),
    });
    const tree = folderTree(root, root);
    expect(tree.read('big.json')).toBeUndefined();
    expect(tree.read('big.md')).toBeUndefined();
    expect(tree.read('big.json', 4 * 1024 * 1024)).toHaveLength(2 * 1024 * 1024);
    expect(
      worded(tree.problems).map(({ rule, severity = 'error', message }) => `${rule} ${severity} ${message}`),
    ).toEqual([
      'MKT901 error the file is 2 MB, but mkt reads at most 1 MB',
      'MKT901 warning the file is 2 MB, but mkt reads at most 1 MB',
    ]);
  });

  test('nesting has an end', () => {
    const root = folder();
    mkdirSync(join(root, ...Array(maximumTreeDepth + 5).fill('d')), { recursive: true });
    writeFileSync(join(root, ...Array(maximumTreeDepth + 5).fill('d'), 'f'), '');
    const tree = folderTree(root, root);
    expect(tree.files()).toEqual([]);
    expect(tree.problems).toHaveLength(1);
  });

  test('a named pipe is no file, and is not waited for', needsUnix, () => {
    const root = folder({ 'a.md': '' });
    execFileSync('mkfifo', [join(root, 'pipe.md')]);
    const tree = folderTree(root, root);
    expect(tree.files()).toEqual(['a.md']);
    expect(tree.read('pipe.md')).toBeUndefined();
  });
});

describe('the stamp of a folder', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  const at = (now: number) => vi.useFakeTimers({ toFake: ['Date'], now });
  /** A time that every file system can keep exactly. */
  const then = Date.UTC(2020, 0) / 1000;

  /** Writes a file with a time of long ago, at another moment than the last change of it. */
  function write(file: string, text: string): void {
    const before = statSync(file, { throwIfNoEntry: false })?.ctimeMs;
    do {
      writeFileSync(file, text);
      utimesSync(file, then, then);
    } while (statSync(file).ctimeMs === before);
  }

  test('changes with a file whose size and time are as before: the system knows when it was changed', () => {
    const root = folder();
    const file = join(root, 'a.md');
    write(file, 'one');
    const { ino, mtimeMs, size } = statSync(file);
    at(Date.UTC(2200, 0));
    const before = folderTree(root, root).stamp();
    expect(folderTree(root, root).stamp()).toBe(before);
    write(file, 'two');
    expect(statSync(file)).toMatchObject({ ino, mtimeMs, size });
    const after = folderTree(root, root).stamp();
    expect(before).toBeTypeOf('string');
    expect(after).toBeTypeOf('string');
    expect(after).not.toBe(before);
  });

  test('is none while a file was changed a moment ago, whatever time it bears', () => {
    const root = folder();
    const file = join(root, 'a.md');
    write(file, 'one');
    const { ctimeMs } = statSync(file);
    at(ctimeMs + 1000);
    expect(folderTree(root, root).stamp()).toBeUndefined();
    at(ctimeMs + 3000);
    expect(folderTree(root, root).stamp()).toBeTypeOf('string');
  });

  test('is none where a file bears a time that is not over', () => {
    const root = folder({ 'a.md': 'a' });
    at(Date.UTC(2200, 0));
    utimesSync(join(root, 'a.md'), Date.UTC(2200, 0) / 1000, Date.UTC(2200, 0) / 1000);
    expect(folderTree(root, root).stamp()).toBeUndefined();
  });
});

test.each([
  ['', './a/b', 'a/b'],
  ['a', '.', 'a'],
  ['a', '../b', 'b'],
  ['a', '../../b', undefined],
  ['', '..', undefined],
  ['', '/etc', undefined],
  ['', 'C:\\x', undefined],
  ['', '..\\x', undefined],
  ['', 'a\0b', undefined],
  ['', './', ''],
])('%j and %j make %j', (base, stated, path) => {
  expect(pathInTree(base, stated)).toBe(path);
});

test('lists of files are searched by folder', () => {
  const files = ['a', 'a-b/x', 'a/b', 'a/c/d', 'ab'].sort();
  expect(filesBelow(files, 'a')).toEqual(['b', 'c/d']);
  expect(hasFolder(files, 'a/c')).toBe(true);
  expect(hasFolder(files, 'b')).toBe(false);
  expect(hasFile(files, 'a/b')).toBe(true);
  expect(hasFile(files, 'a/c')).toBe(false);
});

test('a subtree shows whole paths', () => {
  const root = folder({ 'm/p/a.md': 'a', 'm/q/b.md': '' });
  const tree = subtree(folderTree(join(root, 'm'), root), 'p');
  expect(tree.files()).toEqual(['a.md']);
  expect(shownIn(tree, 'a.md')).toBe('m/p/a.md');
  expect(tree.read('a.md')?.toString()).toBe('a');
});

import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { treeWith } from '../../../src/cli/fixes.ts';
import { maximumTreeDepth, subtree } from '../../../src/client/file-tree.ts';
import { resolvedPath } from '../../../src/client/tree-entry.ts';
import { folderEntries } from '../../../src/sources/files/folder-entries.ts';
import { folderTree } from '../../../src/sources/files/folder-tree.ts';
import { bytesOf } from '../../support/bytes.ts';
import { folder } from '../../support/mkt.ts';
import { needs, needsUnix } from '../../support/outside-data.ts';

const shown = (tree: { readonly problems: ReturnType<typeof folderTree>['problems'] }) =>
  tree.problems.map(({ rule, case: name, location }) => `${rule} ${name} ${location.file}`).sort();

describe('the entries of a folder', needsUnix, () => {
  test('are all files and links, those of npm too, with their modes and sizes', () => {
    const root = folder({
      'b/c.md': 'c',
      'b-.md': '',
      'run.sh': '#!/bin/sh\n',
      '.git/HEAD': 'x',
      'b/.git': 'gitdir: elsewhere',
      'node_modules/x/index.js': 'x;',
    });
    chmodSync(join(root, 'run.sh'), 0o755);
    symlinkSync('b', join(root, 'link'));
    const tree = folderTree(root, root);
    expect(tree.entries()).toEqual([
      { path: 'b-.md', kind: 'file', executable: false, size: 0 },
      { path: 'b/c.md', kind: 'file', executable: false, size: 1 },
      { path: 'link', kind: 'link', executable: false, target: 'b', size: 1 },
      { path: 'node_modules/x/index.js', kind: 'file', executable: false, size: 2 },
      { path: 'run.sh', kind: 'file', executable: true, size: 10 },
    ]);
    expect(tree.problems).toEqual([]);
  });

  test('a link out of the tree is one; its stream is refused, and so is what lies behind it', async () => {
    const root = folder({ 'secret.md': 'secret', 'm/a.md': 'a', 'm/docs/b.md': 'b' });
    const m = join(root, 'm');
    symlinkSync('../secret.md', join(m, 'out'));
    symlinkSync('..', join(m, 'up'));
    symlinkSync('gone', join(m, 'broken'));
    symlinkSync('ring', join(m, 'ring'));
    symlinkSync('docs/b.md', join(m, 'in'));
    const tree = folderTree(m, root);
    expect(tree.entries().map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'file a.md',
      'link broken',
      'file docs/b.md',
      'link in',
      'link out',
      'link ring',
      'link up',
    ]);
    for (const path of ['out', 'up', 'up/secret.md', '../secret.md', 'broken', 'ring'])
      expect(await bytesOf(tree, path), path).toBe('MKT904 link');
    expect(await bytesOf(tree, 'in')).toEqual(Buffer.from('b'));
    expect(await bytesOf(tree, 'docs')).toBe('MKT901 not-a-file');
    expect(await bytesOf(tree, 'nothing')).toBe('MKT901 unreadable');
    expect(await bytesOf(tree, 'a.md/nothing')).toBe('MKT901 unreadable');
    expect(tree.problems).toEqual([]);
  });

  test('a named pipe is told and never opened', async () => {
    const root = folder({ 'a.md': '' });
    const pipe = join(root, 'pipe');
    execFileSync('mkfifo', [pipe]);
    symlinkSync('pipe', join(root, 'to-pipe'));
    const tree = folderTree(root, root);
    expect(tree.entries().map(({ path }) => path)).toEqual(['a.md', 'to-pipe']);
    expect(shown(tree)).toEqual(['MKT904 not-copied pipe']);
    // Somebody who waits to write into the pipe goes on as soon as anybody opens it.
    const writer = join(root, 'writer.sh');
    writeFileSync(writer, `exec 3>"${pipe}"\n`);
    const child = spawn('sh', [writer], { stdio: 'ignore' });
    const opened = new Promise<string>((resolve) => child.on('exit', () => resolve('opened')));
    expect(await bytesOf(tree, 'pipe')).toBe('MKT901 not-a-file');
    expect(await bytesOf(tree, 'to-pipe')).toBe('MKT901 not-a-file');
    expect(await Promise.race([opened, bytesOf(tree, 'a.md').then(() => 'waits')])).toBe('waits');
    openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    expect(await opened).toBe('opened');
  });

  test('names and targets that are not UTF-8, and names with a line break, are told', () => {
    const root = folder({ 'a\nb': '', good: '' });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff])]), 'x');
    symlinkSync(Buffer.from([0x61, 0xfe]), join(root, 'odd'));
    const tree = folderTree(root, root);
    expect(tree.entries().map(({ path }) => path)).toEqual(['good']);
    expect(shown(tree)).toEqual([
      'MKT904 not-copied a\nb',
      'MKT904 not-copied bad\ufffd',
      'MKT904 not-copied odd',
    ]);
  });

  test('every limit that is hit is told, once for files and entries', () => {
    const root = folder({ a: '', b: '', 'c/d': '' });
    mkdirSync(join(root, ...Array(maximumTreeDepth + 1).fill('d')), { recursive: true });
    writeFileSync(join(root, ...Array(maximumTreeDepth).fill('d'), 'f'), '');
    const tooDeep = Array(maximumTreeDepth + 1).fill('d');
    writeFileSync(join(root, ...tooDeep, 'g'), '');
    const nested = [`MKT904 nested ${tooDeep.join('/')}`];
    const tree = folderTree(root, root);
    expect(tree.entries()).toHaveLength(4);
    expect(shown(tree)).toEqual(nested);
    expect(tree.files()).toHaveLength(4);
    expect(shown(tree)).toEqual(nested);
    const told: string[] = [];
    expect(folderEntries(root, (path, name) => told.push(`${name} ${path}`), 3).length).toBeLessThan(4);
    expect(told).toEqual(['too-many-files ']);
  });

  test(
    'a folder and a file that cannot be read are told',
    needs(process.getuid?.() !== 0, 'root may read all'),
    async () => {
      const root = folder({ 'a/x': '', 'b/y': '', c: '' });
      chmodSync(join(root, 'a'), 0o000);
      chmodSync(join(root, 'b'), 0o400);
      chmodSync(join(root, 'c'), 0o000);
      const tree = folderTree(root, root);
      expect(tree.entries().map(({ path }) => path)).toEqual(['c']);
      expect(shown(tree)).toEqual(['MKT904 unreadable-folder a', 'MKT904 unreadable-folder b']);
      expect(await bytesOf(tree, 'c')).toBe('MKT901 unreadable');
      chmodSync(join(root, 'a'), 0o700);
      chmodSync(join(root, 'b'), 0o700);
    },
  );

  test('a folder that there is not has none', () => {
    expect(folderTree('/nowhere/at/all', '/').entries()).toEqual([]);
  });
});

describe('the stream of a file of a folder', () => {
  const large = Buffer.alloc(3 * 1024 * 1024, 'abc');

  test('has no limit, and opens the file only when it is read', async () => {
    const root = folder({ large });
    const tree = folderTree(root, root);
    tree.stream('large');
    expect(openFiles(root)).toEqual([]);
    expect(tree.read('large')).toBeUndefined();
    expect(large.equals((await bytesOf(tree, 'large')) as Buffer)).toBe(true);
    expect(openFiles(root)).toEqual([]);
  });

  test(
    'stopped early leaves nothing open',
    needs(process.platform === 'linux', 'this is not Linux'),
    async () => {
      const root = folder({ large });
      const tree = folderTree(root, root);
      for await (const chunk of tree.stream('large')) {
        expect(openFiles(root)).toEqual([join(root, 'large')]);
        expect(chunk.length).toBeLessThan(large.length);
        break;
      }
      expect(openFiles(root)).toEqual([]);
    },
  );

  test('ends with an error if the file grows or shrinks meanwhile', async () => {
    const root = folder({ grows: large, shrinks: large });
    const tree = folderTree(root, root);
    const changing = async (path: string, change: () => void) => {
      let changed = false;
      for await (const _ of tree.stream(path)) {
        if (!changed) change();
        changed = true;
      }
    };
    await expect(changing('grows', () => appendFileSync(join(root, 'grows'), 'x'))).rejects.toMatchObject({
      fault: { rule: 'MKT901', case: 'unreadable' },
    });
    await expect(changing('shrinks', () => writeFileSync(join(root, 'shrinks'), 'x'))).rejects.toMatchObject({
      fault: { rule: 'MKT901', case: 'unreadable' },
    });
  });
});

test('a subtree has its part of the entries, also where its folder is a link', needsUnix, async () => {
  const root = folder({ 'm/p/a.md': 'a', 'm/p-/b.md': '', 'm/node_modules/p/c.md': 'c', secret: '' });
  symlinkSync('../node_modules/p/c.md', join(root, 'm/p/beside'));
  symlinkSync('../m/node_modules/../p', join(root, 'm/again'));
  symlinkSync('p', join(root, 'm/linked'));
  symlinkSync('..', join(root, 'm/up'));
  const tree = folderTree(join(root, 'm'), root);
  const a = { path: 'a.md', kind: 'file', executable: false, size: 1 };
  const target = '../node_modules/p/c.md';
  const beside = { path: 'beside', kind: 'link', executable: false, target, size: 22 };
  for (const each of ['p', 'linked']) {
    expect(subtree(tree, each).entries()).toEqual([a, beside]);
    expect(await bytesOf(subtree(tree, each), 'a.md')).toEqual(Buffer.from('a'));
    expect(await bytesOf(subtree(tree, each), '../p-/b.md')).toBe('MKT901 unreadable');
  }
  for (const each of ['again', 'up', 'nothing']) expect(subtree(tree, each).entries()).toEqual([]);
  expect(await bytesOf(subtree(tree, 'up'), 'secret')).toBe('MKT904 link');
  expect(await bytesOf(subtree(tree, 'p'), 'beside')).toEqual(Buffer.from('c'));
});

test.each([
  ['a/b', 'a/b'],
  ['in', 'real/deep'],
  ['in/x', 'real/deep/x'],
  ['real/back', 'real/deep'],
  ['in/../y', 'real/y'],
  ['ring/x', undefined],
  ['out', undefined],
  ['host', undefined],
  ['..', undefined],
])('the links on the way of %j lead to %j', (path, real) => {
  const links = {
    in: './real//deep',
    'real/back': '../in',
    ring: 'gnir',
    gnir: 'ring',
    out: '../x',
    host: '/etc',
  };
  const entries = Object.entries(links).map(
    ([each, target]) =>
      ({ path: each, kind: 'link', executable: false, target, size: target.length }) as const,
  );
  expect(resolvedPath(entries, path)).toBe(real);
});

test('a folder whose files are as they would be streams them so', async () => {
  const root = folder({ 'a.md': 'old', 'b.md': 'b' });
  const tree = treeWith(new Map([[join(root, 'a.md'), 'newer']]))(root, root);
  expect(tree.entries().map(({ size }) => size)).toEqual([5, 1]);
  expect(await bytesOf(tree, 'a.md')).toEqual(Buffer.from('newer'));
  expect(await bytesOf(tree, 'b.md')).toEqual(Buffer.from('b'));
  expect(await bytesOf(tree, 'c.md')).toBe('MKT901 unreadable');
});

/** The files below a folder that this process has open. */
function openFiles(root: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/fd').flatMap((each) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${each}`);
      return path.startsWith(root) ? [path] : [];
    } catch {
      return [];
    }
  });
}

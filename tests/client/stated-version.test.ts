/** The exact version of what a plugin runs, as far as its own files name one. */
import { expect, test } from 'vitest';
import { statedVersionIn } from '../../src/client/stated-version.ts';
import { folderTree } from '../../src/sources/files/folder-tree.ts';
import { folder } from '../support/mkt.ts';

function treeOf(files: Readonly<Record<string, string>>) {
  const place = folder(files);
  return folderTree(place, place);
}

const commit = '5f0c0b1e2d3c4b5a69788796a5b4c3d2e1f00112';
const npm = { by: 'npm', what: '@a/tool' } as const;
const python = { by: 'python', what: 'tool-x[extra]' } as const;

test.each([
  [
    'a lock of npm',
    npm,
    { 'package-lock.json': '{"packages":{"node_modules/@a/tool":{"version":"1.2.3"}}}' },
    '1.2.3',
  ],
  ['a manifest of npm', npm, { 'sub/package.json': '{"dependencies":{"@a/tool":"1.2.3"}}' }, '1.2.3'],
  ['its texts', npm, { 'README.md': 'Tested with `npx @a/tool@1.2.3-rc.1`.' }, '1.2.3-rc.1'],
  ['a lock of Python', python, { 'uv.lock': '[[package]]\nname = "tool_x"\nversion = "2.0"\n' }, '2.0'],
  ['requirements', python, { 'requirements-dev.txt': 'tool-x[extra]==2.0.1\n' }, '2.0.1'],
  [
    'a digest',
    { by: 'docker', what: 'a/b' },
    { 'run.sh': `docker pull a/b@sha256:${'0'.repeat(64)}` },
    `sha256:${'0'.repeat(64)}`,
  ],
  ['a commit', { by: 'git', what: 'github:a/b' }, { 'README.md': `npx github:a/b#${commit}` }, commit],
  [
    'the lock before the texts',
    npm,
    {
      'README.md': '@a/tool@9.9.9',
      'package-lock.json': '{"packages":{"node_modules/@a/tool":{"version":"1.2.3"}}}',
    },
    '1.2.3',
  ],
] as const)('%s', (_what, use, files, version) => {
  expect(statedVersionIn(treeOf(files), use)?.version).toBe(version);
});

test.each([
  ['a range', npm, { 'package.json': '{"dependencies":{"@a/tool":"^1.2.3"}}' }],
  ['two versions', npm, { 'README.md': '@a/tool@1.2.3 or @a/tool@1.3.0' }],
  ['another package', npm, { 'README.md': 'x@a/tool@1.2.3, @a/tool-b@1.2.3, @a/tool@1.2' }],
  ['no JSON', npm, { 'package.json': '{"@a/tool": 1.2.3' }],
  ['nothing', python, {}],
  ['a script', { by: 'script', what: 'https://a/b.sh' }, { 'README.md': 'https://a/b.sh@1.2.3' }],
] as const)('is not known from %s', (_what, use, files) => {
  expect(statedVersionIn(treeOf(files), use)).toBeUndefined();
});

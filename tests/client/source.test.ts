import { describe, expect, test } from 'vitest';
import { sourceOf } from '../../src/client/plugin-source.ts';

const commit = 'a'.repeat(40);

describe('sources that the client takes', () => {
  test.each([
    ['./plugins/x', undefined, { kind: 'path', folder: 'plugins/x' }],
    ['.', undefined, { kind: 'path', folder: '' }],
    ['./', './plugins', { kind: 'path', folder: '' }],
    ['x', './plugins', { kind: 'path', folder: 'plugins/x' }],
    [
      { source: 'github', repo: 'a/b', ref: 'v1', sha: commit },
      undefined,
      { kind: 'github', repo: 'a/b', ref: 'v1', sha: commit },
    ],
    [
      { source: 'url', url: 'git@example.com:a/b.git' },
      undefined,
      { kind: 'url', url: 'git@example.com:a/b.git' },
    ],
    [{ source: 'url', url: 'file:///tmp/r' }, undefined, { kind: 'url', url: 'file:///tmp/r' }],
    [
      { source: 'url', url: 'git+ssh://git@example.com/r' },
      undefined,
      { kind: 'url', url: 'git+ssh://git@example.com/r' },
    ],
    [
      { source: 'git-subdir', url: 'a/b', path: 'tools/x' },
      undefined,
      { kind: 'git-subdir', url: 'a/b', path: 'tools/x' },
    ],
    [
      { source: 'npm', package: '@a/b', version: '^1' },
      undefined,
      { kind: 'npm', package: '@a/b', version: '^1' },
    ],
    [{ source: 'archive', url: 'https://x/y.zip' }, undefined, { kind: 'archive', url: 'https://x/y.zip' }],
    [
      { source: 'command', command: 'tool path', timeout: 3, mode: 'link' },
      undefined,
      expect.objectContaining({ kind: 'command', command: 'tool path' }),
    ],
  ])('%j', (value, root, source) => {
    expect(sourceOf(value, root)).toEqual(source);
  });
});

describe('sources that it does not take, or that nobody should', () => {
  test.each([
    ['x', undefined, 'metadata.pluginRoot'],
    ['x', '..', 'metadata.pluginRoot'],
    ['plugins/x', './plugins', 'does not start with `./`'],
    ['../x', undefined, 'not a path inside'],
    ['./a/../../x', undefined, 'not a path inside'],
    ['./a/../b', undefined, 'not a path inside'],
    ['./a\\..\\..\\x', undefined, 'not a path inside'],
    ['/etc', undefined, 'not a path inside'],
    ['', undefined, ''],
    [7, undefined, 'neither a path nor an object'],
    [null, undefined, 'neither a path nor an object'],
    [{}, undefined, 'neither a path nor an object'],
    [{ type: 'github', repo: 'a/b' }, undefined, 'neither a path nor an object'],
    [{ source: 'url', url: 'git://example.com/r' }, undefined, 'not a URL of a git repository'],
    [{ source: 'url', url: 'acme/skills' }, undefined, 'not a URL of a git repository'],
    [{ source: 'gitlab' }, undefined, 'not a kind of plugin source'],
    [{ source: 'constructor' }, undefined, 'not a kind of plugin source'],
    [{ source: '__proto__' }, undefined, 'not a kind of plugin source'],
    [{ source: 'github' }, undefined, 'has no `repo`'],
    [{ source: 'github', repo: 'alpha' }, undefined, 'must have the form `owner/repo`, but is `alpha`'],
    [{ source: 'github', repo: '../x' }, undefined, 'must have the form `owner/repo`, but is `../x`'],
    [{ source: 'github', repo: 'a/b', sha: 'abc' }, undefined, '40 lower-case'],
    [{ source: 'url', url: '--upload-pack=touch /tmp/x' }, undefined, 'take it for an option'],
    [{ source: 'url', url: 'ext::sh -c touch% /tmp/x' }, undefined, 'not a URL'],
    [{ source: 'url', url: 'https://x/y', ref: '--output=/tmp/x' }, undefined, 'take it for an option'],
    [{ source: 'git-subdir', url: 'a/b', path: '../../etc' }, undefined, 'not a path inside'],
    [{ source: 'git-subdir', url: 'a/b', path: '-x' }, undefined, 'take it for an option'],
    [{ source: 'npm', package: '../x' }, undefined, 'npm package'],
    [{ source: 'npm', package: '--registry=http://evil' }, undefined, 'take it for an option'],
    [{ source: 'archive', url: 'http://x/y.zip' }, undefined, 'https://'],
    [{ source: 'command', command: 7 }, undefined, 'must be a string'],
    [{ source: 'command', command: 'x', mode: 'move' }, undefined, 'must be `copy` or `link`'],
  ])('%j', (value, root, message) => {
    const source = sourceOf(value, root);
    expect(source.kind).toBe('invalid');
    if (source.kind === 'invalid')
      expect(source.wrong.map((wrong) => wrong.message).join()).toContain(message);
  });
});

test.each([
  [{ type: 'github', repo: 'a/b' }, 'rename `type` to `source`'],
  [{ kind: 'url', url: 'https://a.b/c.git' }, 'rename `kind` to `source`'],
  [{ type: 'constructor' }, 'add `source` with the kind of source: `github`, '],
  [{ repo: 'a/b' }, 'add `source` with the kind of source: `github`, '],
  [7, 'write `"./plugins/<name>"`'],
])('a source without a kind is told how to name it: %j', (value, help) => {
  const source = sourceOf(value, undefined);
  expect(source.kind === 'invalid' && source.wrong[0]?.help).toContain(help);
});

test.each([
  ['https://github.com/shop/plot', 'write `shop/plot`'],
  ['https://github.com/shop/plot.git', 'write `shop/plot`'],
  ['git@github.com:shop/plot.git', 'write `shop/plot`'],
  ['https://github.com/shop/plot/tree/main', 'write `owner/repo`'],
  ['https://gitlab.com/shop/plot', 'write `owner/repo`'],
  ['plot', 'write `owner/repo`'],
])('the repository %s is offered as it is to be written, where its URL has it', (repo, help) => {
  const source = sourceOf({ source: 'github', repo }, undefined);
  expect(source.kind === 'invalid' && source.wrong[0]?.help).toBe(help);
});

test.each([
  [{ source: 'github', repo: 'a/b', sha: 'abc' }, 'run `git rev-parse <commit>` to get the whole hash'],
  [{ source: 'command', command: 'x', mode: 'move' }, 'write `copy` or `link`'],
])('a value that is not allowed is told which are: %j', (value, help) => {
  const source = sourceOf(value, undefined);
  expect(source.kind === 'invalid' && source.wrong[0]?.help).toBe(help);
});

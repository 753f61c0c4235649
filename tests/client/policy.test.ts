/** Which sources the administrator's lists forbid, in all spellings of an address. */
import { describe, expect, test } from 'vitest';
import { forbiddenBy } from '../../src/client/policy.ts';
import type { MarketplaceSource, Stated } from '../../src/model/settings.ts';

const stated = <T>(value: T): Stated<T> =>
  ({ value, location: { file: 'f', line: 1, column: 1 } }) as Stated<T>;
const github = (repo: string, more = {}): MarketplaceSource => ({ kind: 'github', repo, ...more });
const git = (url: string, more = {}): MarketplaceSource => ({ kind: 'git', url, ...more });
const url = (address: string): MarketplaceSource => ({ kind: 'url', url: address });
const directory = (path: string): MarketplaceSource => ({ kind: 'directory', path });
const inSettings = (name: string, plugins: readonly unknown[]): MarketplaceSource => ({
  kind: 'settings',
  name,
  plugins,
});
const host = (pattern: string): MarketplaceSource => ({ kind: 'hostPattern', pattern });

const byBlocklist = (entry: MarketplaceSource, source: MarketplaceSource) =>
  forbiddenBy(source, { blocked: [stated(entry)] })?.by;
const byAllowlist = (entries: readonly MarketplaceSource[], source: MarketplaceSource) =>
  forbiddenBy(source, { allowed: stated(entries.map(stated)), blocked: [] })?.by;

describe('the blocklist takes every spelling of one repository', () => {
  test.each([
    ['https', git('https://github.com/acme/tools.git')],
    ['without .git, with a slash', git('https://github.com/acme/tools/')],
    ['with a user', git('https://token@github.com/acme/tools.git')],
    ['ssh', git('ssh://git@github.com/acme/tools.git')],
    ['scp', git('git@github.com:acme/tools.git')],
    ['in other case', github('Acme/Tools')],
    ['at a ref', github('acme/tools', { ref: 'v1', path: 'sub' })],
  ])('%s', (_, source) => {
    expect(byBlocklist(github('acme/tools'), source)).toBe('blocked');
    expect(byBlocklist(git('https://github.com/acme/tools'), source)).toBe('blocked');
    expect(byBlocklist(github('acme/*'), source)).toBe('blocked');
  });

  test.each([
    ['another repository', github('acme/tools'), github('acme/tools2')],
    ['another owner', github('acme/*'), github('acme2/tools')],
    ['another host', github('acme/tools'), git('https://gitlab.com/acme/tools.git')],
    ['another ref', github('acme/tools', { ref: 'v2' }), github('acme/tools', { ref: 'v1' })],
    ['another address', url('https://acme.example/m.json'), url('https://acme.example/n.json')],
  ])('but not %s', (_, entry, source) => {
    expect(byBlocklist(entry, source)).toBeUndefined();
  });

  test('an address blocks the repository that is cloned from it', () => {
    expect(byBlocklist(url('https://acme.example/m'), git('https://acme.example/m.git#v1'))).toBe('blocked');
  });
});

describe('the allowlist takes a source literally', () => {
  test.each([
    ['the same', [github('acme/tools')], github('acme/tools'), undefined],
    ['in other case', [github('acme/tools')], github('Acme/tools'), 'not-allowed'],
    ['by another spelling', [github('acme/tools')], git('https://github.com/acme/tools.git'), 'not-allowed'],
    ['with a slash at the end', [git('https://x.example/a')], git('https://x.example/a/'), 'not-allowed'],
    [
      'at a ref that the entry lacks',
      [github('acme/tools')],
      github('acme/tools', { ref: 'v1' }),
      'not-allowed',
    ],
    ['of an owner', [github('acme/*')], github('acme/tools', { path: 'sub' }), undefined],
    ['of an owner in other case', [github('acme/*')], github('ACME/tools'), 'not-allowed'],
    [
      'by one of several',
      [github('b/c'), url('https://x.example/m.json')],
      url('https://x.example/m.json'),
      undefined,
    ],
    [
      'the same repository',
      [git('https://x.example/a', { ref: 'v1', path: 'p' })],
      git('https://x.example/a', { ref: 'v1', path: 'p' }),
      undefined,
    ],
    [
      'a repository at another ref',
      [git('https://x.example/a', { ref: 'v1' })],
      git('https://x.example/a', { ref: 'v2' }),
      'not-allowed',
    ],
    [
      'a repository with another path',
      [git('https://x.example/a', { path: 'p' })],
      git('https://x.example/a'),
      'not-allowed',
    ],
    [
      'an owner and a path',
      [github('acme/*', { path: 'p' })],
      github('acme/tools', { path: 'p' }),
      undefined,
    ],
    ['an owner and another path', [github('acme/*', { path: 'p' })], github('acme/tools'), 'not-allowed'],
    ['the same folder', [directory('/opt/a')], directory('/opt/a'), undefined],
    ['a folder below', [directory('/opt/a')], directory('/opt/a/b'), 'not-allowed'],
    ['a file instead of a folder', [directory('/opt/a')], { kind: 'file', path: '/opt/a' }, 'not-allowed'],
    ['the same entries in settings', [inSettings('m', ['a'])], inSettings('m', ['a']), undefined],
    ['other entries in settings', [inSettings('m', ['a'])], inSettings('m', ['b']), 'not-allowed'],
    ['settings of another name', [inSettings('m', ['a'])], inSettings('n', ['a']), 'not-allowed'],
    ['plugins in `.claude/skills`', [{ kind: 'skills-dir' }], { kind: 'skills-dir' }, undefined],
    ['nothing is allowed', [], github('anthropics/claude-plugins-official'), 'not-allowed'],
  ] as const)('%s', (_, entries, source, by) => {
    expect(byAllowlist(entries, source)).toBe(by);
  });
});

describe('patterns of hosts and paths', () => {
  test.each([
    ['GitHub', github('acme/tools'), 'github\\.com$'],
    ['an address with a port', git('https://git.acme.example:8443/x.git'), '^git\\.acme\\.example$'],
    ['scp', git('git@git.acme.example:x/y.git'), '^git\\.acme\\.example$'],
    ['unanchored', url('https://plugins.acme.example/m.json'), 'acme'],
  ])('%s', (_, source, pattern) => {
    expect(byBlocklist(host(pattern), source)).toBe('blocked');
    expect(byAllowlist([host(pattern)], source)).toBeUndefined();
  });

  test('a folder has no host, a repository no path, and a broken pattern matches nothing', () => {
    const folder: MarketplaceSource = { kind: 'directory', path: '/opt/acme' };
    expect(byBlocklist(host('.'), folder)).toBeUndefined();
    expect(byBlocklist({ kind: 'pathPattern', pattern: '^/opt/' }, folder)).toBe('blocked');
    expect(byBlocklist({ kind: 'pathPattern', pattern: '.' }, github('a/b'))).toBeUndefined();
    expect(byAllowlist([host('(')], github('a/b'))).toBe('not-allowed');
  });

  test('the blocklist goes first', () => {
    const source = github('acme/tools');
    expect(forbiddenBy(source, { allowed: stated([]), blocked: [stated(source)] })?.by).toBe('blocked');
  });
});

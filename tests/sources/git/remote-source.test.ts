import { describe, expect, test } from 'vitest';
import { masked } from '../../../src/model/mask.ts';
import { parseSource, whyNoRef } from '../../../src/sources/git/remote-source.ts';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import fc from '../../support/fast-check.ts';
import { testAccess, watchedGit } from '../../support/git.ts';
import { folder } from '../../support/mkt.ts';

describe('registry sources that lie elsewhere', () => {
  test.each([
    ['acme/plugins', { url: 'https://github.com/acme/plugins.git' }],
    ['acme/plugins.git', { url: 'https://github.com/acme/plugins.git' }],
    ['acme/plug.ins@v1/x', { url: 'https://github.com/acme/plug.ins.git', ref: 'v1/x' }],
    ['acme/plugins#main', { url: 'https://github.com/acme/plugins.git', ref: 'main' }],
    ['https://example.com/a.git', { url: 'https://example.com/a.git' }],
    ['https://example.com/a.git#stable', { url: 'https://example.com/a.git', ref: 'stable' }],
    ['ssh://git@example.com:22/a.git', { url: 'ssh://git@example.com:22/a.git' }],
    ['git@example.com:acme/a.git#v1', { url: 'git@example.com:acme/a.git', ref: 'v1' }],
    ['file:///srv/a', { url: 'file:///srv/a' }],
  ])('%s is a repository', (text, expected) => {
    expect(parseSource(text)).toEqual({ kind: 'git', label: text, ...expected });
  });

  test.each(['https://example.com/.claude-plugin/marketplace.json', 'https://example.com/index.json?x=1'])(
    '%s is a document',
    (text) => {
      expect(parseSource(text)).toMatchObject({ kind: 'json', url: text });
    },
  );

  test.each(['./a', '../a/b', 'a', '/a/b', 'a/b/c', '~/x', 'C:\\a\\b', './a/b'])(
    '%s is but a path',
    (text) => {
      expect(parseSource(text)).toEqual({ kind: 'path' });
    },
  );

  test.each([
    ['--upload-pack=touch /tmp/x', 'spaces'],
    ['--upload-pack=x', 'begins with `-`'],
    ['-u/x', 'begins with `-`'],
    ['ext::sh -c touch% /tmp/x', 'spaces'],
    ['ext::sh', 'run commands'],
    ['fd::17', 'run commands'],
    ['transport::https://example.com/x', 'run commands'],
    ['ftp://example.com/x', 'not supported'],
    ['ssh://-oProxyCommand=x/y', 'begins with `-`'],
    ['ssh://-l@example.com/y', 'begins with `-`'],
    ['ssh://%2doProxyCommand=x/y', 'begins with `-`'],
    ['ssh://git@-oProxyCommand=x/y', 'begins with `-`'],
    ['ssh://git%40-oProxyCommand=x/y', 'begins with `-`'],
    ['https://-host/x', 'begins with `-`'],
    ['git@-oProxyCommand=x:y', 'begins with `-`'],
    ['git@[-oProxyCommand=x]:y', 'begins with `-`'],
    ['git@[-oProxyCommand=x:22]:y', 'begins with `-`'],
    ['-git@example.com:y', 'begins with `-`'],
    ['git@example.com:--upload-pack=x', 'begins with `-`'],
    ['https://example.com/%0aHost', 'control characters'],
    ['https:///x', 'URL'],
    ['acme/plugins@--upload-pack=x', 'begins with `-`'],
    ['https://example.com/a.git#-x', 'begins with `-`'],
    ['https://example.com/a.git#a..b', 'not the name'],
    ['acme/plugins@a:b', 'not the name'],
    ['acme/plugins@a#b', 'two refs'],
    ['a\u001b[31m/b', 'control characters'],
    ['a\nb/c', 'control characters'],
  ])('%s is refused', (text, why) => {
    expect(parseSource(text)).toEqual({ kind: 'refused', reason: expect.stringContaining(why) });
  });

  test('whatever is read, nothing that git gets begins with a dash or holds a blank', () => {
    const piece = fc.constantFrom(
      '-',
      '--',
      'a',
      '/',
      '@',
      ':',
      '#',
      '://',
      'ssh',
      'https',
      'git',
      '.',
      '..',
      ' ',
      '%2d',
      '::',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const source = parseSource(pieces.join(''));
        if (source.kind !== 'git') return;
        for (const text of [source.url, source.ref ?? '']) expect(text).not.toMatch(/^-|\s|^[\w+.-]*::/);
        expect(source.url).toMatch(/^(https?|ssh|file):\/\/|^[\w.-]+@/);
        expect(source.url).not.toMatch(/(:\/\/|@)-/);
      }),
      { numRuns: 5000 },
    );
  });

  test('refs are those that git takes', () => {
    for (const ref of ['main', 'feature/x', 'v1.0.0', 'base--v1.0.0', 'a'.repeat(40)])
      expect(whyNoRef(ref)).toBeUndefined();
    for (const ref of [
      '-x',
      'a b',
      'a..b',
      'a~1',
      'a^{}',
      'x@{1}',
      'a:b',
      '/a',
      'a/',
      'a.lock',
      'a//b',
      '@',
      'a\n',
    ])
      expect(whyNoRef(ref)).toBeDefined();
  });
});

test('a marketplace whose entries try it starts no git', async () => {
  const sources = [
    { source: 'url', url: 'ssh://-oProxyCommand=x/y' },
    { source: 'url', url: 'ssh://%2doProxyCommand=x/y' },
    { source: 'url', url: 'git@-oProxyCommand:y' },
    { source: 'url', url: 'https://git.example.com/a.git', ref: '--upload-pack=x' },
    { source: 'git-subdir', url: 'https://git.example.com/a.git', path: '-x' },
    { source: 'github', repo: '-oProxyCommand=x/y' },
  ];
  const watched = watchedGit();
  const cwd = folder({
    '.claude-plugin/marketplace.json': JSON.stringify({
      name: 'lab',
      owner: { name: 'x' },
      plugins: sources.map((source, index) => ({ name: `p${index}`, source })),
    }),
  });
  const { access } = testAccess({ env: watched.env });
  const { registries } = await openRegistries([cwd], { cwd, bundled: false, access });
  for (const index of sources.keys()) await registries[0]?.lookup(`p${index}`);
  expect(watched.calls()).toEqual([]);
});

describe('credentials', () => {
  test.each([
    ['https://user:token@example.com/a.git', 'https://***@example.com/a.git'],
    ['https://ghp_secret@github.com/a/b', 'https://***@github.com/a/b'],
    ['https://u:p@ss@example.com/a', 'https://***@example.com/a'],
    ['HTTPS://u:p@example.com/a', 'HTTPS://***@example.com/a'],
    ['ssh://git@example.com/a', 'ssh://git@example.com/a'],
    ['ssh://git:secret@example.com/a', 'ssh://git:***@example.com/a'],
    ['git@example.com:a/b', 'git@example.com:a/b'],
    ['https://example.com/index.json?token=secret', 'https://example.com/index.json?***'],
    [
      "fatal: unable to access 'https://u:p@example.com/a/': no",
      "fatal: unable to access 'https://***@example.com/a/': no",
    ],
  ])('%s is shown as %s', (text, shown) => {
    expect(masked(text)).toBe(shown);
    expect(masked(shown)).toBe(shown);
  });

  test('the label of a source is fit to be shown', () => {
    expect(parseSource('https://user:secret@example.com/a.git#main')).toMatchObject({
      url: 'https://user:secret@example.com/a.git',
      label: 'https://***@example.com/a.git#main',
    });
  });
});

/** What keeps a checkout from being released. */
import { expect, test } from 'vitest';
import { named, obstaclesTo, type Release } from '../../scripts/release-check.ts';

const ready: Release = {
  manifest: { version: '1.2.0', repository: { url: 'git+https://github.com/acme/mkt.git' } },
  pluginVersion: '1.2.0',
  changelog: '# Changes\n\n## 1.2.0 (2026-12-01)\n\n- One.\n',
  texts: new Map([
    ['docs/a.md', '- uses: acme/mkt@v1.2.0\n- run: npm i github:acme/mkt#v1.2.0\n'],
    ['hook.yaml', '  - repo: https://github.com/acme/mkt\n    rev: v1.2.0\n'],
  ]),
  builtIn: 'acme/mkt',
};

test('a release that says where it is, and what is new', () => {
  expect(obstaclesTo(ready)).toEqual([]);
  expect(obstaclesTo({ ...ready, builtIn: undefined })).toEqual([]);
});

test.each<[string, Partial<Release>, string]>([
  ['no repository', { manifest: { version: '1.2.0' } }, 'names no `repository`'],
  ['another repository, as in a fork', { builtIn: 'fork/mkt' }, 'this is fork/mkt'],
  [
    'a placeholder',
    { texts: new Map([['docs/a.md', 'uses: OWNER/mkt@v1.2.0']]) },
    'placeholder in 1 files, such as docs/a.md',
  ],
  ['a plugin of another version', { pluginVersion: '1.1.0' }, 'has the version 1.1.0'],
  [
    'changes of another version',
    { changelog: '# Changes\n\n## Unreleased\n\n## 1.2.0-rc.1\n' },
    'has no section `## 1.2.0',
  ],
  [
    'an older version in a guide',
    { texts: new Map([['docs/a.md', 'uses: acme/mkt@v1.1.0']]) },
    'docs/a.md (1.1.0)',
  ],
  [
    'an older version of the hook',
    { texts: new Map([['a.yaml', 'repo: x/mkt\n    rev: v1.1.0']]) },
    'a.yaml (1.1.0)',
  ],
])('%s', (_, change, said) => {
  expect(obstaclesTo({ ...ready, ...change })).toEqual([expect.stringContaining(said)]);
});

test('the placeholder is filled in everywhere in a text', () => {
  expect(named('OWNER/mkt@v1 and OWNER/mkt, not OWNER/REPO', 'acme/mkt')).toBe(
    'acme/mkt@v1 and acme/mkt, not OWNER/REPO',
  );
});

/** Repositories of GitHub by a short name, which the client clones over SSH: MKT121. */
import { expect, test } from 'vitest';
import { findingsOf } from '../../src/analysis/engine.ts';
import { needsSshKey } from '../../src/analysis/rules/mkt121-needs-ssh-key.ts';
import type { Source } from '../../src/model/plugin.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { contextOf, release } from '../support/releases.ts';

const found = (source: Source) => findingsOf(needsSshKey, contextOf([{ ...release('d'), source }]));

test('of a chosen plugin', () => {
  const [finding, ...others] = found({ source: 'git-subdir', url: 'acme/skills', path: 'plugins/d' });
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    case: 'found',
    severity: 'warning',
    plugins: ['d'],
    evidence: { plugin: 'd', repository: 'acme/skills', url: 'https://github.com/acme/skills.git' },
  });
  expect(finding?.help).toContain('write `https://github.com/acme/skills.git`');
});

test.each<[what: string, source: Source]>([
  ['a URL', { source: 'git-subdir', url: 'https://github.com/acme/skills.git', path: 'd' }],
  ['a short name of the kind `github`, for which the client tries HTTPS', { source: 'github', repo: 'a/b' }],
  ['a host and a path', { source: 'git-subdir', url: 'git@github.com:acme/skills.git', path: 'd' }],
  ['a folder', './acme/skills'],
])('near miss: %s', (_, source) => {
  expect(found(source)).toEqual([]);
});

test('nothing is said where the client is not known to do so', () => {
  const source = { source: 'git-subdir', url: 'a/b', path: 'd' };
  const context = contextOf([{ ...release('d'), source }]);
  const { clonesShortNameOverSsh: _, ...loading } = clientFacts().loading;
  expect(findingsOf(needsSshKey, { ...context, client: { ...context.client, loading } })).toEqual([]);
});

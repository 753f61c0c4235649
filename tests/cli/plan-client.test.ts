/** Plans over marketplaces of the client: what they say to type is what the client needs to hear. */
import { expect, test } from 'vitest';
import { marketplace, repository } from '../support/git.ts';
import { folder, mktJson } from '../support/mkt.ts';

/** `x` takes any `base`, `y` an old one; `base` lies in a repository of its own, with tags. */
function lab() {
  const releases = repository();
  for (const version of ['1.0.0', '1.5.0', '2.0.0'])
    releases.commit(
      { 'plugins/base/.claude-plugin/plugin.json': JSON.stringify({ name: 'base', version }) },
      `base--v${version}`,
    );
  const needs = (range: string) => ({
    manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: range }] },
  });
  const repo = repository();
  repo.commit(
    marketplace({
      x: needs('>=1'),
      y: needs('^1'),
      base: {
        entry: { source: { source: 'git-subdir', url: releases.url, path: 'plugins/base' } },
      },
    }),
  );
  return repo.url;
}

const run = (source: string, ...args: string[]) => {
  const { json, code } = mktJson([...args, '--registry', source, '--no-bundled'], {
    env: { MKT_CACHE_DIR: folder() },
  });
  return { json, code };
};

test('a dependency is not installed by hand: then the client would take the copy of today', () => {
  const { json } = run(lab(), 'plan', 'y');
  const typed = json.install.filter((line: string) => !line.startsWith('#'));
  expect(typed).toEqual(['claude plugin install y@lab']);
  expect(json.install).toContainEqual(
    expect.stringMatching(/^# base is installed automatically: .*ranges allow$/),
  );
  expect(json.rollout[0].add).toEqual(['base', 'y']);
});

test('the order is one in which the client finds the way', () => {
  const source = lab();
  const checked = run(source, 'check', 'x', 'y');
  const [finding] = checked.json.findings.filter(({ rule }: { rule: string }) => rule === 'MKT110');
  expect(finding.help).toContain('`y` then `x`');
  const { json } = run(source, 'plan', 'x', 'y');
  expect(json.install.filter((line: string) => !line.startsWith('#'))).toEqual([
    'claude plugin install y@lab',
    'claude plugin install x@lab',
  ]);
  expect(
    run(source, 'check', 'y', 'x').json.findings.map(({ rule }: { rule: string }) => rule),
  ).not.toContain('MKT110');
});

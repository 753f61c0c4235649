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

/** The commands of a plan, without its comments. */
const typed = ({ install }: { install: string[] }) => install.filter((line) => !line.startsWith('#'));

const run = (source: string, ...args: string[]) => {
  const { json, code } = mktJson([...args, '--registry', source, '--no-bundled'], {
    env: { MKT_CACHE_DIR: folder() },
  });
  return { json, code };
};

test('a dependency is not installed by hand: then the client would take the copy of today', () => {
  const { json } = run(lab(), 'plan', 'y');
  expect(typed(json).slice(-1)).toEqual(['claude plugin install y@lab']);
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
  expect(typed(json).slice(-2)).toEqual(['claude plugin install y@lab', 'claude plugin install x@lab']);
  expect(json.leftOut).toEqual([]);
  expect(
    run(source, 'check', 'y', 'x').json.findings.map(({ rule }: { rule: string }) => rule),
  ).not.toContain('MKT110');
});

test('what is off by default is switched on, unless what requires it has done that', () => {
  const off = { manifest: { version: '1.0.0', defaultEnabled: false } };
  const cwd = folder(
    marketplace({
      off,
      kept: { ...off, entry: { defaultEnabled: true } },
      app: { manifest: { version: '1.0.0', dependencies: ['off'] } },
    }),
  );
  expect(typed(run(cwd, 'plan', 'off', 'kept').json).slice(1)).toEqual([
    'claude plugin install off@lab',
    'claude plugin enable off@lab',
    'claude plugin install kept@lab',
  ]);
  expect(typed(run(cwd, 'plan', 'app').json).slice(1)).toEqual(['claude plugin install app@lab']);
});

const paint = 'examples/paint/paint.git';

test('no command that is known to fail: it is left out, with what to do instead', () => {
  const { json, code } = run(paint, 'plan', 'easel');
  expect(code).toBe(1);
  expect(json.install).toEqual([]);
  expect(json.leftOut).toEqual([
    {
      plugin: 'easel',
      rule: 'MKT110',
      because: expect.stringContaining('the installation fails'),
      instead: expect.stringContaining('`mkt sync`'),
    },
  ]);
  const versions = json.checklist.find(({ id }: { id: string }) => id === 'version-compatibility');
  expect(versions).toMatchObject({ status: 'missing', evidence: expect.stringContaining('MKT110') });
});

test('what the client installs all the same keeps its commands, without versions that it may not choose', () => {
  const { json } = run(paint, 'plan', 'easel', 'brush');
  expect(typed(json)).toEqual([
    `git clone ${paint} paint`,
    'claude plugin marketplace add ./paint',
    'claude plugin install brush@paint',
  ]);
  expect(json.leftOut.map(({ plugin }: { plugin: string }) => plugin)).toEqual(['easel']);
  expect(json.rollout[0].verify[0]).toMatch(/shows pigment and brush without errors/);
});

test('commands of a plan name the registries of the call: they run as they stand', () => {
  const cwd = folder({
    'shop/.claude-plugin/marketplace.json': JSON.stringify({
      name: 'shop',
      owner: { name: 'x' },
      plugins: ['a', 'b'].map((name) => ({ name, source: `./${name}`, description: name, version: '1.0.0' })),
    }),
    'shop/a/commands/one.md': '---\ndescription: one\n---\n',
    'shop/b/commands/two.md': '---\ndescription: two\n---\n',
  });
  const { json } = mktJson(['plan', 'a', 'b', '--registry', 'shop', '--no-bundled'], { cwd });
  expect(typed(json)[0]).toBe('claude plugin marketplace add ./shop');
  const [line] = json.rollout
    .flatMap(({ verify }: { verify: string[] }) => verify)
    .filter((each: string) => each.includes('mkt check'));
  const [, words = ''] = /`mkt (.*?)`/.exec(line) ?? [];
  expect(words).toBe('check a@1.0.0 b@1.0.0 --registry shop --no-bundled');
  expect(mktJson(words.split(' '), { cwd }).code).toBe(0);
});

test('a plan does not send its reader to itself', () => {
  const { json } = mktJson(['plan', '--pattern', 'ml-pipeline']);
  const texts = JSON.stringify([json.findings, json.troubleshooting, json.pitfalls]);
  expect(texts).toContain('this plan');
  expect(texts).not.toContain('`mkt plan`');
  const checked = mktJson(['check', '--pattern', 'ml-pipeline']).json;
  expect(JSON.stringify(checked.findings)).toContain('`mkt plan --section tests`');
});

/** `mkt validate --since`: what a change brings to a marketplace, and nothing that was there before. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { git, repository, type TestRepository } from '../support/git.ts';
import { folder, mktHere } from '../support/mkt.ts';

const json = (value: object) => JSON.stringify(value, null, 2);
const skill = (name: string) => `---\nname: ${name}\ndescription: does ${name}\n---\nDo it.\n`;

/** The files of a marketplace: for each plugin its manifest, and a skill of each name. */
function market(plugins: Readonly<Record<string, { skills?: readonly string[]; manifest?: object }>>) {
  const files: Record<string, string> = {
    '.claude-plugin/marketplace.json': json({
      name: 'lab',
      owner: { name: 'The lab' },
      description: 'for us',
      plugins: Object.keys(plugins).map((name) => ({ name, source: `./plugins/${name}`, description: name })),
    }),
  };
  for (const [name, { skills = [`${name}-skill`], manifest }] of Object.entries(plugins)) {
    files[`plugins/${name}/.claude-plugin/plugin.json`] = json({
      name,
      version: '1.0.0',
      description: name,
      author: { name: 'The lab' },
      ...manifest,
    });
    for (const each of skills) files[`plugins/${name}/skills/${each}/SKILL.md`] = skill(each);
  }
  return files;
}

const write = (root: string, files: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
};

interface Found {
  readonly rule: string;
  readonly plugins: readonly string[];
  readonly location: { readonly file: string; readonly line: number };
}

async function since(repo: TestRepository | string, ref: string, ...args: string[]) {
  const cwd = typeof repo === 'string' ? repo : repo.path;
  const { code, stdout, stderr } = await mktHere(['validate', ...args, '--since', ref, '--json'], { cwd });
  const { findings = [], since: compared, parts } = JSON.parse(stdout);
  return {
    code,
    stderr,
    parts,
    compared,
    found: findings.map(
      ({ rule, plugins, location }: Found) =>
        `${rule} ${plugins.join(' ')} ${location.file}:${location.line}`,
    ),
  };
}

test('a plugin that is added: its own mistakes, and with which plugin it collides, at the file that is new', async () => {
  const repo = repository();
  repo.commit(market({ review: { skills: ['lint'] }, format: { manifest: { verison: 1 } } }));
  write(
    repo.path,
    market({
      review: { skills: ['lint'] },
      format: { manifest: { verison: 1 } },
      quality: { skills: ['lint'], manifest: { keyword: [] } },
    }),
  );
  const { compared, ...rest } = await since(repo, 'HEAD');
  expect(rest).toEqual({
    code: 0,
    stderr: '',
    parts: undefined,
    found: [
      'MKT903 quality plugins/quality/.claude-plugin/plugin.json:8',
      'MKT303 quality review plugins/quality/skills/lint/SKILL.md:1',
    ],
  });
  expect(compared).toMatchObject({
    ref: 'HEAD',
    files: 3,
    plugins: [{ name: 'quality', change: 'added' }],
    others: 2,
    elsewhere: 0,
    collisions: [1],
    before: 1,
  });
  expect((await mktHere(['validate', '--since', 'HEAD', '--strict'], { cwd: repo.path })).code).toBe(1);
});

test('a collision that was there before is not new, whatever else changes in the plugin', async () => {
  const repo = repository();
  const files = { review: { skills: ['lint'] }, quality: { skills: ['lint'] } };
  repo.commit(market(files));
  write(repo.path, { 'plugins/quality/README.md': 'more\n' });
  expect(await since(repo, 'HEAD')).toMatchObject({
    found: [],
    compared: { plugins: [{ name: 'quality', change: 'changed' }], others: 1, collisions: [] },
  });
  write(
    repo.path,
    market({
      ...files,
      quality: { skills: ['lint', 'review-skill'] },
      review: { skills: ['lint', 'review-skill'] },
    }),
  );
  expect((await since(repo, 'HEAD')).compared.collisions).toHaveLength(1);
});

test('one finding for a name that many have, and none for what each plugin has by itself', async () => {
  const repo = repository();
  const old = { a: { skills: ['lint'] }, b: { skills: ['lint'] }, c: { skills: ['lint', 'own'] } };
  // A command of the client: each of the two hides it by itself, and not because of the other.
  const review = (name: string) => ({ [`plugins/${name}/commands/review.md`]: skill('review') });
  repo.commit({ ...market(old), ...review('a') });
  write(repo.path, {
    ...market({ ...old, added: { skills: ['lint', 'own', 'verify'] } }),
    ...review('added'),
  });
  const { found, compared } = await since(repo, 'HEAD');
  expect(found).toEqual([
    'MKT302 a added plugins/added/commands/review.md:1',
    'MKT303 a added b c plugins/added/skills/lint/SKILL.md:1',
    'MKT303 added c plugins/added/skills/own/SKILL.md:1',
  ]);
  expect(compared.collisions).toEqual([0, 1, 2]);
});

test('two plugins that need different versions of a third do not go together', async () => {
  const repo = repository();
  const old = { base: {}, uses: { manifest: { dependencies: [{ name: 'base', version: '^1.0.0' }] } } };
  repo.commit(market(old), 'base--v1.0.0');
  repo.commit(market({ ...old, base: { manifest: { version: '2.0.0' } } }), 'base--v2.0.0');
  const newer = { manifest: { dependencies: [{ name: 'base', version: '^2.0.0' }] } };
  write(repo.path, market({ ...old, base: { manifest: { version: '2.0.0' } }, newer }));
  const { code, found } = await since(repo, 'HEAD');
  expect(code).toBe(1);
  expect(found).toEqual([expect.stringMatching(/^MKT103 .*newer.* \.claude-plugin\/marketplace\.json:\d+$/)]);
});

test('a collision with a plugin that needs an older version of a third is new, too', async () => {
  const repo = repository();
  const uses = { skills: ['lint'], manifest: { dependencies: [{ name: 'base', version: '^1.0.0' }] } };
  const old = { base: {}, uses, newer: {} };
  repo.commit(market(old), 'base--v1.0.0');
  const base = { manifest: { version: '2.0.0' } };
  repo.commit(market({ ...old, base }));
  write(repo.path, market({ ...old, base, newer: { skills: ['lint'] } }));
  expect((await since(repo, 'HEAD')).found).toEqual([
    'MKT303 newer uses plugins/newer/skills/lint/SKILL.md:1',
  ]);
  // And is not, once it is there.
  repo.git('add', '-A');
  repo.git('commit', '-qm', 'x');
  write(repo.path, { 'plugins/newer/README.md': 'more\n' });
  expect((await since(repo, 'HEAD')).found).toEqual([]);
});

test('a change that touches no plugin, and one below another folder', async () => {
  const repo = repository();
  const files = market({ a: { skills: ['x'] }, b: { skills: ['x'] } });
  repo.commit(Object.fromEntries(Object.entries(files).map(([name, text]) => [`market/${name}`, text])));
  write(repo.path, { 'README.md': 'x' });
  expect((await since(repo, 'HEAD', 'market')).compared).toMatchObject({ plugins: [], others: 0, before: 0 });
  write(repo.path, { 'market/plugins/b/skills/y/SKILL.md': 'no front matter\n' });
  expect(await since(repo, 'HEAD', 'market')).toMatchObject({
    compared: { plugins: [{ name: 'b', change: 'changed' }], collisions: [] },
    found: [expect.stringMatching(/^MKT902 b market\/plugins\/b\/skills\/y\/SKILL\.md:1$/)],
  });
});

test('of a list, what is in files that the change touches', async () => {
  const repo = repository();
  repo.commit({
    'mkt.yaml': 'plugins: []\nplugin: []\n',
    '.claude/settings.json': '{ "enabledPlugins": ["a"] }',
  });
  expect((await since(repo, 'HEAD')).found).toEqual([]);
  write(repo.path, { 'mkt.yaml': 'plugins: []\nplugin: [a]\n' });
  expect((await since(repo, 'HEAD')).found).toEqual([expect.stringMatching(/^MKT903 .*mkt\.yaml:2$/)]);
});

test('a marketplace that is new, and one that cannot be read: everything counts', async () => {
  const repo = repository();
  repo.commit({ 'README.md': 'x' });
  write(repo.path, market({ a: { skills: ['x'] }, b: { skills: ['x'], manifest: { keyword: [] } } }));
  const { found } = await since(repo, 'HEAD');
  expect(found.map((line: string) => line.slice(0, 6))).toEqual(['MKT903', 'MKT303']);
  repo.git('add', '-A');
  repo.git('commit', '-qm', 'x');
  write(repo.path, { '.claude-plugin/marketplace.json': '{' });
  const { code, found: now } = await since(repo, 'HEAD');
  expect(code).toBe(2);
  expect(now[0]).toMatch(/^MKT901/);
});

test('what cannot be compared is said in words', async () => {
  const repo = repository();
  const first = repo.commit(market({ a: {} }));
  repo.commit(market({ a: {}, b: {} }));
  const said = async (cwd: string, ...args: string[]) => {
    const { code, stderr } = await mktHere(['validate', ...args], { cwd });
    return `${code} ${stderr.replace(/\s+/g, ' ')}`;
  };
  expect(await said(repo.path, '--since', 'nope')).toMatch(
    /^2 error: `nope` is not a commit of this repository hint: name/,
  );
  // As a variable of a pipeline that is not set.
  expect(await said(repo.path, '--since=')).toMatch(/^2 error: `--since` names no commit hint: /);
  // Not an option of git.
  const written = join(repo.path, 'written');
  expect(await said(repo.path, `--since=--output=${written}`)).toMatch(/^2 error: .* is not a commit/);
  expect(existsSync(written)).toBe(false);
  expect(await said(repo.path, '--since', 'HEAD', '--fix')).toMatch(
    /^2 error: `--since` and `--fix` contradict/,
  );
  const alone = folder(market({ a: {} }));
  expect(await said(alone, '--since', 'HEAD')).toMatch(/^2 error: .* is not in a repository/);
  const clone = folder();
  git(clone, 'clone', '-q', '--depth', '1', repo.url, '.');
  expect(await said(clone, '--since', first)).toMatch(
    /only a part hint: fetch more of the history: `git fetch --unshallow`/,
  );
});

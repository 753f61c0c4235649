/** What the hooks `mkt-lock` and `mkt-validate` judge: the lock and the copies of git's index, and only what concerns them. */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { git, repository } from '../support/git.ts';
import { root as checkout, folder, mktHere } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';

const silent = { code: 0, stdout: '', stderr: '' };

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files: string;
}

const hooks: readonly Hook[] = parse(readFileSync(join(checkout, '.pre-commit-hooks.yaml'), 'utf8'));
const hookOf = (id: string): Hook => hooks.find((each) => each.id === id) as Hook;

/** A repository, and hooks run in it as pre-commit would. */
function repo(files: Readonly<Record<string, string>> = {}) {
  const root = folder(files);
  const env = { MKT_CACHE_DIR: folder() };
  git(root, 'init', '-q', '-b', 'main');
  const run = (line: string) => mktHere(line.split(' '), { cwd: root, env });
  return {
    root,
    run,
    hook: (id: string) => run(hookOf(id).entry.replace(/^mkt /, '')),
    write: (name: string, text: string) => {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    },
    stage: () => git(root, 'add', '-A'),
    commit: () => git(root, 'commit', '-q', '-m', 'x'),
  };
}

/** A project with a lock and copies of two plugins, all committed. */
async function locked() {
  const plugin = (name: string) => ({
    [`plugins/${name}/.claude-plugin/plugin.json`]: JSON.stringify({ name, version: '1.0.0' }),
    [`plugins/${name}/skills/${name}/SKILL.md`]: `---\nname: ${name}\ndescription: d\n---\n`,
    [`plugins/${name}/bin/${name}.sh`]: '#!/bin/sh\n',
  });
  const market = repository();
  market.commit({
    '.claude-plugin/marketplace.json': JSON.stringify({
      name: 'tools',
      owner: { name: 'o' },
      plugins: ['lint', 'test'].map((name) => ({ name, source: `./plugins/${name}` })),
    }),
    ...plugin('lint'),
    ...plugin('test'),
  });
  const list = (...plugins: string[]) =>
    `registries: [${JSON.stringify(market.url)}]\nplugins: ${JSON.stringify(plugins)}\nroute: skills\n`;
  const project = repo({ 'mkt.yaml': list('lint') });
  for (const line of ['lock', 'sync']) expect(await project.run(line)).toMatchObject({ code: 0 });
  project.stage();
  project.commit();
  return { ...project, list };
}

describe('mkt lock --check --staged', () => {
  test('the list of the index against the lock of the index, whatever the working folder has', async () => {
    const { run, hook, write, stage, list, root } = await locked();
    write('mkt.yaml', list('lint', 'test'));
    expect(await hook('mkt-lock')).toEqual(silent);
    stage();
    await run('lock');
    const refused = await hook('mkt-lock');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('error[MKT913]');
    git(root, 'add', 'mkt.lock');
    const uncopied = await hook('mkt-lock');
    expect(uncopied.code).toBe(1);
    expect(uncopied.stdout.replace(/\s+/g, ' ')).toContain(
      '`.claude/skills/test` of `test` is not committed',
    );
    expect(await run('sync')).toMatchObject({ code: 0 });
    stage();
    expect(await hook('mkt-lock')).toEqual(silent);
  });

  test('a copy that changed, by one byte or one mode, and near misses', needsUnix, async () => {
    const { root, hook, write, stage } = await locked();
    const skill = '.claude/skills/lint/skills/lint/SKILL.md';
    expect(skill).toMatch(new RegExp(hookOf('mkt-lock').files));
    const before = readFileSync(join(root, skill), 'utf8');
    write(skill, `${before}x`);
    expect(await hook('mkt-lock'), 'not staged').toEqual(silent);
    stage();
    const { code, stdout } = await hook('mkt-lock');
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain('has changed since `mkt sync` wrote it');
    write(skill, before);
    write('.claude/skills/own/SKILL.md', 'a skill of the project itself\n');
    stage();
    expect(await hook('mkt-lock'), 'as it was').toEqual(silent);
    chmodSync(join(root, '.claude/skills/lint/bin/lint.sh'), 0o755);
    stage();
    expect((await hook('mkt-lock')).code, 'mode').toBe(1);
    rmSync(join(root, '.claude/skills/lint'), { recursive: true });
    stage();
    expect((await hook('mkt-lock')).code, 'gone').toBe(1);
  });

  test('nothing to judge: no list, no lock, an unrelated commit', async () => {
    const { hook, run, write, stage } = repo({ 'README.md': 'x\n' });
    stage();
    expect(await hook('mkt-lock')).toEqual(silent);
    expect(await run('lock --check --if-present')).toEqual(silent);
    write('mkt.yaml', 'plugins: [unit-testing]\n');
    stage();
    expect(await hook('mkt-lock')).toEqual(silent);
    expect((await run('lock --check')).code).toBe(2);
    expect(await run('lock --check --if-present')).toEqual(silent);
    const old = await locked();
    old.write('mkt.yaml', old.list('lint', 'test'));
    old.stage();
    old.commit();
    old.write('README.md', 'y\n');
    old.stage();
    expect(await old.hook('mkt-lock')).toEqual(silent);
  });

  test.each([
    ['lock --staged', 'requires `--check`'],
    ['lock --if-present', 'requires `--check`'],
    ['lock --check --staged --verify', 'cannot be combined with `--staged`'],
  ])('`mkt %s` says what to do', async (line, words) => {
    const { code, stderr } = await repo().run(line);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('mkt validate in a hook', () => {
  test('a repository that is neither marketplace nor plugin is left alone, whatever its folders are called', async () => {
    const { hook, run, write, stage } = repo({
      'agents/notes.md': 'not an agent\n',
      '.claude/agents/mine.md': 'no front matter\n',
      '.mcp.json': '{ broken',
      'commands/deploy.md': 'a page\n',
    });
    stage();
    expect('commands/deploy.md').toMatch(new RegExp(hookOf('mkt-validate').files));
    expect(await hook('mkt-validate')).toEqual(silent);
    expect(await hook('mkt-validate-system')).toEqual(silent);
    write('.claude-plugin/marketplace.json', '{ broken');
    expect((await hook('mkt-validate')).code).toBe(2);
    expect((await run('validate')).code).toBe(2);
  });
});

import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { git } from '../support/git.ts';
import { folder, mktHere } from '../support/mkt.ts';

function project(files: Readonly<Record<string, string>> = {}) {
  const root = folder();
  const env = { MKT_CACHE_DIR: folder(), CLAUDE_CONFIG_DIR: folder() };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return {
    root,
    env,
    read: (name: string) => readFileSync(join(root, name), 'utf8'),
    run: (...args: string[]) => mktHere(args, { cwd: root, env }),
  };
}

describe('mkt init', () => {
  test('writes an empty list that mkt can read', async () => {
    const { run, read } = project();
    expect((await run('init', '--dry-run')).stdout).toContain('would be written');
    const { code, stdout } = await run('init');
    expect(code).toBe(0);
    expect(stdout).toContain('an empty list');
    expect(parse(read('mkt.yaml'))).toEqual({ plugins: [] });
    expect((await run('validate', 'mkt.yaml')).code).toBe(0);
  });

  test('writes the registries of the command line into the list, before those of the settings', async () => {
    const { run, read } = project({
      '.claude/settings.json': JSON.stringify({
        extraKnownMarketplaces: { acme: { source: { source: 'github', repo: 'acme/plugins' } } },
      }),
    });
    const { code } = await run(
      'init',
      '--registry',
      'desk/tools',
      '--registry',
      'acme/plugins',
      '--no-bundled',
    );
    expect(code).toBe(0);
    expect(parse(read('mkt.yaml'))).toEqual({
      registries: ['desk/tools', 'acme/plugins'],
      bundled: false,
      plugins: [],
    });
  });

  test.each(['mkt.yaml', 'mkt.yml'])('never overwrites a %s', async (name) => {
    const { run, read } = project({ [name]: 'plugins: [a]\n' });
    const { code, stderr } = await run('init');
    expect(code).toBe(1);
    expect(stderr).toContain(`\`${name}\` already exists`);
    expect(read(name)).toBe('plugins: [a]\n');
  });

  test('takes plugins and marketplaces from the settings of the project, without what is disabled', async () => {
    const { run, read } = project({
      '.claude/settings.json': JSON.stringify({
        enabledPlugins: { 'lint@acme': true, 'old@acme': false },
        extraKnownMarketplaces: { acme: { source: { source: 'github', repo: 'acme/plugins' } } },
      }),
    });
    const { code, stdout } = await run('init');
    expect(code).toBe(0);
    expect(stdout).toContain('1 plugin from `.claude/settings.json`');
    expect(parse(read('mkt.yaml'))).toEqual({ registries: ['acme/plugins'], plugins: ['lint@acme'] });
  });

  test('without settings, takes what the client has installed for the folder; with `--installed`, also for the user', async () => {
    const { root, run, read, env } = project();
    const record = (scope: string, more: object = {}) => [
      { scope, installPath: '/nowhere', version: '1.0.0', ...more },
    ];
    const put = (name: string, value: unknown) => {
      mkdirSync(join(env.CLAUDE_CONFIG_DIR, 'plugins'), { recursive: true });
      writeFileSync(join(env.CLAUDE_CONFIG_DIR, 'plugins', name), JSON.stringify(value));
    };
    const acme = { source: 'github', repo: 'acme/plugins' };
    put('known_marketplaces.json', {
      acme: { source: acme, installLocation: '/nowhere' },
      shop: { source: { source: 'directory', path: join(root, 'shop') }, installLocation: '/nowhere' },
    });
    put('installed_plugins.json', {
      version: 2,
      plugins: {
        'lint@acme': record('project', { projectPath: root }),
        'base@acme': record('project', { projectPath: root, auto: true }),
        'other@acme': record('project', { projectPath: '/elsewhere' }),
        'mine@shop': record('user'),
      },
    });
    const { stdout } = await run('init');
    expect(stdout).toContain('1 plugin installed for this folder');
    expect(stdout).toContain('1 plugin is installed for you in every folder');
    expect(parse(read('mkt.yaml'))).toEqual({ registries: ['acme/plugins'], plugins: ['lint@acme'] });
    rmSync(join(root, 'mkt.yaml'));
    expect((await run('init', '--installed')).code).toBe(0);
    expect(parse(read('mkt.yaml'))).toEqual({
      registries: ['acme/plugins', './shop'],
      plugins: ['lint@acme', 'mine@shop'],
    });
  });

  test.each<[tool: string, files: Record<string, string>, file: string]>([
    ['pre-commit', { '.pre-commit-config.yaml': 'repos: []\n' }, '.pre-commit-config.yaml'],
    ['husky', { '.husky/pre-commit': 'npm test\n' }, '.husky/pre-commit'],
    ['lefthook', { 'lefthook.yml': '' }, 'lefthook.yml'],
    ['lint-staged', { 'lint-staged.config.mjs': '' }, 'lint-staged.config.mjs'],
  ])('shows the hook for %s, and leaves its file alone', async (tool, files, file) => {
    const { run, read } = project(files);
    const { code, stdout } = await run('init', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).hook).toMatchObject({ tool, file, isWritten: false });
    expect(JSON.parse(stdout).hook.text).toContain('mkt check --staged --if-present');
    expect(read(file)).toBe(files[file]);
  });

  test('`--hook` adds to the configuration of pre-commit, and keeps the rest', async () => {
    const before =
      '# ours\nrepos:\n  - repo: https://example.com/x # pinned\n    rev: v1\n    hooks:\n      - id: x\n\nci:\n  skip: [x]\n';
    const { run, read } = project({ '.pre-commit-config.yaml': before });
    const { code, stderr } = await run('init', '--hook');
    expect(code, stderr).toBe(0);
    const after = read('.pre-commit-config.yaml');
    expect(after.startsWith('# ours\nrepos:\n  - repo: https://example.com/x # pinned\n')).toBe(true);
    expect(after.endsWith('\n\nci:\n  skip: [x]\n')).toBe(true);
    const { repos, ci } = parse(after);
    expect(ci).toEqual({ skip: ['x'] });
    expect(repos).toHaveLength(2);
    expect(repos[1].hooks[0]).toMatchObject({ id: 'mkt-check', language: 'system', pass_filenames: false });
    expect('mkt.lock').toMatch(new RegExp(repos[1].hooks[0].files));
    expect(repos[1].hooks[1]).toMatchObject({ id: 'mkt-lock', language: 'system', pass_filenames: false });
    expect('.claude/skills/lint/SKILL.md').toMatch(new RegExp(repos[1].hooks[1].files));
  });

  test('`--hook` writes the hook of git, which can run; one that is there stays, and then nothing is written', async () => {
    const { root, run, read } = project();
    git(root, 'init', '-q');
    expect((await run('init', '--hook')).code).toBe(0);
    expect(read('.git/hooks/pre-commit')).toMatch(
      /^#!\/bin\/sh\nmkt check .* &&\nexec mkt lock --check --staged /,
    );
    expect(statSync(join(root, '.git/hooks/pre-commit')).mode & 0o100).toBe(0o100);
    const other = project();
    git(other.root, 'init', '-q');
    mkdirSync(join(other.root, '.git/hooks'), { recursive: true });
    writeFileSync(join(other.root, '.git/hooks/pre-commit'), 'exit 0\n');
    expect((await other.run('init', '--hook')).code).toBe(1);
    expect(other.read('.git/hooks/pre-commit')).toBe('exit 0\n');
    expect(existsSync(join(other.root, 'mkt.yaml'))).toBe(false);
  });

  test('`--hook` beside a list that is there: writes the hook alone', async () => {
    const { root, run, read } = project({ 'mkt.yaml': 'plugins: [unit-testing] # ours\n' });
    git(root, 'init', '-q');
    expect((await run('init')).stderr).toContain('`mkt init --hook`');
    const { code, stdout, stderr } = await run('init', '--hook');
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('wrote the hook into `.git/hooks/pre-commit`');
    expect(stdout).toContain('`mkt.yaml` already exists and is left unchanged');
    expect(read('mkt.yaml')).toBe('plugins: [unit-testing] # ours\n');
    expect(read('.git/hooks/pre-commit')).toContain('mkt check --staged');
  });
});

/** The ways in which locked plugins get to the client: copies, settings, `mkt run`; and what a machine has in the way. */
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { marketplace, repository } from '../support/git.ts';
import { folder, mktHere } from '../support/mkt.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a schema describes, and a test of it checks
type Json = any;

/** A locked project with `app`, which requires `base`, and `tool`, from a folder beside it. */
async function project(...lines: string[]) {
  const repo = repository();
  repo.commit({
    ...marketplace({
      base: { manifest: { version: '1.0.0' } },
      app: { manifest: { version: '1.0.0', dependencies: ['base'] } },
      tool: { manifest: { version: '1.0.0' } },
    }),
    'plugins/tool/monitors/monitors.json': JSON.stringify([{ name: 'm', command: 'x', description: 'd' }]),
  });
  const root = folder();
  const env = {
    MKT_CACHE_DIR: folder(),
    CLAUDE_CONFIG_DIR: folder(),
    MKT_POLICY: join(root, 'no-policy.json'),
  };
  const put = (base: string, name: string, content: unknown) => {
    mkdirSync(dirname(join(base, name)), { recursive: true });
    writeFileSync(join(base, name), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const list = (plugins: string[], ...more: string[]) =>
    put(
      root,
      'mkt.yaml',
      [
        `registries: [${JSON.stringify(repo.path)}]`,
        'bundled: false',
        `plugins: [${plugins.join(', ')}]`,
        ...more,
        '',
      ].join('\n'),
    );
  list(['app@lab', 'tool@lab'], ...lines);
  const run = (...args: string[]) => mktHere(args, { cwd: root, env });
  const { code, stdout, stderr } = await run('lock');
  expect(code, stdout + stderr).toBe(0);
  const json = async (...args: string[]): Promise<Json> =>
    JSON.parse((await run('sync', '--json', ...args)).stdout);
  const settings = (name = '.claude/settings.json') => JSON.parse(readFileSync(join(root, name), 'utf8'));
  return { repo, root, env, run, json, put, list, settings };
}

describe('mkt sync by route', () => {
  test('what a copy cannot hold is left to `mkt run`, and said', async () => {
    const { json, run } = await project();
    const { state, elsewhere, changes, notes } = await json();
    expect(state).toBe('written');
    expect(changes.map(({ id }: Json) => id)).toEqual(['app@lab', 'base@lab']);
    expect(elsewhere).toEqual([
      {
        id: 'tool@lab',
        route: 'run',
        reason:
          'it has monitors, which the client does not start from a copy; and it cannot be pinned: its marketplace is a folder, and a pin needs the URL of a repository',
      },
    ]);
    expect(notes[0]).toContain('`tool@lab` loads only with `mkt run`: it has monitors');
    expect((await run('sync', '--check')).code).toBe(0);
    expect((await run('run')).stdout).toContain('3 locked, 3 verified');
  });

  test('`settings` switches a plugin on, and off again when it leaves the list', async () => {
    const { json, run, put, root, list, repo, settings } = await project(
      'route: { base: settings, tool@lab: run }',
    );
    const mine = '{\n\t// mine\n\t"model": "x",\n\t"enabledPlugins": { "own@shop": true }\n}\n';
    put(root, '.claude/settings.json', mine);
    expect((await run('sync', '--check')).code).toBe(1);
    const asked = await run('sync');
    expect(asked.code).toBe(1);
    expect(asked.stdout).toContain('+\t"extraKnownMarketplaces": {');
    expect(asked.stdout).toContain('`app@lab` requires `base@lab`, which is not copied');
    const { elsewhere } = await json('--yes');
    expect(elsewhere.map(({ id, route }: Json) => [id, route])).toEqual([
      ['base@lab', 'settings'],
      ['tool@lab', 'run'],
    ]);
    const text = readFileSync(join(root, '.claude/settings.json'), 'utf8');
    expect(text).toContain('\t// mine\n\t"model": "x",\n');
    expect(text).toContain('"enabledPlugins": { "own@shop": true');
    const written = JSON.parse(text.replace('// mine', ''));
    expect(written.enabledPlugins).toEqual({ 'own@shop': true, 'base@lab': true });
    expect(written.extraKnownMarketplaces).toEqual({
      lab: { source: { source: 'directory', path: repo.path }, autoUpdate: false },
    });
    expect((await run('sync')).stdout).toContain('up to date');
    expect((await run('sync', '--check')).code).toBe(0);
    // The list asks for copies again: mkt's own entries go, the others stay.
    list(['app@lab', 'tool@lab']);
    expect((await json('--yes')).state).toBe('written');
    const left = JSON.parse(readFileSync(join(root, '.claude/settings.json'), 'utf8').replace('// mine', ''));
    expect(left).toEqual({ model: 'x', enabledPlugins: { 'own@shop': true }, extraKnownMarketplaces: {} });
    await run('sync', '--prune', '--yes');
    expect(readFileSync(join(root, '.claude/settings.json'), 'utf8')).not.toContain('own@shop');
    expect(() => settings()).toThrow();
  });

  test('`--local` and `--user` write where it concerns only the user', async () => {
    const { run, settings, env, root } = await project('route: settings');
    expect((await run('sync', '--local')).code).toBe(0);
    expect(Object.keys(settings('.claude/settings.local.json').enabledPlugins)).toHaveLength(3);
    expect(() => settings()).toThrow();
    const user = await run('sync', '--user');
    // Outside of the project nothing is written without a yes.
    expect(user.code).toBe(1);
    const left = join(env.CLAUDE_CONFIG_DIR, 'settings.json.1-1-2p9x.new');
    writeFileSync(left, '{}');
    utimesSync(left, 1, 1);
    expect((await run('sync', '--user', '--yes')).code).toBe(0);
    expect(readdirSync(env.CLAUDE_CONFIG_DIR)).toEqual(['settings.json']);
    const own = JSON.parse(readFileSync(join(env.CLAUDE_CONFIG_DIR, 'settings.json'), 'utf8'));
    expect(own.enabledPlugins['app@lab']).toBe(true);
    expect((await run('sync', '--user', '--local')).code).toBe(2);
    expect(root).toBeTruthy();
  });

  test('settings that cannot be edited are refused, and nothing is written', async () => {
    const { run, put, root, json } = await project('route: { base: settings, tool: run }');
    const text =
      '{ "extraKnownMarketplaces": { "lab": { "source": { "source": "github", "repo": "a/b" } } } }';
    put(root, '.claude/settings.json', text);
    const { noSettings, state } = await json('--yes');
    expect(state).toBe('refused');
    expect(noSettings.message).toContain('gives a different source for the marketplace `lab`');
    expect(readFileSync(join(root, '.claude/settings.json'), 'utf8')).toBe(text);
    put(root, '.claude/settings.json', '{ "enabledPlugins": ');
    expect((await run('sync', '--yes')).stderr).toContain('`.claude/settings.json` cannot be read (line 1)');
    put(root, '.claude/settings.json', text);
    expect((await run('sync', '--check')).code).toBe(1);
  });

  test('a route for a plugin that is not locked is a mistake', async () => {
    const { run, list } = await project();
    list(['app@lab', 'tool@lab'], 'route: { bas: run }');
    const { code, stderr } = await run('sync');
    expect(code).toBe(1);
    expect(stderr).toContain('did you mean `base`?');
  });
});

test('what this machine has in the way of copies is said, and what to do', async () => {
  const { root, env, put, json } = await project();
  put(env.CLAUDE_CONFIG_DIR, 'plugins/installed_plugins.json', {
    version: 2,
    plugins: { 'base@shop': [{ scope: 'user', installPath: '/nowhere', version: '9.0.0' }] },
  });
  put(root, '.claude/settings.local.json', { enabledPlugins: { 'app@skills-dir': false } });
  const { inTheWay } = await json();
  expect(inTheWay.map(({ kind, name }: Json) => [kind, name])).toEqual([
    ['switched-off', 'app'],
    ['installed', 'base'],
  ]);
  expect(inTheWay[1].message).toContain('claude plugin uninstall base@shop');
  put(root, 'no-policy.json', { strictKnownMarketplaces: [] });
  expect((await json()).inTheWay.map(({ kind }: Json) => kind)).toEqual(['policy']);
  put(root, 'no-policy.json', { strictKnownMarketplaces: [{ source: 'skills-dir' }] });
  expect((await json()).inTheWay).toHaveLength(2);
  put(root, '.claude/settings.local.json', {});
  put(env.CLAUDE_CONFIG_DIR, 'plugins/installed_plugins.json', { version: 2, plugins: {} });
  put(env.CLAUDE_CONFIG_DIR, 'skills/mine/.claude-plugin/plugin.json', { name: 'app' });
  expect((await json()).inTheWay).toMatchObject([{ kind: 'user-copy', name: 'app' }]);
});

test('a folder or worktree that the client does not trust, and a start below the project, are said', async () => {
  const { root, env, put, json } = await project();
  const said = async (...args: string[]) =>
    (await json(...args)).inTheWay.map(({ kind, message }: Json) => `${kind}: ${message}`).join('\n');
  // Without a record of the client nothing is known.
  expect(await said()).toBe('');
  const trust = (projects: object) => put(env.CLAUDE_CONFIG_DIR, '.claude.json', { projects });
  trust({});
  expect(await said()).toMatch(/^untrusted: .*start `claude` here once/);
  trust({ [root]: { hasTrustDialogAccepted: true } });
  expect(await said()).toBe('');
  trust({ [dirname(root)]: { hasTrustDialogAccepted: true } });
  expect(await said()).toBe('');
  mkdirSync(join(root, 'below'));
  expect(await said('--cwd', join(root, 'below'))).toMatch(/^sub-folder: .*start it in `\.\.`/);
  // A worktree is trusted with its main checkout.
  put(root, '.git', 'gitdir: /home/me/main/.git/worktrees/one\n');
  trust({ [root]: { hasTrustDialogAccepted: true } });
  expect(await said()).toContain('main checkout `/home/me/main` is trusted');
  trust({ '/home/me/main': { hasTrustDialogAccepted: true } });
  expect(await said()).toBe('');
});

/** `mkt run`: the locked plugins for one session of a command, from mkt's store. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { marketplace, repository } from '../support/git.ts';
import { folder, mktHere, mktProcess } from '../support/mkt.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a schema describes, and a test of it checks
type Json = any;

/** A locked project with `app`, which requires `base`, and `extra`. */
async function locked(more: string[] = [], plugins: Parameters<typeof marketplace>[0] = {}) {
  const repo = repository();
  repo.commit(
    {
      ...marketplace({
        base: { manifest: { version: '1.0.0' } },
        app: { manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: '^1' }] } },
        extra: { manifest: { version: '3.0.0' } },
        ...plugins,
      }),
      'plugins/base/bin/tool': '#!/bin/sh\n',
    },
    'base--v1.0.1',
  );
  const names = ['app@lab', 'extra@lab', ...Object.keys(plugins).map((name) => `${name}@lab`)];
  const root = folder({
    'mkt.yaml': [
      `registries: [${JSON.stringify(repo.url)}]`,
      'bundled: false',
      `plugins: ${JSON.stringify(names)}`,
      ...more,
      '',
    ].join('\n'),
  });
  const env: Record<'MKT_CACHE_DIR' | 'CLAUDE_CONFIG_DIR', string> & Record<string, string> = {
    MKT_CACHE_DIR: folder(),
    CLAUDE_CONFIG_DIR: folder(),
  };
  const run = (...args: string[]) => mktHere(args, { cwd: root, env });
  const { code, stdout, stderr } = await run('lock');
  expect(code, stdout + stderr).toBe(0);
  const json = async (...args: string[]): Promise<Json> =>
    JSON.parse((await run('run', '--dry-run', '--json', ...args)).stdout);
  const put = (base: string, name: string, content: unknown) => {
    mkdirSync(dirname(join(base, name)), { recursive: true });
    writeFileSync(join(base, name), typeof content === 'string' ? content : JSON.stringify(content));
  };
  return { repo, root, env, run, json, put };
}

describe('mkt run', () => {
  test('gives the client a folder for each locked plugin, before its own words', async () => {
    const { json } = await locked();
    const { command, environment, plugins, ok } = await json('claude', '-p', 'hi there');
    expect(ok).toBe(true);
    const folders = plugins.map((each: Json) => each.folder);
    expect(plugins.map(({ id, version, state }: Json) => [id, version, state])).toEqual([
      ['app@lab', '1.0.0', 'added'],
      ['base@lab', '1.0.1', 'added'],
      ['extra@lab', '3.0.0', 'added'],
    ]);
    expect(command).toEqual([
      'claude',
      ...folders.flatMap((each: string) => ['--plugin-dir', each]),
      '-p',
      'hi there',
    ]);
    expect(environment).toEqual({});
    // The tag decides the version, and a copy says it.
    const manifest = JSON.parse(readFileSync(join(folders[1], '.claude-plugin/plugin.json'), 'utf8'));
    expect(manifest).toEqual({ name: 'base', version: '1.0.1' });
  });

  test('other commands get the folders in a variable; their exit code and their options are theirs', async () => {
    const { root, env } = await locked();
    const { code, stdout, stderr } = mktProcess(
      ['run', 'sh', '-c', 'echo "$CLAUDE_CODE_PLUGIN_DIRS"; exit 7', '--json'],
      { cwd: root, env },
    );
    expect(code).toBe(7);
    const folders = stdout.trim().split(':');
    expect(folders.map((each) => each.split('/').at(-1))).toEqual(['app', 'base', 'extra']);
    for (const each of folders) expect(existsSync(join(each, '.claude-plugin/plugin.json'))).toBe(true);
    expect(stderr).toBe('3 locked, 3 verified\n');
  });

  test('a signal that ends the command ends mkt', async () => {
    const { root, env } = await locked();
    const { code } = mktProcess(['run', '-q', '--', 'sh', '-c', 'kill -TERM $$'], { cwd: root, env });
    // Ended by the signal itself, there is no exit code.
    expect(code).toBe(null);
  });

  test('writes into the store once, and again what has changed there', async () => {
    const { json, run, env } = await locked();
    const [first] = (await json()).plugins;
    expect((await json()).plugins[0]).toEqual({ ...first, state: 'there' });
    const file = join(first.folder, '.claude-plugin/plugin.json');
    const text = readFileSync(file, 'utf8');
    for (const spoil of [
      () => writeFileSync(file, `${text} `),
      () => writeFileSync(join(first.folder, 'more.txt'), 'x'),
      () => chmodSync(file, 0o755),
      () => writeFileSync(join(first.folder, '../mkt.json'), '{"mkt":1,"name":"../x","integrity":"x"}'),
    ]) {
      spoil();
      expect((await run('run')).stdout).toContain("`app@lab` had been changed in mkt's store");
      expect(readFileSync(file, 'utf8')).toBe(text);
      expect((await json()).plugins[0].state).toBe('there');
    }
    expect(readdirSync(join(env.MKT_CACHE_DIR, 'store')).filter((name) => /\.(new|old)$/.test(name))).toEqual(
      [],
    );
    expect((await run('cache', 'clean')).code).toBe(0);
    expect(existsSync(join(env.MKT_CACHE_DIR, 'store'))).toBe(false);
  });

  test('adds nothing to the project or to the folder of the client', async () => {
    const { root, env, run } = await locked();
    const before = readdirSync(root);
    expect((await run('run')).code).toBe(0);
    expect(readdirSync(root)).toEqual(before);
    expect(readdirSync(env.CLAUDE_CONFIG_DIR)).toEqual([]);
  });

  test('a set is its plugins with what they require', async () => {
    const { json, run } = await locked(['sets: { small: [app], wrong: [nothing] }']);
    expect((await json('--set', 'small', 'claude')).plugins.map(({ id }: Json) => id)).toEqual([
      'app@lab',
      'base@lab',
    ]);
    const missing = await run('run', '--set', 'smal', 'claude');
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toContain('did you mean `small`?');
    expect((await run('run', '--set', 'wrong', 'claude')).stderr).toContain('`nothing` of the set `wrong`');
  });

  test('names the plugins of the user that it replaces, and what starts empty', async () => {
    const { root, env, json, run, put } = await locked();
    const elsewhere = folder();
    put(elsewhere, '.claude-plugin/plugin.json', { name: 'base' });
    put(env.CLAUDE_CONFIG_DIR, 'plugins/installed_plugins.json', {
      version: 2,
      plugins: {
        // The manifest has the name that counts.
        'other@shop': [{ scope: 'user', installPath: elsewhere, version: '1.0.0' }],
        // Installed, but off; and in another project.
        'app@shop': [{ scope: 'user', installPath: '/nowhere', version: '1.0.0' }],
        'extra@shop': [
          { scope: 'project', projectPath: elsewhere, installPath: '/nowhere', version: '1.0.0' },
        ],
      },
    });
    put(env.CLAUDE_CONFIG_DIR, 'settings.json', {
      enabledPlugins: { 'other@shop': true, 'app@shop': false, 'extra@shop': true },
    });
    put(root, '.claude/skills/mine/.claude-plugin/plugin.json', { name: 'extra' });
    expect((await json()).replaced).toEqual([
      { id: 'other@shop', name: 'base' },
      { id: 'extra@skills-dir', name: 'extra' },
    ]);
    const { stdout } = await run('run');
    expect(stdout).toContain('3 locked, 3 verified, 2 replace your own copies');
    expect(stdout).toContain("data, options and secrets belong to a plugin's id, so they start empty");
  });

  test("mkt's own copies in the project are not the user's", async () => {
    const { run, json } = await locked();
    expect((await run('sync')).code).toBe(0);
    expect((await json()).replaced).toEqual([]);
  });
});

describe('mkt run starts nothing', () => {
  test('where settings keep the client from loading the plugins', async () => {
    const { root, env, json, put } = await locked();
    const policy = join(folder(), 'managed.json');
    const refusals = async () => {
      env.MKT_POLICY = policy;
      return (await json()).refused.map(({ kind, name, file }: Json) => [kind, name, file.split('/').at(-1)]);
    };
    put(policy, '', { disableSideloadFlags: true });
    expect(await refusals()).toEqual([['flags-refused', undefined, 'managed.json']]);
    put(policy, '', { enabledPlugins: { 'base@corp': false, 'other@corp': true } });
    put(root, '.claude/settings.json', { enabledPlugins: { 'app@inline': false, 'extra@lab': false } });
    expect(await refusals()).toEqual([
      ['switched-off', 'app', 'settings.json'],
      ['managed-name', 'base', 'managed.json'],
    ]);
    // Outside of managed settings the key means nothing.
    put(policy, '', {});
    put(root, '.claude/settings.json', { disableSideloadFlags: true });
    expect(await refusals()).toEqual([]);
  });

  test('with two plugins whose manifests have the same name', async () => {
    const { run } = await locked([], {
      twin: { manifest: { version: '1.0.0', name: 'extra' } },
    });
    const { code, stdout } = await run('run', 'true');
    expect(code).toBe(1);
    expect(stdout).toContain('the manifests of `extra@lab` and `twin@lab` have the same name');
  });

  test('without a fresh lock, or where the command does not exist', async () => {
    const { root, run } = await locked();
    expect(await run('run', '-q', 'no-such-command')).toMatchObject({ code: 3, stdout: '' });
    expect((await run('run', '--json', 'true')).code).toBe(2);
    writeFileSync(join(root, 'mkt.yaml'), 'plugins: [app@lab]\n');
    const stale = await run('run', 'true');
    expect(stale.code).toBe(1);
    expect(stale.stderr).toContain('does not match the plugin list');
  });
});

test('a plugin that is off by default is on', async () => {
  const { json } = await locked([], {
    quiet: { manifest: { version: '1.0.0', defaultEnabled: false } },
  });
  const quiet = (await json()).plugins.find(({ name }: Json) => name === 'quiet');
  const text = readFileSync(join(quiet.folder, '.claude-plugin/plugin.json'), 'utf8');
  expect(JSON.parse(text).defaultEnabled).toBe(true);
});

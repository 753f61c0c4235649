/** The route `pin`: a marketplace of pins in the project, and the client's own commands, here those of a stand-in. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { git, marketplace, repository } from '../support/git.ts';
import { root as checkout, folder, mktHere, mktProcess } from '../support/mkt.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a schema describes, and a test of it checks
type Json = any;

const market = '.claude/mkt-pins/.claude-plugin/marketplace.json';

/** A project that pins `app` and `base`, locked from a repository; `tool` has monitors. */
async function project(...lines: string[]) {
  const repo = repository();
  const release = (version: string) =>
    repo.commit(
      {
        ...marketplace({
          base: { manifest: { version } },
          app: { manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: '>=1' }] } },
          tool: { manifest: { version: '1.0.0' } },
        }),
        'plugins/tool/monitors/monitors.json': JSON.stringify([
          { name: 'm', command: 'x', description: 'd' },
        ]),
      },
      `base--v${version}`,
      'app--v1.0.0',
    );
  release('1.0.0');
  const root = join(folder(), 'Team One');
  mkdirSync(root);
  const config = folder();
  const client = join(folder(), 'client');
  const env = { MKT_CACHE_DIR: folder(), CLAUDE_CONFIG_DIR: config, MKT_CLIENT: client };
  const list = (...plugins: string[]) =>
    writeFileSync(
      join(root, 'mkt.yaml'),
      [
        `registries: ["${repo.url}"]`,
        'bundled: false',
        `plugins: [${plugins.join(', ')}]`,
        ...lines,
        '',
      ].join('\n'),
    );
  list('app@lab');
  const run = (...args: string[]) => mktHere(args, { cwd: root, env });
  const done = async (line: string) => {
    const { code, stdout, stderr } = await run(...line.split(' '));
    expect(code, `${line}\n${stdout}${stderr}`).toBe(0);
  };
  const json = async (...args: string[]): Promise<Json> =>
    JSON.parse((await run('sync', '--json', ...args)).stdout);
  const text = (name: string) => readFileSync(join(root, name), 'utf8');
  const records = (plugins: Record<string, string | undefined>, at = join(root, '.claude/mkt-pins')) => {
    mkdirSync(join(config, 'plugins'), { recursive: true });
    const source = { source: 'directory', path: at };
    writeFileSync(
      join(config, 'plugins/known_marketplaces.json'),
      JSON.stringify({ 'team-one-pins': { source, installLocation: at } }),
    );
    writeFileSync(
      join(config, 'plugins/installed_plugins.json'),
      JSON.stringify({
        version: 2,
        plugins: Object.fromEntries(
          Object.entries(plugins).map(([id, gitCommitSha]) => [
            id,
            [{ scope: 'project', projectPath: root, version: '1.0.0', gitCommitSha }],
          ]),
        ),
      }),
    );
  };
  /** A program that writes down how it is called; what it does besides is a piece of shell. */
  const standIn = (script: string) => {
    writeFileSync(client, `#!/bin/sh\necho "$@" >> '${client}.log'\n${script}\n`);
    chmodSync(client, 0o755);
  };
  const calls = () => readFileSync(`${client}.log`, 'utf8').trim().split('\n');
  return { repo, release, root, env, config, list, run, done, json, text, records, standIn, calls };
}

describe('mkt sync by pins', () => {
  test('writes a marketplace, settings and a record; a second run changes nothing, and the last removes all', async () => {
    const { repo, root, done, json, text, list, run, records, config } = await project('route: pin');
    await done('lock');
    const { elsewhere, pins, commands, changes } = await json();
    expect(elsewhere.map(({ id, route }: Json) => [id, route])).toEqual([
      ['app@lab', 'pin'],
      ['base@lab', 'pin'],
    ]);
    expect(changes).toEqual([]);
    expect(pins.marketplace).toBe('team-one-pins');
    expect(commands).toEqual([
      'claude plugin marketplace add ./.claude/mkt-pins --scope project',
      'claude plugin install locked@team-one-pins --scope project',
    ]);
    expect(JSON.parse(text(market)).plugins[2].source).toEqual({
      source: 'git-subdir',
      url: repo.url,
      path: 'plugins/base',
      sha: git(repo.path, 'rev-parse', 'base--v1.0.0'),
    });
    const settings = JSON.parse(text('.claude/settings.json'));
    expect(Object.keys(settings.enabledPlugins)).toEqual([
      'locked@team-one-pins',
      'app@team-one-pins',
      'base@team-one-pins',
    ]);
    expect(settings.extraKnownMarketplaces['team-one-pins'].source.path).toBe('./.claude/mkt-pins');
    expect((await run('sync', '--check')).stdout).toContain(
      '`.claude/mkt-pins` is up to date: 2 plugins locked',
    );
    // The plugins are those of the list, under other names, and the client does not choose them itself.
    const checked = JSON.parse((await run('check', '--json')).stdout);
    expect(checked.verdict.kind).toBe('loads');
    expect(checked.findings.map(({ rule }: Json) => rule)).not.toContain('MKT116');
    expect(checked.plugins.map((each: Json) => each.pinned)).toEqual([true, true]);
    expect(JSON.parse((await run('plan', '--json')).stdout).install[0]).toContain('is pinned in the project');
    // Once the client has them by the ids of their pins, nothing is left to install.
    const [, commit = ''] = /commit: ([0-9a-f]{40})/.exec(text('mkt.lock')) ?? [];
    records({ 'locked@team-one-pins': 'x', 'app@team-one-pins': commit, 'base@team-one-pins': commit });
    const recorded = join(config, 'plugins/installed_plugins.json');
    const { plugins } = JSON.parse(readFileSync(recorded, 'utf8'));
    for (const [id, [record]] of Object.entries<Json>(plugins)) {
      record.version = '1.0.0';
      record.installPath = join(config, 'plugins/cache', id);
      mkdirSync(join(record.installPath, '.claude-plugin'), { recursive: true });
      writeFileSync(
        join(record.installPath, '.claude-plugin/plugin.json'),
        JSON.stringify({ name: id.split('@')[0], version: '1.0.0' }),
      );
    }
    writeFileSync(recorded, JSON.stringify({ version: 2, plugins }));
    expect((await run('plan')).stdout).toContain('all are in place already');
    expect(JSON.parse((await run('plan', '--json')).stdout).rollback).toEqual([]);
    // The same version from another commit is not in place.
    plugins['base@team-one-pins'][0].gitCommitSha = 'f'.repeat(40);
    writeFileSync(recorded, JSON.stringify({ version: 2, plugins }));
    const moved = JSON.parse((await run('plan', '--json')).stdout);
    expect(moved.change.plugins.find(({ plugin }: Json) => plugin === 'base')).toMatchObject({
      action: 'move',
      from: '1.0.0 at ffffffffffff',
      to: `1.0.0 at ${commit.slice(0, 12)}`,
    });
    expect(moved.install.join()).toContain('run: mkt sync --install');
    rmSync(join(config, 'plugins'), { recursive: true });

    writeFileSync(join(root, market), text(market).replace('"base"', '"bose"'));
    expect((await json('--check')).state).toBe('stale');
    await done('sync --yes');
    list();
    await done('lock');
    await done('sync --yes');
    expect(existsSync(join(root, '.claude/mkt-pins'))).toBe(false);
    expect(JSON.parse(text('.claude/settings.json'))).toEqual({
      enabledPlugins: {},
      extraKnownMarketplaces: {},
    });
  });

  test('takes what cannot be a copy', async () => {
    const { list, done, json } = await project();
    list('app@lab', 'tool@lab');
    await done('lock');
    const { elsewhere, changes } = await json();
    expect(changes.map(({ id }: Json) => id)).toEqual(['app@lab', 'base@lab']);
    expect(elsewhere).toMatchObject([
      { id: 'tool@lab', route: 'pin', reason: expect.stringContaining('monitors') },
    ]);
    await done('sync --check');
  });

  test('keeps its name in a clone, and says that another clone is there', async () => {
    const { root, done, json, text, records, run } = await project('route: pin');
    await done('lock');
    await done('sync');
    const name = '"name": "other-pins"';
    writeFileSync(join(root, market), text(market).replace('"name": "team-one-pins"', name));
    await done('sync --yes');
    expect(text(market)).toContain(name);
    writeFileSync(join(root, market), text(market).replace(name, '"name": "team-one-pins"'));
    await done('sync --yes');
    const elsewhere = folder();
    records({}, elsewhere);
    const { inTheWay, commands } = await json();
    expect(inTheWay).toMatchObject([{ kind: 'other-clone', folder: elsewhere }]);
    expect(commands).toEqual([]);
    expect((await run('sync', '--install', '--yes')).code).toBe(1);
  });
});

test('mkt doctor finds a pin that is installed at another commit of the same version', async () => {
  const { repo, done, records, standIn, run, env } = await project('route: pin');
  await done('lock');
  await done('sync --yes');
  const ids = ['locked@team-one-pins', 'app@team-one-pins', 'base@team-one-pins'];
  const rows = ids.map((id) => ({
    id,
    version: '1.0.0',
    scope: 'project',
    enabled: true,
    installPath: '/x',
  }));
  standIn(
    `case "$1" in --version) echo '2.1.332 (Claude Code)' ;; *) echo '${JSON.stringify(rows)}' ;; esac`,
  );
  const loaded = async (commit: string) => {
    records({ 'app@team-one-pins': commit });
    const { lines } = JSON.parse((await run('doctor', '--json', '--client', env.MKT_CLIENT)).stdout);
    return lines.find(({ check }: Json) => check === 'loaded');
  };
  const commit = git(repo.path, 'rev-parse', 'app--v1.0.0');
  expect(await loaded('0123456789abcdef')).toMatchObject({
    level: 'error',
    message: `\`app@lab\` is locked at commit ${commit.slice(0, 12)}, but 1.0.0 of commit 0123456789ab is installed`,
    help: 'run `mkt sync --install`',
  });
  expect(await loaded(commit)).toMatchObject({ level: 'ok' });
});

describe('mkt sync --install', () => {
  test('runs nothing without a yes, then what is left, and takes back what the client did to the settings', async () => {
    const place = await project('route: pin');
    const { repo, root, done, json, text, run, records, standIn, calls, release } = place;
    await done('lock');
    await done('sync');
    const commit = git(repo.path, 'rev-parse', 'HEAD');
    const good = text('.claude/settings.json');
    const ids = ['locked', 'app', 'base'].map((name) => `${name}@team-one-pins`);
    standIn(
      `case "$*" in
        'plugin marketplace add'*) sed -i 's|\\./\\.claude/mkt-pins|/abs/path|; s/  / /' '${root}/.claude/settings.json' ;;
        'plugin list --json') echo '${JSON.stringify(ids.map((id) => ({ id, enabled: true })))}' ;;
      esac`,
    );
    expect((await json('--install')).state).toBe('unconfirmed');
    expect(existsSync(join(root, '../client.log'))).toBe(false);
    // The stand-in installs nothing: the records do not have the commits.
    const failed = await json('--install', '--yes');
    expect(failed.notInstalled.said).toContain('not at');
    expect(text('.claude/settings.json')).toBe(good);
    records({ [ids[0] as string]: undefined, [ids[1] as string]: commit });
    const { installed, notInstalled } = await json('--install', '--yes');
    expect(notInstalled.said).toContain('base@team-one-pins is installed at no commit');
    expect(installed).toBeUndefined();
    records({ [ids[0] as string]: undefined, [ids[1] as string]: commit, [ids[2] as string]: commit });
    const before = calls().length;
    await done('sync --install --yes');
    expect(calls()).toHaveLength(before);
    // A new release of `base`: what is there is moved.
    release('1.1.0');
    await done('lock --upgrade --yes');
    await done('sync --yes');
    expect((await json()).commands).toEqual([
      'claude plugin uninstall app@team-one-pins --keep-data --scope project',
      'claude plugin install app@team-one-pins --scope project',
      'claude plugin update base@team-one-pins --scope project',
    ]);
    expect((await run('sync', '--install', '--check')).code).toBe(2);
  });

  test.skipIf(process.platform === 'win32').each(['INT', 'KILL'])(
    'leaves no path of this machine in the settings after SIG%s',
    async (signal) => {
      const { root, done, env, text, standIn, run } = await project('route: pin');
      await done('lock');
      await done('sync');
      const good = text('.claude/settings.json');
      standIn(
        `sed -i 's|\\./\\.claude/mkt-pins|/abs/path|; s/  / /' '${root}/.claude/settings.json'
        kill -${signal} $MKT_TEST_PID
        exec sleep 60`,
      );
      const stopped = mktProcess(['sync', '--install', '--yes'], {
        cwd: root,
        env: { ...env, NODE_OPTIONS: `--require=${join(checkout, 'tests/support/own-pid.cjs')}` },
      });
      expect(stopped.code).toBe(null);
      expect(text('.claude/settings.json') === good).toBe(signal === 'INT');
      expect(existsSync(join(root, '.mkt-pending'))).toBe(signal === 'KILL');
      // As if it had been killed while it put the settings back.
      if (signal === 'KILL') writeFileSync(join(root, '.claude/settings.json.12-1-abc9.new'), '{');
      const { stderr } = await run('sync');
      expect(stderr.includes('interrupted while the client installed plugins')).toBe(signal === 'KILL');
      expect(text('.claude/settings.json')).toBe(good);
      expect(existsSync(join(root, '.mkt-pending'))).toBe(false);
      expect(readdirSync(join(root, '.claude'))).toEqual(
        expect.not.arrayContaining([expect.stringMatching(/new$/)]),
      );
    },
  );

  test('settles no other file than settings, whatever a project names', async () => {
    const { root, done } = await project('route: pin');
    await done('lock');
    const other = join(root, 'other.json');
    for (const path of ['other.json', '../other.json', '.claude/../other.json']) {
      writeFileSync(other, '{"extraKnownMarketplaces":{"a":"mine"}}');
      mkdirSync(join(root, '.mkt-pending'));
      const before = '{"extraKnownMarketplaces":{"a":"theirs"}}';
      writeFileSync(join(root, '.mkt-pending/edited.json'), JSON.stringify({ mkt: 1, path, before }));
      await done('sync');
      expect(readFileSync(other, 'utf8')).toContain('mine');
    }
    for (const text of ['{', 'null', '{"path":".claude/settings.json","before":5}']) {
      mkdirSync(join(root, '.mkt-pending'));
      writeFileSync(join(root, '.mkt-pending/edited.json'), text);
      await done('sync');
    }
  });

  test("tells a failure in the client's words, and runs nothing after it", async () => {
    const { done, run, json, standIn, calls, text } = await project('route: pin');
    await done('lock');
    await done('sync');
    const good = text('.claude/settings.json');
    standIn(`echo 'one line' >&2; echo '✘ Failed to clone' >&2; exit 1`);
    const { code, stdout } = await run('sync', '--install', '--yes');
    expect(code).toBe(3);
    expect(stdout).toMatch(/marketplace add .*` failed: ✘ Failed to clone/);
    expect(calls()).toHaveLength(1);
    expect(text('.claude/settings.json')).toBe(good);
    expect((await json('--install', '--yes')).notInstalled.said).toBe('✘ Failed to clone');
  });
});

describe('mkt sync --seed', () => {
  test('writes each marketplace with its locked plugins, always the same, and replaces nothing else', async () => {
    const { repo, root, done, json, run, release } = await project('route: settings');
    await done('lock');
    release('2.0.0');
    const seed = join(root, 'seed');
    const { plugins } = (await json('--seed', 'seed')).seed;
    expect(plugins).toEqual(['app@lab', 'base@lab']);
    const text = (name: string) => readFileSync(join(seed, name), 'utf8');
    const place = 'marketplaces/lab';
    const market = JSON.parse(text(`${place}/.claude-plugin/marketplace.json`));
    expect(market.plugins.map((each: Json) => [each.name, each.source])).toEqual([
      ['app', './plugins/app'],
      ['base', './plugins/base'],
    ]);
    // The locked release, and not the one of today.
    expect(JSON.parse(text(`${place}/plugins/base/.claude-plugin/plugin.json`)).version).toBe('1.0.0');
    expect(JSON.parse(text('known_marketplaces.json'))).toEqual({
      lab: {
        source: { source: 'git', url: repo.url },
        installLocation: join(seed, place),
        lastUpdated: '1970-01-01T00:00:00.000Z',
      },
    });
    const first = text('known_marketplaces.json') + text('.mkt-seed.json');
    writeFileSync(join(seed, 'extra'), '');
    expect((await run('sync', '--seed', 'seed')).stdout).toContain('CLAUDE_CODE_PLUGIN_SEED_DIR');
    expect(text('known_marketplaces.json') + text('.mkt-seed.json')).toBe(first);
    expect(existsSync(join(seed, 'extra'))).toBe(false);
    const mine = folder({ 'mine.txt': 'mine' });
    expect((await run('sync', '--seed', mine)).stdout).toContain('`mkt sync` did not create it');
    expect(readFileSync(join(mine, 'mine.txt'), 'utf8')).toBe('mine');
    expect((await run('sync', '--seed', 'seed', '--check')).code).toBe(2);
  });
});

/** `mkt doctor`: one project that is well, and each thing broken by itself; then what its line says is followed. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { git, marketplace } from '../support/git.ts';
import { folder, mktHere } from '../support/mkt.ts';

interface Line {
  readonly check: string;
  readonly level: string;
  readonly message: string;
  readonly help?: string;
}

const place = mkdtempSync(join(tmpdir(), 'mkt-doctor-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const programs = {
  claude: 'echo "2.1.332 (Claude Code)"',
  notes: 'echo started >> "$HOME/started"',
};
const cache = join(place, 'cache');

/** A marketplace with one plugin that starts `notes` and reads `NOTES_TOKEN`, and a project that has it locked and copied. */
beforeAll(async () => {
  const files = {
    ...marketplace({
      note: {
        manifest: {
          version: '1.0.0',
          description: 'a plugin',
          mcpServers: { notes: { command: 'notes', env: { TOKEN: '$' + '{NOTES_TOKEN}' } } },
        },
      },
    }),
  };
  for (const [name, content] of Object.entries(files)) put(join(place, 'lab', name), content);
  git(join(place, 'lab'), 'init', '-q');
  git(join(place, 'lab'), 'add', '.');
  git(join(place, 'lab'), 'commit', '-qm', 'all');
  git(join(place, 'lab'), 'tag', 'note--v1.0.0');
  put(
    join(place, 'work', 'mkt.yaml'),
    `registries: ["file://${place}/lab"]\nbundled: false\nplugins: [note]\n`,
  );
  const env = { HOME: place, MKT_CACHE_DIR: cache };
  for (const name of ['lock', 'sync'])
    expect(await mktHere([name, '--yes'], { cwd: join(place, 'work'), env })).toMatchObject({ code: 0 });
});

function put(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** The project on a machine of its own, where all is well. */
function machine() {
  const home = folder(
    Object.fromEntries(
      Object.entries(programs).map(([name, text]) => [`bin/${name}`, `#!/bin/sh\n${text}\n`]),
    ),
  );
  for (const name of Object.keys(programs)) chmodSync(join(home, 'bin', name), 0o755);
  const cwd = join(home, 'work');
  cpSync(join(place, 'work'), cwd, { recursive: true });
  const env: Record<string, string> = {
    HOME: home,
    CLAUDE_CONFIG_DIR: '',
    MKT_CACHE_DIR: cache,
    PATH: `${join(home, 'bin')}:${process.env.PATH}`,
    NOTES_TOKEN: 'very-secret',
  };
  const run = (...args: string[]) => mktHere(args, { cwd, env });
  const lines = async () => {
    const { code, stdout } = await run('doctor', '--json');
    const { lines: all }: { lines: Line[] } = JSON.parse(stdout);
    return { code, bad: all.filter(({ level }) => level === 'error' || level === 'warning'), all };
  };
  return { home, cwd, env, run, lines };
}

test('all is well: exit 0, nothing of a plugin was started, and no value is shown', async () => {
  const { home, run, lines } = machine();
  const { code, bad, all } = await lines();
  expect({ code, bad }).toEqual({ code: 0, bad: [] });
  expect(all.map(({ check }) => check)).toEqual(
    expect.arrayContaining([
      'client',
      'list',
      'lock',
      'copies',
      'ports',
      'policy',
      'settings',
      'engines',
      'programs',
      'variables',
      'installed',
    ]),
  );
  const { stdout } = await run('doctor');
  expect(stdout).toMatch(/the\s+client's\s+own\s+`\/doctor`\s+checks\s+other\s+things/);
  expect(stdout).toContain('all is well');
  expect(stdout).not.toContain('very-secret');
  expect(() => readFileSync(join(home, 'started'))).toThrow();
});

type Machine = ReturnType<typeof machine>;

/** Other plugins in place of the list, from a marketplace in the project. */
function choose({ cwd }: Machine, plugins: Readonly<Record<string, object>>): void {
  const files = marketplace(
    Object.fromEntries(
      Object.entries(plugins).map(([name, more]) => [
        name,
        { manifest: { version: '1.0.0', description: 'a plugin', ...more } },
      ]),
    ),
  );
  for (const [name, content] of Object.entries(files)) put(join(cwd, 'market', name), content);
  const names = Object.keys(plugins).join(', ');
  put(join(cwd, 'mkt.yaml'), `registries: [./market]\nbundled: false\nplugins: [${names}]\n`);
}

const serves = (port: number) => ({
  mcpServers: { pages: { command: 'node', args: ['$' + '{CLAUDE_PLUGIN_ROOT}/x.js', '--port', `${port}`] } },
});

const needsNode = (range: string) => ({ metadata: { mkt: { requires: { runtimes: { node: range } } } } });

/** A plugin that the user has installed, as the client records it. */
function install(home: string, name: string): void {
  const installPath = join(home, '.claude/plugins/cache/desk', name, '1.0.0');
  put(join(installPath, '.claude-plugin/plugin.json'), JSON.stringify({ name, version: '1.0.0' }));
  put(
    join(home, '.claude/plugins/installed_plugins.json'),
    JSON.stringify({
      version: 2,
      plugins: { [`${name}@desk`]: [{ scope: 'user', version: '1.0.0', installPath }] },
    }),
  );
  put(join(home, '.claude/settings.json'), `{ "enabledPlugins": { "${name}@desk": true } }`);
}

/** A lock of a run that no longer exists. */
const stale = JSON.stringify({ pid: spawnSync('true').pid, host: hostname(), id: 'x' });

/** A cache of its own, so that what is broken in it concerns no other test. */
function ownCache({ home, env }: Machine): string {
  const own = join(home, 'own-cache');
  cpSync(cache, own, { recursive: true });
  env.MKT_CACHE_DIR = own;
  return own;
}

/** What is broken, the one check that says it, at which level, and what fixes it. */
const cases: readonly (readonly [
  name: string,
  check: string,
  level: string,
  broken: (on: Machine) => unknown,
  mended: (on: Machine) => unknown,
])[] = [
  [
    'the client is missing',
    'client',
    'warning',
    ({ home }) => rmSync(join(home, 'bin/claude')),
    ({ home }) => {
      put(join(home, 'bin/claude'), `#!/bin/sh\n${programs.claude}\n`);
      chmodSync(join(home, 'bin/claude'), 0o755);
    },
  ],
  [
    'the list names a plugin that does not exist',
    'list',
    'error',
    ({ cwd }) =>
      writeFileSync(
        join(cwd, 'mkt.yaml'),
        readFileSync(join(cwd, 'mkt.yaml'), 'utf8').replace('[note]', '[notee]'),
      ),
    ({ cwd }) =>
      writeFileSync(
        join(cwd, 'mkt.yaml'),
        readFileSync(join(cwd, 'mkt.yaml'), 'utf8').replace('[notee]', '[note]'),
      ),
  ],
  [
    'there is no lock',
    'lock',
    'error',
    ({ cwd }) => rmSync(join(cwd, 'mkt.lock')),
    ({ run }) => run('lock', '--yes'),
  ],
  [
    'a copy was changed',
    'copies',
    'warning',
    ({ cwd }) => writeFileSync(join(cwd, '.claude/skills/note/more.txt'), 'x'),
    ({ run }) => run('sync', '--yes'),
  ],
  [
    'a variable is not set',
    'variables',
    'warning',
    ({ env }) => delete env.NOTES_TOKEN,
    ({ env }) => Object.assign(env, { NOTES_TOKEN: 'x' }),
  ],
  [
    'a program is missing',
    'programs',
    'warning',
    ({ home }) => rmSync(join(home, 'bin/notes')),
    ({ home }) => {
      put(join(home, 'bin/notes'), '#!/bin/sh\n');
      chmodSync(join(home, 'bin/notes'), 0o755);
    },
  ],
  [
    'a plugin is enabled that is not there',
    'installed',
    'error',
    ({ home }) => put(join(home, '.claude/settings.json'), '{ "enabledPlugins": { "gone@nowhere": true } }'),
    ({ home }) => put(join(home, '.claude/settings.json'), '{}'),
  ],
  [
    'a plugin needs a newer client',
    'engines',
    'warning',
    (on) => choose(on, { modern: { engines: { 'claude-code': '>=2.1.400' } } }),
    ({ home }) => writeFileSync(join(home, 'bin/claude'), '#!/bin/sh\necho 2.1.401\n'),
  ],
  [
    'the administrator forbids the marketplace',
    'policy',
    'error',
    ({ home, env }) => {
      put(join(home, 'policy.json'), '{ "strictKnownMarketplaces": [] }');
      env.MKT_POLICY = join(home, 'policy.json');
    },
    ({ env }) => {
      env.MKT_POLICY = '';
    },
  ],
  [
    'the settings of the project enable what the list does not have',
    'settings',
    'warning',
    ({ cwd }) => put(join(cwd, '.claude/settings.json'), '{ "enabledPlugins": { "other@lab": true } }'),
    ({ cwd }) => put(join(cwd, '.claude/settings.json'), '{}'),
  ],
  [
    'two plugins listen on one port',
    'ports',
    'warning',
    (on) => choose(on, { left: serves(8931), right: serves(8931) }),
    (on) => choose(on, { left: serves(8931), right: serves(8932) }),
  ],
  [
    'a runtime is too old',
    'runtimes',
    'error',
    (on) => choose(on, { modern: needsNode('>=99') }),
    ({ home }) => {
      put(join(home, 'bin/node'), '#!/bin/sh\necho v99.1.0\n');
      chmodSync(join(home, 'bin/node'), 0o755);
    },
  ],
  [
    'an earlier run was interrupted while it wrote',
    'writing',
    'warning',
    ({ cwd }) => mkdirSync(join(cwd, '.mkt-pending')),
    ({ run }) => run('sync', '--yes'),
  ],
  [
    'an installed plugin takes the place of a copy',
    'machine',
    'warning',
    ({ home }) => install(home, 'note'),
    ({ home }) => rmSync(join(home, '.claude'), { recursive: true }),
  ],
  [
    'a run was stopped while it had the lock of a project',
    'locks',
    'warning',
    (on) => put(join(ownCache(on), 'projects/0123.lock'), stale),
    ({ run }) => run('cache', 'clean'),
  ],
  [
    'a run was stopped while it had the lock of the registries',
    'locks',
    'warning',
    ({ home }) => put(join(home, '.config/mkt/registries.json.lock'), stale),
    (on) => {
      ownCache(on);
      return on.run('cache', 'clean');
    },
  ],
  [
    'a run was stopped while it wrote a copy into the cache',
    'cache',
    'warning',
    (on) => {
      const half = join(ownCache(on), 'store/0123.4567.new');
      put(join(half, 'note/plugin.json'), '{');
      utimesSync(half, 0, 0);
    },
    ({ run }) => run('cache', 'clean'),
  ],
  [
    'a cached repository was not updated for a long time',
    'cache',
    'warning',
    (on) => {
      const git = join(ownCache(on), 'git');
      const [mirror = ''] = readdirSync(git);
      cpSync(join(git, mirror), join(git, 'f'.repeat(24)), { recursive: true });
      const file = join(git, 'f'.repeat(24), 'state.json');
      writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), checked: 0 }));
    },
    ({ run }) => run('cache', 'clean'),
  ],
  [
    'a plugin is installed for a worktree that was deleted',
    'folders',
    'warning',
    ({ home }) => {
      install(home, 'other');
      put(join(home, '.claude/settings.json'), '{}');
      const file = join(home, '.claude/plugins/installed_plugins.json');
      const records = JSON.parse(readFileSync(file, 'utf8'));
      Object.assign(records.plugins['other@desk'][0], { scope: 'project', projectPath: join(home, 'gone') });
      writeFileSync(file, JSON.stringify(records));
    },
    // What the client's own command does, from the folder.
    ({ home }) =>
      put(join(home, '.claude/plugins/installed_plugins.json'), '{ "version": 2, "plugins": {} }'),
  ],
  [
    'a search is under way',
    'bisect',
    'warning',
    ({ run }) => run('bisect', 'try', 'true'),
    ({ run }) => run('bisect', 'reset'),
  ],
];

describe('what is broken is said by its own line, and fixed by what it says', () => {
  test.each(cases)('%s: %s', async (_, check, level, broken, mended) => {
    const on = machine();
    await broken(on);
    const { code, bad } = await on.lines();
    const own = bad.find((line) => line.check === check);
    expect(own, JSON.stringify(bad)).toMatchObject({ level });
    if (level === 'error') expect(code).toBe(1);
    await mended(on);
    expect((await on.lines()).bad.filter((line) => line.check === check)).toEqual([]);
  });
});

describe('another client than the one in `PATH`', () => {
  /** A client that prints a version, and this list of plugins. */
  const client = ({ home }: Machine, rows: readonly object[]) => {
    const file = join(home, 'other/claude');
    put(join(home, 'rows.json'), JSON.stringify(rows));
    put(file, '#!/bin/sh\n[ "$1" = --version ] && echo "2.1.331 (Claude Code)" || cat "$HOME/rows.json"\n');
    chmodSync(file, 0o755);
    return file;
  };
  const doctor = async (on: Machine, ...args: string[]) => {
    const { code, stdout, stderr } = await on.run('doctor', '--json', ...args);
    const { lines = [] }: { lines?: Line[] } = JSON.parse(stdout);
    return { code, stderr, line: (name: string) => lines.find(({ check }) => check === name) };
  };
  const row = ({ cwd }: Machine, more = {}) => ({
    id: 'note@skills-dir',
    version: '1.0.0',
    enabled: true,
    installPath: join(cwd, '.claude/skills/note'),
    ...more,
  });

  test('a version: nothing is started, and it is what counts', async () => {
    const on = machine();
    writeFileSync(join(on.home, 'bin/claude'), '#!/bin/sh\necho started >> "$HOME/started"\n');
    choose(on, { modern: { engines: { 'claude-code': '>=2.1.300' } } });
    const { line } = await doctor(on, '--client', '2.1.299');
    expect(line('client')?.message).toBe('claude 2.1.299, as `--client` states');
    expect(line('engines')).toMatchObject({ level: 'warning' });
    expect(line('loaded')).toBeUndefined();
    expect(readdirSync(on.home)).not.toContain('started');
    expect((await doctor(on, '--client', '2.1.300')).line('engines')).toMatchObject({ level: 'ok' });
  });

  test('a program: its own list is held against the lock', async () => {
    const on = machine();
    const { code, line } = await doctor(on, '--client', client(on, [row(on)]));
    expect(line('client')?.message).toContain('2.1.331');
    expect({ code, loaded: line('loaded') }).toEqual({
      code: 0,
      loaded: {
        check: 'loaded',
        level: 'ok',
        message: 'the client lists the locked plugin without an error',
      },
    });
  });

  test.each([
    ['not listed', () => [], /does not list it/, /mkt sync/],
    ['not trusted', () => [{ id: '(suppressed)@skills-dir' }], /does not list it/, /accept the prompt/],
    ['an error', (on: Machine) => [row(on, { errors: ['no such file'] })], /no such file/, /mkt sync/],
    ['disabled', (on: Machine) => [row(on, { enabled: false })], /not enabled/, /mkt sync/],
    [
      'another version',
      (on: Machine) => [row(on, { version: '1.1.0' })],
      /locked at 1\.0\.0, .* 1\.1\.0/,
      /mkt sync/,
    ],
  ])('a program whose list differs: %s', async (_, rows, message, help) => {
    const on = machine();
    const { code, line } = await doctor(on, '--client', client(on, rows(on)));
    expect(code).toBe(1);
    expect(line('loaded')?.message).toMatch(message);
    expect(line('loaded')?.help).toMatch(help);
  });

  test('what is not a client, and a client stated twice', async () => {
    const on = machine();
    expect(await doctor(on, '--client', './bin/nothing')).toMatchObject({ code: 2 });
    expect(await doctor(on, '--client', '2.1.300', '--claude-code', '2.1.299')).toMatchObject({ code: 2 });
  });
});

test('an interrupted start, where there is no list yet', async () => {
  const { home, env } = machine();
  mkdirSync(join(home, '.mkt-pending'));
  const { stdout } = await mktHere(['doctor'], { cwd: home, env });
  expect(stdout).toMatch(/warning +writing .*\n +help: run `mkt init`/);
  expect(await mktHere(['init'], { cwd: home, env })).toMatchObject({ code: 0 });
  expect(readdirSync(home)).not.toContain('.mkt-pending');
});

test('a project without a list, with settings of the client alone', async () => {
  const { cwd, lines } = machine();
  rmSync(join(cwd, 'mkt.yaml'));
  rmSync(join(cwd, 'mkt.lock'));
  put(
    join(cwd, '.claude/settings.json'),
    JSON.stringify({
      enabledPlugins: { 'note@lab': true },
      extraKnownMarketplaces: { lab: { source: { source: 'directory', path: join(place, 'lab') } } },
    }),
  );
  const { all } = await lines();
  expect(all.find(({ check }) => check === 'list')?.level).not.toBe('skipped');
  expect(all.find(({ check }) => check === 'lock')).toMatchObject({ level: 'skipped' });
});

test('a newer client than mkt knows, and no list', async () => {
  const { home, env } = machine();
  writeFileSync(join(home, 'bin/claude'), '#!/bin/sh\necho 99.0.0\n');
  const { code, stdout } = await mktHere(['doctor'], { cwd: home, env });
  expect(code).toBe(0);
  expect(stdout).toMatch(/warning +client +claude 99\.0\.0; mkt knows the client\s+only up to\s+2\./);
  expect(stdout).toContain('there is no plugin list');
});

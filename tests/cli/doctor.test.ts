/** `mkt doctor`: one project that is well, and each thing broken by itself; then what its line says is followed. */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  expect(stdout).toContain('there is no list of plugins');
});

/** `mkt bisect`: with a made command that fails if it gets certain plugins, and by hand. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stateFolder } from '../../src/sources/files/user-folders.ts';
import { git, marketplace } from '../support/git.ts';
import { folder, mkt, mktHere, mktProcess } from '../support/mkt.ts';

const names = Array.from({ length: 15 }, (_, index) => `p${String(index).padStart(2, '0')}`);

const place = mkdtempSync(join(tmpdir(), 'mkt-bisect-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A project with fifteen locked plugins, of which `p03` requires `p09`: one for all tests, since locking takes long. */
beforeAll(async () => {
  const manifest = (name: string) => ({ version: '1.0.0', ...(name === 'p03' && { dependencies: ['p09'] }) });
  const files = marketplace(Object.fromEntries(names.map((name) => [name, { manifest: manifest(name) }])));
  files['mkt.yaml'] =
    `registries: ["file://${place}/lab"]\nbundled: false\nplugins: ${JSON.stringify(names)}\n`;
  for (const [name, content] of Object.entries(files)) {
    const path = join(place, name === 'mkt.yaml' ? 'work' : 'lab', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  git(join(place, 'lab'), 'init', '-q');
  git(join(place, 'lab'), 'add', '.');
  git(join(place, 'lab'), 'commit', '-qm', 'all');
  const { code, stderr } = await mktHere(['lock', '--yes'], { cwd: join(place, 'work'), env: shared });
  expect(code, stderr).toBe(0);
});

const shared = { MKT_CACHE_DIR: join(place, 'cache'), CLAUDE_CONFIG_DIR: '' };

/** The project, with a search of its own. */
function project() {
  const cwd = join(place, 'work');
  const env = { ...shared, HOME: folder() };
  for (const name of ['calls', 'done']) rmSync(join(cwd, name), { force: true });
  return { cwd, env, run: (...args: string[]) => mktHere(args, { cwd, env }) };
}

/** A command that is bad if the session has all of some plugins, and writes down what it got. */
function judge(cwd: string, culprits: readonly string[], more = '') {
  const file = join(cwd, 'judge.sh');
  writeFileSync(
    file,
    `#!/bin/sh\necho "$CLAUDE_CODE_PLUGIN_DIRS" >> calls\n${more}\n${culprits.map((name) => `case "$CLAUDE_CODE_PLUGIN_DIRS:" in */${name}:*) ;; *) exit 0 ;; esac\n`).join('')}exit 1\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

const calls = (cwd: string) => readFileSync(join(cwd, 'calls'), 'utf8').trimEnd().split('\n');
const journals = (env: { HOME: string }) => join(stateFolder(env), 'bisect');

describe('mkt bisect run', () => {
  test('one of fifteen in at most six steps, with what each part requires; nothing is left behind', async () => {
    const { cwd, env, run } = project();
    const before = readFileSync(join(cwd, 'mkt.lock'), 'utf8');
    const { code, stdout } = await run('bisect', 'run', judge(cwd, ['p03']), '--whatever');
    expect(code).toBe(0);
    expect(stdout).toContain('`p03@lab` breaks it');
    const made = calls(cwd);
    expect(made.length).toBeLessThanOrEqual(6);
    for (const each of made) if (each.includes('/p03')) expect(each).toContain('/p09');
    expect(readFileSync(join(cwd, 'mkt.lock'), 'utf8')).toBe(before);
    expect(existsSync(join(cwd, '.claude'))).toBe(false);
    expect((await run('bisect')).stdout).toContain('no search is in progress');
    expect(readdirSync(journals(env))).toEqual([]);
  });

  test('a pair that breaks it only together', async () => {
    const { cwd, run } = project();
    const { stdout } = await run('bisect', 'run', '--json', judge(cwd, ['p02', 'p11']));
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, state: 'found', plugins: ['p02@lab', 'p11@lab'] });
  });

  test('it is bad without a plugin, or good with all: exit 1, and why', async () => {
    const { cwd, run } = project();
    const bad = await run('bisect', 'run', judge(cwd, []));
    expect(bad).toMatchObject({ code: 1, stdout: expect.stringContaining('bad even without plugins') });
    const good = await run('bisect', 'run', judge(cwd, ['other']));
    expect(good).toMatchObject({ code: 1, stdout: expect.stringContaining('good with all 15 plugins') });
  });

  test('a stop at any step: the next run goes on from the last answer', async () => {
    const { cwd, env, run } = project();
    // In the third step it ends mkt itself, as kill -9 would.
    const file = judge(
      cwd,
      ['p07'],
      'if [ "$(wc -l < calls)" = 3 ] && [ ! -e done ]; then touch done; kill -9 $PPID; exit 0; fi',
    );
    expect(mktProcess(['bisect', 'run', file], { cwd, env }).code).toBe(null);
    const { code, stdout, stderr } = await run('bisect', 'run', file);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('`p07@lab` breaks it'),
    });
    expect(stderr).toContain('continuing after 2 steps');
    expect(calls(cwd).length).toBeLessThanOrEqual(7);
  });

  test('what fails only now and then is tried several times', async () => {
    const { cwd, run } = project();
    // Fails every second time.
    const flaky = judge(cwd, ['p05'], 'if [ $(($(wc -l < calls) % 2)) = 1 ]; then exit 0; fi');
    const { stdout } = await run('bisect', 'run', '--runs', '2', flaky);
    expect(stdout).toContain('`p05@lab` breaks it');
  });

  test('an exit code that says neither stops the search, and keeps it', async () => {
    const { cwd, run } = project();
    const { code, stderr } = await run('bisect', 'run', judge(cwd, [], 'exit 125'));
    expect(code).toBe(3);
    expect(stderr).toContain('neither good nor bad');
    expect((await run('bisect')).stdout).toContain('step 1');
    expect((await run('bisect', 'run')).code).toBe(2);
    expect((await run('bisect', 'run', './not-there')).code).toBe(3);
  });
});

test('by hand: try, say, and so on to the end', async () => {
  const { cwd, run } = project();
  expect((await run('bisect', 'good')).code).toBe(2);
  let said = (await run('bisect', 'try', 'true')).stdout;
  expect(said).toContain('step 1, at most 6 left if one plugin is to blame: no plugins');
  for (let step = 0; step < 6 && !said.includes('breaks it'); step++) {
    const { plugins } = JSON.parse((await run('bisect', '--json')).stdout);
    said = (await run('bisect', plugins.includes('p14@lab') ? 'bad' : 'good')).stdout;
  }
  expect(said).toContain('`p14@lab` breaks it');
  await run('bisect', 'try', 'true');
  expect((await run('bisect', 'reset')).stdout).toContain('has ended');
  expect((await run('bisect', 'reset')).stdout).toContain('no search');
  expect(existsSync(join(cwd, '.claude'))).toBe(false);
});

test('the client gets its plugins as options, and settings that disable the rest', async () => {
  const { cwd, env } = project();
  const bin = folder({ claude: '#!/bin/sh\nprintf "%s\\n" "$@" > "$HOME/args"\n' });
  chmodSync(join(bin, 'claude'), 0o755);
  const run = (...args: string[]) => mkt(args, { cwd, env: { ...env, PATH: `${bin}:${process.env.PATH}` } });
  run('bisect', 'try', 'true');
  run('bisect', 'good');
  expect(run('bisect', 'try').code).toBe(0);
  const args = readFileSync(join(env.HOME, 'args'), 'utf8').split('\n');
  expect(args.filter((each) => each === '--plugin-dir')).toHaveLength(7);
  const settings = JSON.parse(readFileSync(args[args.indexOf('--settings') + 1] as string, 'utf8'));
  expect(settings.enabledPlugins).toMatchObject({ 'p14@lab': false, 'p14@skills-dir': false });
});

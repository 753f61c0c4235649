/** What `mkt check` printed before is printed again as long as all that it read is the same, and never when anything of it changed. */
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { shortened } from '../../src/sources/cache/remembered.ts';
import {
  commitIn,
  git,
  history,
  marketplace,
  repository as testRepository,
  watchedGit,
} from '../support/git.ts';
import { folder, mktHere } from '../support/mkt.ts';

// Files that are written while a test runs have lain long enough for their times to be trusted when it is the year 2200.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2200, 0) });
});
afterEach(() => {
  vi.useRealTimers();
});

const files = {
  ...marketplace({ app: { manifest: { version: '1.0.0', description: 'it is' } } }),
  'plugins/app/agents/go.md': '---\nname: go\ndescription: goes\n---\n/base:go\n',
  'work/mkt.yaml': 'registries: [..]\nbundled: false\nplugins: [app]\n',
  'home/.claude/settings.json': '{}',
};

/** A marketplace, a project that lists a plugin of it, and an empty cache. */
function settled(more: Readonly<Record<string, string>> = {}) {
  const place = folder({ ...files, ...more });
  const cache = folder();
  const env = { MKT_CACHE_DIR: cache, HOME: join(place, 'home'), CLAUDE_CONFIG_DIR: '' };
  const cwd = join(place, 'work');
  const results = join(cache, 'results');
  const kept = () => (existsSync(results) ? readdirSync(results).map((name) => join(results, name)) : []);
  return {
    place,
    kept,
    check: async (...args: string[]) => (await mktHere(['check', ...args], { cwd, env })).stdout,
    run: (args: string[], more: Readonly<Record<string, string>> = {}) =>
      mktHere(args, { cwd, env: { ...env, ...more } }),
    /** Lets all kept answers say something else, with their sums. */
    mark() {
      for (const file of kept()) {
        const [, body = ''] = readFileSync(file, 'utf8').split(/\n(.*)/s);
        const { key, value } = JSON.parse(body);
        value.answer.text = 'as kept\n';
        const marked = JSON.stringify({ key, value });
        writeFileSync(file, `${shortened(marked)}\n${marked}`);
      }
    },
  };
}

const other = files['plugins/app/agents/go.md'].replace('base', 'best');

describe('an answer', () => {
  test('is printed again, for the same question only', async () => {
    const { check, run, kept, mark } = settled();
    const first = await check();
    expect(first).toContain('1 plugin');
    expect(await check()).toBe(first);
    expect(kept()).toHaveLength(1);
    mark();
    expect(await check()).toBe('as kept\n');
    expect(await check('--strict')).toBe(first);
    expect((await run(['check'], { COLUMNS: '60' })).stdout).not.toBe('as kept\n');
    for (const ofCaller of [{ SHLVL: '7' }, { GIT_AUTHOR_DATE: '@1 +0000' }])
      expect((await run(['check'], ofCaller)).stdout).toBe('as kept\n');
  });

  test.each<[string, (place: string) => void]>([
    [
      'the list changes',
      (at) => writeFileSync(join(at, 'work/mkt.yaml'), `${files['work/mkt.yaml']}# more\n`),
    ],
    ['a file of a plugin changes', (at) => writeFileSync(join(at, 'plugins/app/agents/go.md'), other)],
    [
      'it changes and keeps its size and time',
      (at) => {
        const file = join(at, 'plugins/app/agents/go.md');
        const { atime, mtime } = statSync(file);
        writeFileSync(file, other);
        utimesSync(file, atime, mtime);
      },
    ],
    ['a plugin gets a file', (at) => writeFileSync(join(at, 'plugins/app/agents/new.md'), other)],
    ['a file goes', (at) => rmSync(join(at, 'plugins/app/agents/go.md'))],
    [
      'a file becomes a link to the same',
      (at) => {
        const file = join(at, 'plugins/app/agents/go.md');
        rmSync(file);
        writeFileSync(join(at, 'plugins/app/copy.md'), files['plugins/app/agents/go.md']);
        symlinkSync('../copy.md', file);
      },
    ],
    ['a lock comes', (at) => writeFileSync(join(at, 'work/mkt.lock'), 'version: 1\nplugins: {}\n')],
    ['the user has other settings', (at) => writeFileSync(join(at, 'home/.claude/settings.json'), '{ }')],
    [
      'the project gets settings',
      (at) => commitIn(join(at, 'work'), { '.claude/settings.json': '{"enabledPlugins":{}}' }),
    ],
    ['a nearer list comes', (at) => writeFileSync(join(at, 'work/mkt.yml'), files['work/mkt.yaml'])],
  ])('is not printed again when %s', async (_what, change) => {
    const { place, check, mark, kept } = settled();
    await check();
    expect(kept()).toHaveLength(1);
    mark();
    expect(await check()).toBe('as kept\n');
    change(place);
    expect(await check()).not.toBe('as kept\n');
  });

  test('of the index is not printed again when something else is staged', async () => {
    const { place, run, mark } = settled();
    commitIn(place, { 'readme.md': '' });
    writeFileSync(join(place, 'work/mkt.yaml'), `${files['work/mkt.yaml']}# staged\n`);
    git(place, 'add', '-A');
    const staged = async () => (await run(['check', '--staged'])).stdout;
    expect(await staged()).toContain('1 plugin');
    mark();
    expect(await staged()).toBe('as kept\n');
    writeFileSync(join(place, 'work/mkt.yaml'), `${files['work/mkt.yaml']}# changed\n`);
    expect(await staged()).toBe('as kept\n');
    git(place, 'add', '-A');
    expect(await staged()).toContain('1 plugin');
    git(place, 'commit', '-q', '-m', 'y');
    expect(await staged()).toBe('');
  });

  test('of an index is not taken for one of a mirror because the cache is above the repository', async () => {
    const { place, run } = settled();
    const work = join(place, 'work');
    commitIn(work, { 'readme.md': '' });
    const list = join(work, 'mkt.yaml');
    git(work, 'add', '-A');
    writeFileSync(list, `${files['work/mkt.yaml']}# ]`.replace('[app]', '[app, gone]'));
    const staged = () => run(['check', '--staged'], { MKT_CACHE_DIR: place });
    expect(await staged()).toMatchObject({ code: 0 });
    git(work, 'add', '-A');
    expect(await staged()).toMatchObject({ code: 1 });
  });

  test.skipIf(process.platform === 'win32')('that others could write is not printed', async () => {
    const { check, kept, mark } = settled();
    const first = await check();
    mark();
    for (const file of kept()) chmodSync(file, 0o666);
    expect(await check()).toBe(first);
    for (const file of kept()) expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test.each<[string, string, string[]]>([
    ['in a list', 'plugins: [app, ghp_0123456789abcdefghij0]', []],
    ['on the command line', 'plugins: [app]', ['ghp_0123456789abcdefghij0']],
    [
      'in an option',
      'plugins: [app]',
      ['--registry', 'https://u:secret@registry.invalid/a.git', '--offline'],
    ],
  ])('with a secret %s is not kept', async (_what, plugins, args) => {
    const list = files['work/mkt.yaml'].replace('plugins: [app]', plugins);
    const { check, kept } = settled({ 'work/mkt.yaml': list });
    await check(...args);
    expect(kept()).toEqual([]);
  });

  test('that was damaged is not printed', async () => {
    const { check, kept } = settled();
    const first = await check();
    for (const damage of [
      (text: string) => text.replace('1 plugin', '7 plugin'),
      (text: string) => text.slice(0, -20),
      () => '',
      () => 'null',
      () => '{"key":1}',
    ]) {
      for (const file of kept()) writeFileSync(file, damage(readFileSync(file, 'utf8')));
      expect(await check()).toBe(first);
    }
  });

  test.each<[string, string[], Readonly<Record<string, string>>]>([
    ['that writes', ['check', '--write-baseline'], {}],
    ['of a command that failed', ['check', 'nothing@nowhere', '--registry', '/nonexistent'], {}],
    ['of another command', ['resolve'], {}],
    ['that came with a note', ['check', '--offline', '--registry', 'https://registry.invalid/a.json'], {}],
  ])('%s is not kept', async (_what, args, env) => {
    const { run, kept } = settled();
    await run(args, env);
    expect(kept()).toEqual([]);
  });

  test('is not kept while a file is so new that it could change unseen', async () => {
    const { place, check, kept } = settled();
    const { ctimeMs } = statSync(join(place, 'home/.claude/settings.json'));
    vi.setSystemTime(ctimeMs + 1000);
    await check();
    expect(kept()).toEqual([]);
    vi.setSystemTime(ctimeMs + 60_000);
    await check();
    expect(kept()).toHaveLength(1);
  });
});

describe('a repository that the lock speaks of', () => {
  const listOf = (url: string) => `registries: ["${url}"]\nbundled: false\nplugins: [app]\n`;

  /** A project whose lock names commits of a repository. */
  async function locked() {
    const repository = testRepository();
    history(repository);
    const cwd = folder({ 'mkt.yaml': listOf(repository.url) });
    const watched = watchedGit();
    const cache = folder();
    const env = { ...watched.env, MKT_CACHE_DIR: cache };
    const run = (...args: string[]) => mktHere(args, { cwd, env });
    expect(await run('lock', '--yes')).toMatchObject({ code: 0 });
    const asked = async (...args: string[]) => {
      watched.forget();
      const { stdout } = await run('check', ...args);
      return { stdout, calls: watched.calls() };
    };
    return { repository, cwd, cache, run, asked };
  }

  test('is not asked while the cache has the locked commits, and nothing is read again', async () => {
    const { asked, repository } = await locked();
    const first = await asked();
    expect(first.calls.filter((call) => call.startsWith('ls-remote'))).toEqual([]);
    expect((await asked()).calls).toEqual([]);
    repository.commit(marketplace({ base: { manifest: { version: '3.0.0' } } }), 'base--v3.0.0');
    expect((await asked()).stdout).toBe(first.stdout);
    expect((await asked('--json')).calls.filter((call) => call.startsWith('ls-remote'))).toEqual([]);
  });

  test('is fetched anew if its copy in the cache is damaged', async () => {
    const { asked, cache } = await locked();
    const { stdout } = await asked('--json');
    for (const mirror of readdirSync(join(cache, 'git')))
      for (const generation of readdirSync(join(cache, 'git', mirror)).filter((name) =>
        name.endsWith('.git'),
      ))
        for (const refs of ['refs', 'packed-refs', 'reftable'])
          rmSync(join(cache, 'git', mirror, generation, refs), { recursive: true, force: true });
    rmSync(join(cache, 'results'), { recursive: true });
    expect(await asked('--json')).toMatchObject({
      stdout,
      calls: expect.arrayContaining([expect.stringMatching(/^fetch/)]),
    });
  });

  test('is asked for what the lock does not name', async () => {
    const { asked, cwd, repository } = await locked();
    writeFileSync(join(cwd, 'mkt.yaml'), listOf(repository.url).replace('[app]', '[app, base]').concat('# '));
    expect((await asked('--unlocked')).calls.some((call) => call.startsWith('ls-remote'))).toBe(true);
    writeFileSync(join(cwd, 'mkt.yaml'), listOf(repository.url).replace('[app]', '[app, other]'));
    expect((await asked()).calls.some((call) => call.startsWith('ls-remote'))).toBe(true);
  });

  test('is asked when the lock names a commit that the cache has not seen', async () => {
    const { asked, cwd, repository, run } = await locked();
    repository.commit(
      marketplace({
        base: { manifest: { version: '1.6.0' } },
        app: { manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: '^1.0.0' }] } },
      }),
      'base--v1.6.0',
    );
    const lock = join(cwd, 'mkt.lock');
    const before = readFileSync(lock, 'utf8');
    const elsewhere = folder();
    await mktHere(['lock', '--upgrade', '--yes'], { cwd, env: { MKT_CACHE_DIR: elsewhere } });
    expect(readFileSync(lock, 'utf8')).not.toBe(before);
    const { calls, stdout } = await asked('--json');
    expect(calls.some((call) => call.startsWith('ls-remote'))).toBe(true);
    expect(JSON.parse(stdout).plugins).toContainEqual(
      expect.objectContaining({ name: 'base', version: '1.6.0' }),
    );
    expect(await run('lock', '--check')).toMatchObject({ code: 0 });
  });
});

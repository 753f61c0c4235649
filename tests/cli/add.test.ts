import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { changesBelow, onFailingDisk, someMoments } from '../support/failing-disk.ts';
import { marketplace, repository } from '../support/git.ts';
import { bare, folder, mktHere, root } from '../support/mkt.ts';

/** A marketplace `lab`: `app` needs `base` ^1, `tool` needs `base` ^2, `lint` needs nothing. */
function lab() {
  const repo = repository();
  for (const version of ['1.0.0', '1.5.0', '2.0.0'])
    repo.commit(
      marketplace({
        base: { manifest: { version } },
        app: { manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: '^1.0.0' }] } },
        tool: { manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: '^2.0.0' }] } },
        lint: { manifest: { version: '1.0.0' } },
      }),
      `base--v${version}`,
    );
  return repo;
}

function project(files: Readonly<Record<string, string>>) {
  const root = folder();
  const env = { MKT_CACHE_DIR: folder() };
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

const list = (url: string, ...plugins: string[]) =>
  `# ours\nregistries: ["${url}"]\nbundled: false\nplugins: # chosen\n${plugins.map((each) => `  - ${each}\n`).join('')}`;

describe('mkt add', () => {
  test('shows what comes along and the diff, and writes only with `--yes`', async () => {
    const before = list(lab().url, 'lint');
    const { run, read } = project({ 'mkt.yaml': before });
    const asked = await run('add', 'app@^1');
    expect(asked.code, asked.stderr).toBe(1);
    expect(asked.stdout).toContain('+ app@lab 1.0.0');
    expect(asked.stdout).toContain('+ base@lab 1.5.0, required by app');
    expect(asked.stdout).toContain('+  - app@^1\n');
    expect(asked.stdout).toContain('`--yes`');
    expect((await run('add', 'app@^1', '--dry-run')).code).toBe(0);
    expect(read('mkt.yaml')).toBe(before);
    expect((await run('add', 'app@^1', '--yes')).code).toBe(0);
    expect(read('mkt.yaml')).toBe(`${before}  - app@^1\n`);
    const again = await run('add', 'app@^1');
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('is unchanged') });
  });

  test('a conflict is explained and not written, unless forced', async () => {
    const before = list(lab().url, 'app');
    const { run, read } = project({ 'mkt.yaml': before });
    const refused = await run('add', 'tool', '--yes');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(/error\[MKT\d+\]:[\s\S]*base/);
    expect(refused.stdout).toContain('nothing was written');
    // What the conflict keeps from being chosen does not go.
    expect(refused.stdout).not.toMatch(/^[-+~] \w+@/m);
    expect(read('mkt.yaml')).toBe(before);
    const forced = await run('add', 'tool', '--yes', '--force');
    expect(forced).toMatchObject({ code: 0, stdout: expect.stringContaining('resolve the conflict') });
    expect(read('mkt.yaml')).toBe(`${before}  - tool\n`);
    // An error that is there already does not keep anybody from another change.
    expect(await run('add', 'lint', '--yes')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\+ lint@lab 1\.0\.0\n\n/),
    });
    const repaired = await run('remove', 'tool', '--yes');
    expect(repaired.code, repaired.stdout).toBe(0);
    expect(repaired.stdout).toContain('in the old list');
    expect(repaired.stdout).not.toMatch(/^\+ \w+@/m);
  });

  test('a plugin that does not exist is refused', async () => {
    const before = list(lab().url, 'app');
    const { run, read } = project({ 'mkt.yaml': before });
    const { code, stdout } = await run('add', 'lnt', '--yes');
    expect(code).toBe(1);
    expect(stdout).toContain('`lint`');
    expect(read('mkt.yaml')).toBe(before);
  });

  test('brings the lock up to date with the list, and keeps what is locked', async () => {
    const repo = lab();
    const { run, read } = project({ 'mkt.yaml': list(repo.url, 'base@^1') });
    expect((await run('lock')).code).toBe(0);
    repo.commit(
      marketplace({ base: { manifest: { version: '1.9.0' } }, lint: { manifest: { version: '1.0.0' } } }),
      'base--v1.9.0',
    );
    const { code, stdout } = await run('add', 'lint', '--yes', '--json');
    expect(code, stdout).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'written',
      lock: { file: 'mkt.lock', isWritten: true },
      plugins: [{ kind: 'add', id: 'lint@lab' }],
    });
    expect(read('mkt.lock')).toContain('version: 1.5.0');
    expect(read('mkt.lock')).toContain('lint@lab:');
    expect((await run('lock', '--check')).code).toBe(0);
    expect((await run('remove', 'lint', '--yes')).code).toBe(0);
    expect(read('mkt.lock')).not.toContain('lint@lab:');
    expect((await run('lock', '--check')).code).toBe(0);
  });

  test('compares the scripts of what moves, whether or not it is locked', async () => {
    const repo = repository();
    for (const version of ['1.0.0', '2.0.0'])
      repo.commit(
        {
          ...marketplace({
            base: { manifest: { version } },
            app: { manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: '^1.0.0' }] } },
          }),
          'plugins/base/run.sh': `echo ${version}`,
        },
        `base--v${version}`,
      );
    const { run } = project({ 'mkt.yaml': list(repo.url, 'base') });
    const review = async () => {
      const { plugins } = JSON.parse((await run('add', 'app', '--json')).stdout);
      return plugins.find(({ kind }: { kind: string }) => kind === 'move').review.runs;
    };
    const changed = [{ what: 'scripts and programs', added: ['run.sh (changed)'], removed: [] }];
    expect(await review()).toEqual(changed);
    await run('lock');
    expect(await review()).toEqual(changed);
  });

  test('edits settings with comments, where every plugin has its marketplace', async () => {
    const settings = (more: string) =>
      `{\n    // ours\n    "model": "x",\n    "extraKnownMarketplaces": { "lab": { "source": { "source": "git", "url": "${url}" } } },\n    "enabledPlugins": {\n        "lint@lab": true${more} // needed\n    }\n}\n`;
    const { url } = lab();
    const { run, read } = project({ '.claude/settings.json': settings('') });
    const { code, stdout, stderr } = await run('add', 'app', '--yes');
    expect(code, stdout + stderr).toBe(0);
    const added = settings(',').replace('// needed\n', '// needed\n        "app@lab": true\n');
    expect(read('.claude/settings.json')).toBe(added);
    expect((await run('remove', 'app', '--yes')).code).toBe(0);
    expect(read('.claude/settings.json')).toBe(settings(''));
    const ranged = await run('add', 'app@^1', '--yes');
    expect(ranged).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot contain') });
  });

  test('a faulty list is not edited, and without a list there is nothing to edit', async () => {
    const { run, read } = project({ 'mkt.yaml': 'plugins: [a\n' });
    expect(await run('add', 'b', '--yes')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('`mkt check`'),
    });
    expect(read('mkt.yaml')).toBe('plugins: [a\n');
    const empty = project({});
    expect((await empty.run('add', 'b', '--yes')).code).toBe(2);
    expect(existsSync(join(empty.root, 'mkt.yaml'))).toBe(false);
  });
});

describe('mkt remove', () => {
  test('shows what goes along', async () => {
    const { run, read } = project({ 'mkt.yaml': list(lab().url, 'app', 'lint # keep') });
    const { code, stdout } = await run('remove', 'app', '--yes');
    expect(code, stdout).toBe(0);
    expect(stdout).toContain('- app@lab 1.0.0');
    expect(stdout).toContain('- base@lab 1.5.0');
    expect(read('mkt.yaml')).toContain('plugins: # chosen\n  - lint # keep\n');
  });

  test('what is only required by another plugin is said to be so', async () => {
    const { run } = project({ 'mkt.yaml': list(lab().url, 'app') });
    expect(await run('remove', 'base')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('`app` requires it'),
    });
    expect(await run('remove', 'ap')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('did you mean `app`?'),
    });
  });
});

describe('on a terminal', () => {
  /** Answers one question, as somebody at a terminal would. */
  async function answered(answer: string, root: string, env: Record<string, string>, ...args: string[]) {
    const said = { stdout: '', stderr: '' };
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    stdin.end(answer);
    const sink = (name: keyof typeof said) => ({
      isTTY: true,
      write: (text: string) => {
        said[name] += text;
      },
    });
    const io = {
      stdout: sink('stdout'),
      stderr: sink('stderr'),
      stdin,
      env: { ...bare(), ...env },
      cwd: root,
    };
    return { code: await main(args, io), ...said };
  }

  test.each([[['--version']], [['check', 'unit-testing']]])(
    '%j asks nothing, and opens no input',
    async (args) => {
      let opened = 0;
      const io = {
        stdout: { isTTY: true, write: () => true },
        stderr: { write: () => true },
        env: bare(),
        cwd: folder(),
        get stdin() {
          opened += 1;
          return new PassThrough();
        },
      };
      expect(await main(args, io)).toBe(0);
      expect(opened).toBe(0);
    },
  );

  test('asks, and only a yes writes', async () => {
    const before = list(lab().url, 'lint');
    const { root, env, read } = project({ 'mkt.yaml': before });
    for (const answer of ['\n', 'n\n', '', 'yesno\n']) {
      const { code, stderr } = await answered(answer, root, env, 'add', 'app');
      expect(code).toBe(1);
      expect(stderr).toContain('write this? [y/N]');
      expect(read('mkt.yaml')).toBe(before);
    }
    const { code, stdout } = await answered('y\n', root, env, 'add', 'app');
    expect(code).toBe(0);
    expect(stdout).toContain('would be written');
    expect(stdout).toContain('wrote `mkt.yaml`');
    expect(read('mkt.yaml')).toBe(`${before}  - app\n`);
  });

  test('JSON is for programs: nothing is asked', async () => {
    const { root, env } = project({ 'mkt.yaml': list(lab().url, 'lint') });
    const { code, stdout, stderr } = await answered('y\n', root, env, 'add', 'app', '--json');
    expect({ code, state: JSON.parse(stdout).state, stderr }).toEqual({
      code: 1,
      state: 'unconfirmed',
      stderr: '',
    });
  });

  test('`mkt lock` asks before plugins move', async () => {
    const repo = lab();
    const { root, env, run, read } = project({ 'mkt.yaml': list(repo.url, 'lint', 'base@^1') });
    await run('lock');
    const before = read('mkt.lock');
    repo.commit(
      marketplace({ base: { manifest: { version: '1.9.0' } }, lint: { manifest: { version: '1.0.0' } } }),
      'base--v1.9.0',
    );
    const no = await answered('n\n', root, env, 'lock', '--upgrade');
    expect(no.code).toBe(1);
    expect(no.stderr).toContain('write `mkt.lock`? [y/N]');
    expect(read('mkt.lock')).toBe(before);
    const yes = await answered('y\n', root, env, 'lock', '--upgrade');
    expect(yes.code).toBe(0);
    expect(read('mkt.lock')).toContain('version: 1.9.0');
  });
});

describe('a disk that fails at any moment of `mkt add`', () => {
  test('leaves list and lock both old or both new, once the next run has cleared up', async () => {
    const repo = lab();
    const start = project({ 'mkt.yaml': list(repo.url, 'app') });
    await start.run('lock');
    const old = { 'mkt.yaml': start.read('mkt.yaml'), 'mkt.lock': start.read('mkt.lock') };
    const seen = new Set<string>();
    const whole = project(old);
    Object.assign(whole.env, start.env);
    const changes = await changesBelow(whole.root, () => whole.run('add', 'lint@lab', '--yes'));
    for (const at of someMoments(changes, 5)) {
      const { root, env, run, read } = project(old);
      Object.assign(env, start.env);
      expect(await onFailingDisk(at, root, () => run('add', 'lint@lab', '--yes'))).toBe(at);
      const isJournal = existsSync(join(root, '.mkt-pending/journal.json'));
      const isNew = [read('mkt.yaml').includes('lint'), read('mkt.lock').includes('lint@lab')];
      if (!isJournal) expect(new Set(isNew).size, `failed at ${at}`).toBe(1);
      seen.add(isJournal ? 'journal' : isNew[0] ? 'new' : 'old');
      const { code, stdout, stderr } = await run('add', 'lint@lab', '--yes');
      expect(code, stdout + stderr).toBe(0);
      if (isJournal) expect(stderr).toContain('mkt has completed its change');
      expect(read('mkt.yaml')).toContain('  - lint@lab\n');
      expect(read('mkt.lock')).toContain('lint@lab:');
      expect(existsSync(join(root, '.mkt-pending'))).toBe(false);
    }
    expect([...seen].sort()).toEqual(['journal', 'new', 'old']);
  });
});

test('two at once wait for each other: both plugins are in list and lock', async () => {
  const repo = lab();
  const { run, read } = project({ 'mkt.yaml': list(repo.url, 'app') });
  await run('lock');
  const both = await Promise.all([run('add', 'lint@lab', '--yes'), run('add', 'base@lab@^1', '--yes')]);
  for (const { code, stdout, stderr } of both) expect(code, stdout + stderr).toBe(0);
  expect(read('mkt.yaml')).toContain('lint@lab');
  expect(read('mkt.yaml')).toContain('base@lab');
  expect(read('mkt.lock')).toContain('lint@lab:');
  expect((await run('lock', '--check')).code).toBe(0);
});

test('what only the client would not install goes into the list by `--force`, and works from copies', async () => {
  const paint = join(root, 'examples/paint/paint.git');
  // Its plugins state no license, so that they are copied only if the project asks for it.
  const list = `registries: ["${paint}"]\nbundled: false\nroute: skills\nplugins: []\n`;
  const { run } = project({ 'mkt.yaml': list });
  const refused = await run('add', 'easel', '--yes');
  expect(refused.code).toBe(1);
  expect(refused.stdout).toMatch(
    /hint: copies do not have this error: use `--force`, then run `mkt lock` and\s+`mkt sync`/,
  );
  expect((await run('add', 'easel', '--yes', '--force')).code).toBe(0);
  for (const command of ['lock', 'sync', 'check']) expect(await run(command)).toMatchObject({ code: 0 });
});

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changesBelow, onFailingDisk, someMoments } from '../support/failing-disk.ts';
import { git, history, marketplace, repository, type TestRepository, watchedGit } from '../support/git.ts';
import { root as checkout, folder, mktHere } from '../support/mkt.ts';

interface Project {
  readonly root: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly lock: () => string;
  readonly run: (...args: string[]) => ReturnType<typeof mktHere>;
  readonly json: (...args: string[]) => Promise<{ readonly code: number | null; readonly json: Json }>;
  readonly env: Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: what a schema describes, and a test of it checks
type Json = any;

function project(list: string, files: Readonly<Record<string, string>> = {}): Project {
  const root = folder();
  const env = { MKT_CACHE_DIR: folder() };
  const write = (more: Readonly<Record<string, string>>) => {
    for (const [name, content] of Object.entries(more)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    }
  };
  write({ 'mkt.yaml': list, ...files });
  const run = (...args: string[]) => mktHere(args, { cwd: root, env });
  return {
    root,
    env,
    write,
    run,
    lock: () => readFileSync(join(root, 'mkt.lock'), 'utf8'),
    json: async (...args) => {
      const { code, stdout } = await run(...args, '--json');
      return { code, json: JSON.parse(stdout) };
    },
  };
}

const list = (registry: string, ...plugins: string[]) =>
  `registries: [${JSON.stringify(registry)}]\nplugins:\n${plugins.map((each) => `  - ${JSON.stringify(each)}\n`).join('')}`;

/** The blocks of a lock by plugin, without what depends on the way to the marketplace. */
function pins(lock: string): string {
  return lock.slice(lock.indexOf('plugins:')).replace(/^ {4}source: .*\n/gm, '');
}

function painted(): TestRepository {
  const repo = repository();
  history(repo);
  return repo;
}

describe('mkt lock', () => {
  test('locks all that the list needs, at what the tags hold', async () => {
    const repo = painted();
    const { run, lock } = project(list(repo.url, 'app@lab'));
    const { code, stdout } = await run('lock');
    expect(code, stdout).toBe(0);
    const tagged = git(repo.path, 'rev-parse', 'base--v1.5.0');
    expect(lock()).toContain('  base@lab:\n    version: 1.5.0\n');
    expect(lock()).toContain(`    ref: base--v1.5.0\n    commit: ${tagged}\n`);
    expect(lock()).toContain('      - base@lab@^1.0.0\n');
    expect((await run('lock', '--check')).code).toBe(0);
    expect((await run('lock')).stdout).toContain('up to date');
  });

  test('is equal from a folder, a `file://` URL, a bare repository, and on a second run', async () => {
    const repo = painted();
    const bare = join(folder(), 'bare.git');
    git(repo.path, 'clone', '-q', '--bare', repo.path, bare);
    const locks: string[] = [];
    for (const source of [repo.url, repo.path, bare]) {
      const { run, lock } = project(list(source, 'app@lab'));
      const { code, stdout, stderr } = await run('lock');
      expect(code, stdout + stderr).toBe(0);
      const first = lock();
      await run('lock', '--upgrade', '--yes');
      expect(lock()).toBe(first);
      locks.push(pins(first));
    }
    expect(locks[1]).toBe(locks[0]);
    expect(locks[2]).toBe(locks[0]);
  });

  test('a folder with changes that are not committed has no commit', async () => {
    const repo = painted();
    writeFileSync(join(repo.path, 'plugins/app/README.md'), 'not committed');
    const { run, lock } = project(list(repo.path, 'app@lab'));
    await run('lock');
    const app = lock().slice(lock().indexOf('app@lab:'), lock().indexOf('base@lab:'));
    expect(app).not.toContain('commit:');
    expect((await run('lock', '--verify')).code).toBe(0);
  });

  test('keeps what is locked until it is asked to move it, and shows first what changes', async () => {
    const repo = repository();
    const at = (version: string, command: string, ...tags: string[]) =>
      repo.commit(
        {
          ...marketplace({ base: { manifest: { version } } }),
          'plugins/base/hooks/hooks.json': JSON.stringify({
            hooks: { PostToolUse: [{ matcher: 'Edit', hooks: [{ type: 'command', command }] }] },
          }),
        },
        ...tags,
      );
    at('1.0.0', 'old-check', 'base--v1.0.0');
    const { run, lock, json } = project(list(repo.url, 'base@lab'));
    await run('lock');
    at('1.1.0', 'new-check', 'base--v1.1.0');
    const before = lock();
    expect((await run('lock')).code).toBe(0);
    expect(lock()).toBe(before);

    const shown = await json('lock', '--upgrade');
    expect(shown.code).toBe(1);
    expect(shown.json.state).toBe('unconfirmed');
    const [change] = shown.json.changes;
    expect(change).toMatchObject({ kind: 'move', id: 'base@lab', before: '1.0.0', after: '1.1.0' });
    expect(change.review.runs).toContainEqual({
      what: 'hooks',
      added: ['PostToolUse: on Edit: new-check'],
      removed: ['PostToolUse: on Edit: old-check'],
    });
    expect(lock()).toBe(before);
    expect((await run('lock', '--upgrade', 'base', '--dry-run')).code).toBe(0);
    expect(lock()).toBe(before);
    expect((await run('lock', '--upgrade', 'base', '--yes')).code).toBe(0);
    expect(lock()).toContain('version: 1.1.0');
    const { code, stderr } = await run('lock', '--upgrade', 'bse');
    expect(code).toBe(1);
    expect(stderr).toContain('did you mean `base`?');
  });

  test.each([
    ['a tag that moved within its version', '1.0.0', ['base--v1.0.0']],
    ['the only version of a marketplace without tags', '1.1.0', []],
  ])('shows what changes in what runs: %s', async (_what, version, tags) => {
    const repo = repository();
    const at = (manifest: object, text: string) =>
      repo.commit(
        { ...marketplace({ base: { manifest } }), 'plugins/base/run.sh': text, 'plugins/base/same.sh': 'x' },
        ...tags,
      );
    at({ version: '1.0.0' }, 'echo old');
    const { run, json } = project(list(repo.url, 'base@lab'));
    await run('lock');
    const hooks = { Stop: [{ hooks: [{ type: 'command', command: 'run.sh' }] }] };
    at({ version, hooks }, 'echo new');
    const { changes } = (await json('lock', '--upgrade')).json;
    expect(changes).toMatchObject([{ kind: 'move', before: '1.0.0', after: version }]);
    expect(changes[0].review.runs).toEqual([
      { what: 'hooks', added: ['Stop: run.sh'], removed: [] },
      { what: 'scripts and programs', added: ['run.sh (changed)'], removed: [] },
    ]);
    const same = `${version} (other files)`;
    const { stdout } = await run('lock', '--upgrade', '--format', 'markdown');
    expect(stdout).toContain(version === '1.0.0' ? same : '1.0.0 → 1.1.0');
  });

  test('a range that excludes what is locked moves it', async () => {
    const repo = painted();
    const { run, lock, write } = project(list(repo.url, 'base@lab@<1.5'));
    await run('lock');
    expect(lock()).toContain('version: 1.0.0');
    write({ 'mkt.yaml': list(repo.url, 'base@lab@>=1.5') });
    expect((await run('lock', '--check')).stdout).toContain('MKT913');
    expect((await run('lock')).code).toBe(1);
    expect((await run('lock', '--yes')).code).toBe(0);
    expect(lock()).toContain('version: 2.0.0');
  });

  test('`--exclude-newer` and `minimumReleaseAge` hold fresh releases back', async () => {
    const repo = painted();
    const { run, lock, write } = project(list(repo.url, 'base@lab'));
    // All tags of the history are of 2026-01-19.
    expect((await run('lock', '--exclude-newer', '2026-01-18')).code).toBe(1);
    const { stdout } = await run('lock', '--exclude-newer', '2026-01-19');
    expect(stdout).not.toContain('held back');
    expect(lock()).toContain('version: 2.0.0');
    write({ 'mkt.yaml': `minimumReleaseAge: 100000\n${list(repo.url, 'base@lab')}` });
    // What is locked stays, however young.
    expect((await run('lock')).code).toBe(0);
    expect((await run('lock', '--exclude-newer', 'yesterday')).code).toBe(2);
  });

  test('lists code that it does not hold', async () => {
    const place = project('registries: [./market]\nplugins: [browse@lab]\n');
    cpSync(join(checkout, 'examples/rules/MKT507'), join(place.root, 'market'), { recursive: true });
    expect((await place.run('lock')).stdout).toContain(
      '1 plugin locked; 1 runs code that the lock does not pin',
    );
    expect(place.lock()).toContain('- { file: .mcp.json, line: 3, runs: "npx -y @example/browser@latest" }');
  });
});

describe('mkt lock --check', () => {
  test('says without a lock that there is none', async () => {
    const { run } = project('plugins: []\n');
    const { code, stderr } = await run('lock', '--check');
    expect(code).toBe(2);
    expect(stderr).toContain('run `mkt lock`');
  });

  test('names each reason with its place', async () => {
    const repo = painted();
    const { run, write, json, lock } = project(list(repo.url, 'app@lab'));
    await run('lock');
    const cases = async () => {
      const { code, json: said } = await json('lock', '--check');
      return [
        code,
        ...said.findings.map((each: Json) => `${each.case} ${each.location.file}:${each.location.line}`),
      ];
    };
    write({ 'mkt.yaml': list(repo.url, 'app@lab@^2', 'other@lab') });
    expect(await cases()).toEqual([1, 'constraint mkt.yaml:3', 'not-locked mkt.yaml:4']);
    write({ 'mkt.yaml': list(repo.url, 'base@lab') });
    expect(await cases()).toEqual([1, 'unreached mkt.lock:6']);
    write({
      'mkt.yaml': list(repo.url, 'app@lab'),
      'mkt.lock': lock().replace('version: 1.5.0', 'version: 2.0.0'),
    });
    expect((await cases())[1]).toMatch(/^dependency-range mkt\.lock:/);
  });

  test('a moved tag, once the cache knows it', async () => {
    const repo = painted();
    const { run } = project(list(repo.url, 'base@lab@<2'));
    await run('lock');
    repo.git('tag', '-f', 'base--v1.5.0', 'base--v1.0.0');
    expect((await run('lock', '--check')).code).toBe(0);
    await run('resolve');
    const { code, stdout } = await run('lock', '--check');
    expect(code).toBe(1);
    expect(stdout).toContain('MKT914');
    expect(stdout).toContain('has moved');
  });
});

describe('mkt lock --verify', () => {
  test('finds a moved tag, a lock edited by hand, and another repository', async () => {
    const repo = painted();
    const { run, lock, write, json } = project(list(repo.url, 'base@lab@<2'));
    await run('lock');
    expect((await run('lock', '--verify')).code).toBe(0);
    const good = lock();
    const cases = async () =>
      (await json('lock', '--verify')).json.findings.map((each: Json) => each.case).sort();

    const old = git(repo.path, 'rev-parse', 'base--v1.0.0');
    const now = git(repo.path, 'rev-parse', 'base--v1.5.0');
    write({ 'mkt.lock': good.replaceAll(now, old) });
    expect(await cases()).toEqual(['files-differ', 'tag-moved']);

    const fork = repository();
    fork.commit(
      marketplace({ base: { manifest: { version: '1.5.0', description: 'evil' } } }),
      'base--v1.5.0',
    );
    const forked = git(fork.path, 'rev-parse', 'HEAD');
    write({ 'mkt.lock': good.replaceAll(now, forked) });
    expect(await cases()).toContain('files-gone');
    write({ 'mkt.lock': good.replaceAll(now, forked).replaceAll(repo.url, fork.url) });
    expect(await cases()).toContain('other-source');
  });

  test('finds a commit that the branch does not have: that of a fork, which the server hands out', async () => {
    const repo = repository();
    const files = (description: string) =>
      marketplace({ base: { manifest: { version: '1.0.0', description } } });
    repo.commit(files('one'));
    const { run, lock, json } = project(list(repo.url, 'base@lab'));
    await run('lock');
    expect(lock()).not.toContain('ref:');
    repo.commit(files('two'));
    // The branch has gone on, and still has the commit.
    expect((await run('lock', '--verify')).code).toBe(0);
    repo.git('checkout', '-q', '--orphan', 'other');
    repo.commit(files('three'));
    repo.git('branch', '-q', '-M', 'main');
    const { findings } = (await json('lock', '--verify')).json;
    expect(findings.map((each: Json) => each.case)).toEqual(['not-in-history']);
    expect(findings[0].message).toContain('is in no branch or tag of its repository');
  });
});

test('what cannot be copied exactly is not locked, and the reason is in words', async () => {
  const repo = repository();
  const commit = repo.commit(
    marketplace({ base: { manifest: { version: '1.0.0' } }, app: { manifest: { version: '1.0.0' } } }),
  );
  for (const name of ['base', 'app']) {
    repo.git('update-index', '--add', '--cacheinfo', `160000,${commit},plugins/${name}/sub`);
    repo.git('commit', '-q', '-m', 'x');
    repo.git('tag', `${name}--v1.0.0`);
  }
  const place = project(`registries: [${JSON.stringify(repo.url)}]\nplugins: [app@lab, base@lab]\n`);
  const { code, stderr } = await place.run('lock');
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^error: cannot lock `app@lab`: `\S*app--v1\.0\.0:plugins\/app\/sub`: this is a submodule/,
  );
  expect(stderr).toContain('cannot lock `base@lab`');
  expect(existsSync(join(place.root, 'mkt.lock'))).toBe(false);
});

test('files that cannot be fetched are no fault of the list', async () => {
  const repo = repository();
  repo.commit(
    {
      ...marketplace({ base: { manifest: { version: '1.0.0' } } }),
      'plugins/base/picture.bin': '\0 picture',
    },
    'base--v1.0.0',
  );
  for (const right of ['allowFilter', 'allowAnySHA1InWant'])
    repo.git('config', `uploadpack.${right}`, 'true');
  const watched = watchedGit();
  const cwd = folder({ 'mkt.yaml': list(repo.url, 'base@lab') });
  const run = (...args: string[]) =>
    mktHere(args, { cwd, env: { ...watched.env, MKT_CACHE_DIR: join(cwd, 'cache') } });
  expect(await run('resolve')).toMatchObject({ code: 0 });
  watched.trap('case "$*" in *" fetch "*) echo "fatal: could not resolve host: x" >&2; exit 128;; esac');
  const { code, stderr } = await run('lock');
  expect(stderr).toContain('cannot lock `base@lab`');
  expect(code).toBe(3);
  watched.untrap();
  expect(await run('lock')).toMatchObject({ code: 0 });
});

test('`--adopt` takes what is installed, and says what it cannot take', async () => {
  const repo = repository();
  for (const version of ['1.0.0', '1.1.0', '1.2.0'])
    repo.commit(
      marketplace({
        base: { manifest: { version } },
        app: { manifest: { version, dependencies: [{ name: 'base', version: '^1.0.0' }] } },
        other: { manifest: { version } },
      }),
      ...['base', 'app', 'other'].map((name) => `${name}--v${version}`),
    );
  const place = project(`registries: [${JSON.stringify(repo.url)}]\nplugins: [app@lab, other@lab]\n`);
  const config = folder();
  const records = {
    // The tag that the client chose counts, not what the manifest says.
    'base@lab': [{ scope: 'user', version: '1.0.0-abc', resolvedVersion: '1.0.0' }],
    'app@lab': [{ scope: 'project', projectPath: place.root, version: '1.1.0' }],
    'other@lab': [
      { scope: 'project', projectPath: '/somewhere/else', version: '1.0.0' },
      { scope: 'user', version: '0.9.0' },
    ],
    'not@listed': [{ scope: 'user', version: '1.0.0' }],
  };
  mkdirSync(join(config, 'plugins'));
  writeFileSync(
    join(config, 'plugins/installed_plugins.json'),
    JSON.stringify({ version: 2, plugins: records }),
  );
  place.env.CLAUDE_CONFIG_DIR = config;
  const { code, stdout } = await place.run('lock', '--adopt');
  expect(code, stdout).toBe(0);
  expect(place.lock()).toMatch(/app@lab:\n {4}version: 1\.1\.0/);
  expect(place.lock()).toMatch(/base@lab:\n {4}version: 1\.0\.0/);
  expect(place.lock()).toMatch(/other@lab:\n {4}version: 1\.2\.0/);
  expect(stdout).toContain(
    '`other@lab` is installed at 0.9.0, which is not available or not compatible, so 1.2.0 is locked',
  );
  expect((await place.run('lock', '--check')).code).toBe(0);
  expect((await place.run('lock', '--adopt', '--upgrade')).code).toBe(2);
});

describe('branches', () => {
  function branches(start: string) {
    const repo = repository();
    repo.commit(
      marketplace({
        alpha: { manifest: { version: '1.0.0' } },
        beta: { manifest: { version: '1.0.0' } },
        delta: { manifest: { version: '1.0.0' } },
        gamma: { manifest: { version: '1.0.0' } },
      }),
      'alpha--v1.0.0',
      'beta--v1.0.0',
      'delta--v1.0.0',
      'gamma--v1.0.0',
    );
    const place = project(start.replace('REPO', repo.url));
    git(place.root, 'init', '-q', '-b', 'main');
    const commit = (message: string) => {
      git(place.root, 'add', '-A');
      git(place.root, 'commit', '-q', '--allow-empty', '-m', message);
    };
    const merge = (branch: string) => {
      try {
        git(place.root, 'merge', '-q', '--no-edit', branch);
        return 'clean';
      } catch {
        return 'conflict';
      }
    };
    const change = async (
      branch: string,
      from: string,
      edit: (text: string) => string,
      ...args: string[]
    ) => {
      git(place.root, 'checkout', '-q', '-b', branch, from);
      place.write({ 'mkt.yaml': edit(readFileSync(join(place.root, 'mkt.yaml'), 'utf8')) });
      const { code, stdout, stderr } = await place.run('lock', ...args);
      expect(code, stdout + stderr).toBe(0);
      commit(branch);
    };
    return { repo, place, commit, merge, change };
  }

  const start =
    'registries: ["REPO"]\nplugins:\n  # first\n  - beta@lab\n  # middle\n\n  # last\n  - gamma@lab\n';

  test('that each add a plugin merge, and the result is fresh', async () => {
    const { place, commit, merge, change } = branches(start);
    await place.run('lock');
    commit('start');
    await change('one', 'main', (text) => text.replace('  # first\n', '  # first\n  - alpha@lab\n'));
    await change('two', 'main', (text) => text.replace('  - gamma@lab\n', '  - delta@lab\n  - gamma@lab\n'));
    git(place.root, 'checkout', '-q', 'main');
    expect([merge('one'), merge('two')]).toEqual(['clean', 'clean']);
    const { code, stdout } = await place.run('lock', '--check');
    expect(code, stdout).toBe(0);
    expect(place.lock()).toContain('alpha@lab:');
    expect(place.lock()).toContain('delta@lab:');
  });

  test('that both move one plugin conflict: the lines are named, and `mkt lock` resolves them', async () => {
    const { repo, place, commit, merge, change } = branches(start);
    await place.run('lock');
    commit('start');
    for (const version of ['1.1.0', '1.2.0'])
      repo.commit(
        marketplace(
          Object.fromEntries(
            ['alpha', 'beta', 'delta', 'gamma'].map((name) => [name, { manifest: { version } }]),
          ),
        ),
        `beta--v${version}`,
        `alpha--v${version}`,
      );
    await change(
      'one',
      'main',
      (text) => text.replace('beta@lab', 'beta@lab@<1.2'),
      '--upgrade',
      'beta',
      '--yes',
    );
    await change(
      'two',
      'main',
      (text) => text.replace('  # middle\n', '  # middle\n\n'),
      '--upgrade',
      'beta',
      '--yes',
    );
    git(place.root, 'checkout', '-q', 'main');
    expect([merge('one'), merge('two')]).toEqual(['clean', 'conflict']);
    const { code, stdout } = await place.run('lock', '--check');
    expect(code).toBe(2);
    expect(stdout).toMatch(/merge conflict .*lines \d+ to \d+/);
    const resolved = await place.run('lock', '--yes');
    expect(resolved.code, resolved.stdout + resolved.stderr).toBe(0);
    expect(resolved.stdout).toMatch(/resolved the merge conflict in lines \d+ to \d+/);
    expect(place.lock()).not.toContain('<<<<');
    // Both sides agree on `gamma`, which stays though there is a newer one; `beta` is resolved anew, within the merged list.
    expect(place.lock()).toMatch(/beta@lab:\n {4}version: 1\.1\.0/);
    expect(place.lock()).toMatch(/gamma@lab:\n {4}version: 1\.0\.0/);
    expect((await place.run('lock', '--check')).code).toBe(0);
  });

  test('with copies merge: `mkt lock` and `mkt sync` make of both sides what the lock says', async () => {
    const { repo, place, commit, merge } = branches(start);
    const done = async (...args: string[]) => {
      const { code, stdout, stderr } = await place.run(...args);
      expect(code, stdout + stderr).toBe(0);
    };
    const branch = async (name: string, edit: (text: string) => string, ...args: string[]) => {
      git(place.root, 'checkout', '-q', '-b', name, 'main');
      place.write({ 'mkt.yaml': edit(readFileSync(join(place.root, 'mkt.yaml'), 'utf8')) });
      await done('lock', ...args);
      await done('sync', '--yes');
      commit(name);
    };
    await done('lock');
    await done('sync');
    commit('start');
    // A third branch moves a plugin, with a file that only its newer version has.
    const moved = { alpha: '1.0.0', beta: '1.1.0', delta: '1.0.0', gamma: '1.0.0' };
    repo.commit(
      {
        ...marketplace(
          Object.fromEntries(
            Object.entries(moved).map(([name, version]) => [name, { manifest: { version } }]),
          ),
        ),
        'plugins/beta/new.txt': 'new\n',
      },
      'beta--v1.1.0',
    );
    await branch('one', (text) => text.replace('  # first\n', '  # first\n  - alpha@lab\n'));
    await branch('two', (text) => text.replace('  - gamma@lab\n', '  - delta@lab\n  - gamma@lab\n'));
    await branch('three', (text) => text, '--upgrade', 'beta', '--yes');
    git(place.root, 'checkout', '-q', 'main');
    for (const name of ['one', 'two', 'three']) {
      if (merge(name) === 'conflict') {
        // Only files that mkt writes: the list merges by itself.
        const unmerged = git(place.root, 'diff', '--name-only', '--diff-filter=U').split('\n');
        expect(['.claude/mkt-vendored.json', '.claude/skills/.gitattributes', 'mkt.lock']).toEqual(
          expect.arrayContaining(unmerged),
        );
      }
      await done('lock', '--yes');
      await done('sync', '--yes');
      commit(`merge ${name}`);
    }
    await done('lock', '--check');
    await done('sync', '--check');
    await done('lock', '--verify');
    expect(place.lock()).toMatch(/beta@lab:\n {4}version: 1\.1\.0/);
    const skills = join(place.root, '.claude/skills');
    expect(readdirSync(skills).sort()).toEqual(['.gitattributes', 'alpha', 'beta', 'delta', 'gamma']);
    expect(readFileSync(join(skills, 'beta/new.txt'), 'utf8')).toBe('new\n');
    expect(readFileSync(join(skills, '.gitattributes'), 'utf8')).not.toContain('<<<<');
  });
});

describe('a disk that fails at any moment of `mkt lock`', () => {
  test('leaves the old lock or the new one', async () => {
    const repo = painted();
    const oldProject = project(list(repo.path, 'base@lab@<1.5'));
    await oldProject.run('lock');
    const old = oldProject.lock();
    const seen = new Set<string>();
    const upgrade = ['lock', '--upgrade', '--yes'];
    const started = () => {
      const made = project(list(repo.path, 'base@lab'), { 'mkt.lock': old });
      Object.assign(made.env, oldProject.env);
      return made;
    };
    const whole = started();
    const changes = await changesBelow(whole.root, () => whole.run(...upgrade));
    for (const at of someMoments(changes, 4)) {
      const { root, lock, run } = started();
      expect(await onFailingDisk(at, root, () => run(...upgrade))).toBe(at);
      const isNew = lock() !== old;
      if (isNew) expect(lock()).toContain('version: 2.0.0');
      seen.add(isNew ? 'new' : 'old');
      const { code, stdout, stderr } = await run(...upgrade);
      expect(code, stdout + stderr).toBe(0);
      expect(lock()).toContain('version: 2.0.0');
      expect(existsSync(join(root, '.mkt-pending'))).toBe(false);
    }
    expect([...seen].sort()).toEqual(['new', 'old']);
  });
});

describe('with a lock', () => {
  test('other commands speak of the locked releases, unless they are told not to', async () => {
    const repo = painted();
    const { run, write } = project(list(repo.url, 'base@lab@<2'));
    await run('lock');
    write({ 'mkt.yaml': list(repo.url, 'base@lab') });
    for (const args of [['resolve'], ['check'], ['why', 'base'], ['plan']]) {
      expect((await run(...args)).stdout, args[0]).toContain('1.5.0');
      expect((await run(...args, '--unlocked')).stdout, args[0]).toContain('2.0.0');
    }
    expect((await run('resolve', 'base@lab')).stdout).toContain('2.0.0');
  });

  test('`mkt check` says that the lock is stale', async () => {
    const repo = painted();
    const { run, write } = project(list(repo.url, 'base@lab@<2'));
    await run('lock');
    write({ 'mkt.yaml': list(repo.url, 'base@lab@>=2') });
    const { code, stdout } = await run('check');
    expect(code).toBe(1);
    expect(stdout).toContain('MKT913');
    expect((await run('check', '--unlocked')).stdout).not.toContain('MKT913');
  });
});

/** The user's own registries, the copies of them, and index files: with a configuration and a cache for each test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { git, history, repository } from '../support/git.ts';
import { folder, mkt, root } from '../support/mkt.ts';

/** A machine of its own: where mkt keeps its things, and a repository with three tagged releases of `base`. */
function machine() {
  const place = folder();
  const repo = repository();
  history(repo);
  const env = { MKT_CACHE_DIR: join(place, 'cache'), XDG_CONFIG_HOME: join(place, 'config') };
  const run = (...args: string[]) => mkt(args, { cwd: place, env });
  return { place, repo, run };
}

const resolved = 'app   1.0.0\nbase  1.5.0  required by app\n\n2 plugins resolved\n';

describe('registries of the user', () => {
  test('added, listed, asked by every command, and removed', () => {
    const { repo, run } = machine();
    expect(run('registry', 'add', repo.url)).toMatchObject({ code: 0 });
    expect(run('registry', 'list').stdout).toContain(`${repo.url}\tyou\tlab\t2`);
    expect(run('resolve', 'app').stdout).toBe(resolved);
    expect(run('registry', 'remove', repo.url).code).toBe(0);
    expect(run('registry', 'list').stdout).not.toContain(repo.url);
    expect(run('resolve', 'app').code).toBe(1);
  });

  test('many that are added and removed at once', async () => {
    const { place, run } = machine();
    const indexes = Array.from({ length: 6 }, (_, index) => join(place, `${index}.json`));
    for (const [index, file] of indexes.entries())
      writeFileSync(file, JSON.stringify({ mkt: 1, marketplace: `m${index}`, plugins: {} }));
    run('registry', 'add', '0.json');
    run('registry', 'add', '1.json');
    const env = { ...process.env, XDG_CONFIG_HOME: join(place, 'config') };
    const start = async (...args: string[]) => {
      const child = spawn(process.execPath, [join(root, 'bin/mkt.js'), 'registry', ...args], {
        cwd: place,
        env,
      });
      await once(child, 'close');
    };
    await Promise.all([
      start('remove', '0.json'),
      start('remove', '1.json'),
      ...indexes.slice(2).map((file) => start('add', file)),
    ]);
    const { registries } = JSON.parse(readFileSync(join(place, 'config/mkt/registries.json'), 'utf8'));
    expect(registries.sort()).toEqual(indexes.slice(2));
  });

  test('offline, and where the repository has gone: the unchanged copy, with its age', () => {
    const { repo, run } = machine();
    run('registry', 'add', repo.url);
    const offline = run('resolve', 'app', '--offline');
    expect(offline).toMatchObject({ code: 0, stdout: resolved });
    expect(offline.stderr).toContain('offline');
    renameSync(repo.path, `${repo.path}-gone`);
    const update = run('registry', 'update');
    expect(update.code).toBe(3);
    expect(update.stdout).toContain('the cached copy is unchanged');
    const late = run('resolve', 'app');
    expect(late).toMatchObject({ code: 0, stdout: resolved });
    expect(late.stderr).toContain('could not be fetched');
  });

  test('called in a clone with a remote of its own: still all tags', () => {
    const { place, repo, run } = machine();
    git(place, 'init', '-q');
    git(place, 'remote', 'add', 'origin', 'https://example.invalid/other.git');
    expect(run('resolve', 'app', '--registry', repo.url, '--no-bundled').stdout).toBe(resolved);
  });

  test('an update brings what was tagged since', () => {
    const { repo, run } = machine();
    run('registry', 'add', repo.url);
    repo.git('tag', 'base--v1.6.0', 'base--v1.5.0^{}');
    expect(run('registry', 'update').code).toBe(0);
    expect(run('resolve', 'app').stdout).toContain('base  1.6.0');
  });

  test('a clean cache is fetched again', () => {
    const { place, repo, run } = machine();
    run('registry', 'add', repo.url);
    expect(run('cache', 'clean').stdout + run('cache', 'clean').stderr).toMatch(/removed|nothing/);
    expect(existsSync(join(place, 'cache', 'git'))).toBe(false);
    expect(run('resolve', 'app').stdout).toBe(resolved);
  });

  test('a cache that cannot be written: one warning, the answer, and nothing left behind', () => {
    const { place, repo } = machine();
    const temporary = join(place, 'tmp');
    mkdirSync(temporary);
    writeFileSync(join(place, 'a-file'), '');
    const { code, stdout, stderr } = mkt(
      ['resolve', 'app', '--no-bundled', '--registry', repo.url, '--registry', `${repo.url}#main`],
      { cwd: place, env: { MKT_CACHE_DIR: join(place, 'a-file/cache'), TMPDIR: temporary } },
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: resolved });
    expect(stderr.match(/cannot be written \(ENOTDIR\)/g)).toHaveLength(1);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('what is not a registry is not added, and a password is never shown', () => {
    const { run } = machine();
    const { code, stdout, stderr } = run('registry', 'add', 'file://user:secret@/nowhere/at/all.git');
    expect(code).not.toBe(0);
    expect(stdout + stderr).not.toContain('secret');
    expect(run('registry', 'list').stdout).not.toContain('nowhere');
  });
});

test('no registry at all: how to add one, and nothing of it in the output', () => {
  const { run } = machine();
  const { code, stdout, stderr } = run('registry', 'list', '--no-bundled');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain('mkt registry add owner/repo');
  expect(JSON.parse(run('registry', 'list', '--no-bundled', '--json').stdout)).toMatchObject({
    registries: [],
  });
});

describe('an index file says the same as what it was built of', () => {
  test('a repository with its tags', () => {
    const { repo, run } = machine();
    expect(run('registry', 'build', repo.url, '-o', 'index.json').code).toBe(0);
    expect(run('resolve', 'app', '--registry', 'index.json', '--no-bundled').stdout).toBe(resolved);
  });

  test('a folder of manifests', () => {
    const { run } = machine();
    const lab = join(root, 'examples/lab');
    expect(run('registry', 'build', lab, '-o', 'index.json').code).toBe(0);
    for (const specs of [['app'], ['archive', 'notebook'], ['legacy']]) {
      const of = (source: string) => run('resolve', ...specs, '--registry', source, '--no-bundled', '--json');
      expect(of('index.json')).toEqual(of(lab));
    }
  });

  test('the bundled registry, whatever else the user has added', () => {
    const { place, repo, run } = machine();
    run('registry', 'add', repo.url);
    expect(run('registry', 'build', '-o', 'index.json').code).toBe(0);
    const index = JSON.parse(readFileSync(join(place, 'index.json'), 'utf8'));
    expect(Object.keys(index.plugins)).toHaveLength(38);
    const request = ['check', 'unit-testing', 'debugging-toolkit', 'julia-development', '--json'];
    const rules = (text: string) => JSON.parse(text).findings.map(({ rule }: { rule: string }) => rule);
    expect(rules(run(...request, '--registry', 'index.json', '--no-bundled').stdout)).toEqual(
      rules(run(...request).stdout),
    );
  });
});

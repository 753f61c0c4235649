import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { releaseCommit } from '../../scripts/release-commit.ts';
import { folder, root } from '../support/mkt.ts';
import { needs, needsUnix } from '../support/outside-data.ts';

const good = 'plugins:\n  - julia-development\n  - hpc-computing\n';
const bad = 'plugins:\n  - julia-development\n  - hpc-computng\n';

function run(command: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      NO_COLOR: '1',
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@b',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@b',
    },
  });
  return { code: status, text: `${stdout}${stderr}`, missing: error !== undefined };
}

function repository(): string {
  const cwd = folder({ 'mkt.yaml': good });
  run('git', ['init', '--quiet', '.'], cwd);
  return cwd;
}

function commit(list: string, cwd: string) {
  writeFileSync(join(cwd, 'mkt.yaml'), list);
  run('git', ['add', '.'], cwd);
  return run('git', ['commit', '--message', 'a list'], cwd);
}

function refusesTheBadList(cwd: string): void {
  expect(commit(good, cwd)).toMatchObject({ code: 0 });
  const refused = commit(bad, cwd);
  expect(refused.code).toBe(1);
  expect(refused.text).toContain('plugin `hpc-computng` not found');
  expect(refused.text).toContain('mkt.yaml:3:5');
  expect(refused.text).toContain('did you mean `hpc-computing`?');
  expect(run('git', ['rev-list', '--count', 'HEAD'], cwd).text.trim()).toBe('1');
}

describe('a commit with a bad list is refused, one with a good list passes', () => {
  test('plain git hook', needsUnix, () => {
    const cwd = repository();
    const hook = join(cwd, '.git/hooks/pre-commit');
    writeFileSync(hook, `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin/mkt.js')}' check\n`);
    chmodSync(hook, 0o755);
    refusesTheBadList(cwd);
  });

  const missing = run('pre-commit', ['--version'], root).missing;
  test(
    'pre-commit, from a release: nothing is built, and nothing else is installed',
    needs(!missing, 'pre-commit is not installed'),
    () => {
      const cwd = repository();
      const releases = folder();
      run('git', ['init', '--quiet', '.'], releases);
      const rev = releaseCommit('v1.0.0', releases);
      const files = run('git', ['ls-tree', '-r', '--name-only', rev], releases).text;
      expect(files).not.toMatch(/node_modules|^src\//m);
      expect(run('git', ['show', `${rev}:package.json`], releases).text).not.toMatch(/esbuild|tsx|prepare/);
      writeFileSync(
        join(cwd, '.pre-commit-config.yaml'),
        `repos:\n  - repo: ${releases}\n    rev: ${rev}\n    hooks: [{ id: mkt-check }, { id: mkt-lock }]\n`,
      );
      expect(run('pre-commit', ['install'], cwd)).toMatchObject({ code: 0 });
      refusesTheBadList(cwd);
      // What is staged decides, and a commit that concerns no list starts nothing of mkt.
      run('git', ['reset', '--quiet'], cwd);
      writeFileSync(join(cwd, 'notes'), 'x');
      run('git', ['add', 'notes'], cwd);
      const unrelated = run('git', ['commit', '--message', 'notes'], cwd);
      expect(unrelated.code).toBe(0);
      expect(unrelated.text.match(/no files to check/g)).toHaveLength(2);
    },
  );
});

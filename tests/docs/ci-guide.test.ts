/** Every command of the guide to continuous integration runs in a project, in the order in which it stands there. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { git, marketplace, repository } from '../support/git.ts';
import { folder, mkt, root } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';
import { blocksOf, wordsOf } from '../support/transcripts.ts';

const blocks = blocksOf(readFileSync(join(root, 'docs/guides/ci.md'), 'utf8'));
const linesOf = (wanted: string) =>
  blocks.filter(({ language }) => language === wanted).map(({ lines }) => lines);

function project() {
  const cwd = folder();
  cpSync(join(root, 'examples/team'), cwd, { recursive: true });
  const run = (line: string) => mkt(wordsOf(line).slice(1), { cwd });
  return { cwd, run };
}

const workflows = linesOf('yaml').map((lines) => parse(lines.join('\n')));
const [check, weekly, comment, gitlab] = workflows;

test('the action has the inputs that the workflow and the text name', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
  const uses = check.jobs.plugins.steps.find((step: { uses: string }) => /^[\w.-]+\/mkt@/.test(step.uses));
  for (const name of Object.keys(uses.with)) expect(action.inputs).toHaveProperty(name);
  const text = readFileSync(join(root, 'docs/guides/ci.md'), 'utf8');
  for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
    expect(text).toContain(`\`${name}\``);
});

test(
  'the weekly workflow: moves lock and copies, and opens a pull request with the review',
  needsUnix,
  () => {
    const steps: { run?: string }[] = weekly.jobs.update.steps;
    const place = folder({
      'bin/mkt': `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin/mkt.js')}' "$@"\n`,
      'bin/gh': `#!/bin/sh\nprintf '%s\\n' "$@" > "$RUNNER_TEMP/gh"\n`,
    });
    for (const name of ['mkt', 'gh']) chmodSync(join(place, 'bin', name), 0o755);
    const lab = repository();
    const release = (version: string) =>
      lab.commit(
        marketplace({ base: { manifest: { version, description: 'a plugin' } } }),
        `base--v${version}`,
      );
    release('1.0.0');
    const cwd = folder({ 'mkt.yaml': `registries: ["${lab.url}"]\nbundled: false\nplugins: [base]\n` });
    const env = {
      PATH: `${join(place, 'bin')}:${process.env.PATH}`,
      HOME: place,
      RUNNER_TEMP: place,
      GIT_CONFIG_GLOBAL: '/dev/null',
      MKT_CACHE_DIR: join(place, 'cache'),
    };
    const run = (line: string) => {
      const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', line], {
        cwd,
        env,
        encoding: 'utf8',
      });
      expect(status, `${line}\n${stdout}${stderr}`).toBe(0);
    };
    const origin = folder();
    git(origin, 'init', '-q', '--bare', '.');
    git(cwd, 'init', '-q', '-b', 'main');
    git(cwd, 'remote', 'add', 'origin', origin);
    run('mkt lock --yes && mkt sync --yes');
    git(cwd, 'add', '.');
    git(cwd, 'commit', '-qm', 'all');
    release('1.1.0');
    const commands = steps.flatMap((step) => step.run ?? []).filter((line) => !line.startsWith('npm '));
    for (const line of commands) run(line);
    const asked = readFileSync(join(place, 'gh'), 'utf8').split('\n');
    expect(asked.slice(0, 2)).toEqual(['pr', 'create']);
    expect(readFileSync(join(place, 'review.md'), 'utf8')).toMatch(/base[\s\S]*1\.1\.0/);
    const changed = git(origin, 'diff', '--name-only', 'plugin-updates~1', 'plugin-updates');
    expect(changed.split('\n')).toContain('mkt.lock');
  },
);

test('the comment on a pull request says what changes against its base', needsUnix, () => {
  const steps: { run?: string }[] = comment.jobs.comment.steps;
  const place = folder({
    'bin/mkt': `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin/mkt.js')}' "$@"\n`,
    'bin/gh': `#!/bin/sh\nprintf '%s\\n' "$@" > "$RUNNER_TEMP/gh"\n`,
  });
  for (const name of ['mkt', 'gh']) chmodSync(join(place, 'bin', name), 0o755);
  const cwd = folder({ 'mkt.yaml': 'plugins: [unit-testing]\n' });
  git(cwd, 'init', '-q', '-b', 'main');
  const commit = () => git(cwd, 'add', '.') + git(cwd, 'commit', '-qm', 'list');
  commit();
  writeFileSync(join(cwd, 'mkt.yaml'), 'plugins: [unit-testing, debugging-toolkit]\n');
  commit();
  const env = {
    PATH: `${join(place, 'bin')}:${process.env.PATH}`,
    HOME: place,
    RUNNER_TEMP: place,
    MKT_CACHE_DIR: join(place, 'cache'),
  };
  const commands = steps.flatMap((step) => step.run ?? []).filter((line) => !line.startsWith('npm '));
  for (const line of commands) {
    const command = line.replace(/\$\{\{ .*? \}\}/, '7');
    const { status, stderr } = spawnSync('bash', ['-e', '-c', command], { cwd, env, encoding: 'utf8' });
    expect(status, `${line}\n${stderr}`).toBe(0);
  }
  expect(readFileSync(join(place, 'gh'), 'utf8').split('\n').slice(0, 3)).toEqual(['pr', 'comment', '7']);
  expect(readFileSync(join(place, 'comment.md'), 'utf8')).toContain('debugging-toolkit');
});

test('the commands for GitLab run', () => {
  const { cwd, run } = project();
  const commands: string[] = gitlab.plugins.script.filter((line: string) => line.startsWith('mkt '));
  expect(commands).toHaveLength(1);
  for (const command of commands) expect(run(command).code, command).toBe(0);
  expect(existsSync(join(cwd, gitlab.plugins.artifacts.reports.junit))).toBe(true);
});

test('the commands for other servers, and their files', () => {
  const [lines = []] = linesOf('sh');
  const { cwd, run } = project();
  for (const line of lines) expect(run(line).code, line).toBe(0);
  for (const file of ['mkt.xml', 'mkt.md', 'mkt.json']) expect(existsSync(join(cwd, file)), file).toBe(true);
});

test('what is accepted does not fail, what is new does', () => {
  const [, [write = '', check = ''] = []] = linesOf('sh');
  const cwd = folder({ 'mkt.yaml': 'plugins: ["unit-testing@<2", "debugging-toolkit@<2"]\n' });
  const run = (line: string) => mkt(wordsOf(line).slice(1), { cwd });
  expect(run(check).code).toBe(1);
  expect(run(write).code).toBe(0);
  expect(run(check)).toMatchObject({ code: 0, stdout: expect.stringContaining('not shown') });
  const list = readFileSync(join(cwd, 'mkt.yaml'), 'utf8');
  expect(list).toContain('accepted:');
  const others = 'plugins: [julia-development, science-suite]';
  writeFileSync(join(cwd, 'mkt.yaml'), list.replace(/^plugins:.*$/m, others));
  expect(run(check).code).toBe(1);
});

/** Every command of the guide for maintainers runs, on a pull request that adds a plugin. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { git } from '../support/git.ts';
import { folder, mkt, root } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';
import { blocksOf, wordsOf } from '../support/transcripts.ts';

const page = join(root, 'docs/guides/maintainers.md');
const text = readFileSync(page, 'utf8');
const blocks = blocksOf(text);
const linesOf = (wanted: string) =>
  blocks.filter(({ language }) => language === wanted).map(({ lines }) => lines);
const [reading, writing, gitlab, badge] = linesOf('yaml').map((lines) => parse(lines.join('\n')));

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** The commands of a job, but for the installation of mkt. */
const commandsOf = (job: { readonly steps: readonly Step[] }): string[] =>
  job.steps.flatMap(({ run }) => (run === undefined || run.startsWith('npm ') ? [] : [run]));

const marketplace = (...names: string[]) =>
  `${JSON.stringify(
    {
      name: 'team-tools',
      owner: { name: 'The team' },
      description: 'Plugins of the team',
      plugins: names.map((name) => ({ name, source: `./plugins/${name}`, description: `For ${name}` })),
    },
    null,
    2,
  )}\n`;

const plugin = (name: string, skill: string) => ({
  [`plugins/${name}/.claude-plugin/plugin.json`]: JSON.stringify({
    name,
    version: '1.0.0',
    description: `For ${name}`,
    author: { name: 'The team' },
  }),
  [`plugins/${name}/skills/${skill}/SKILL.md`]: `---\nname: ${skill}\ndescription: Does ${skill}\n---\nDo it.\n`,
});

/** A repository with a base, and on top of it a commit that adds a plugin with a skill that another one has. */
function pullRequest(added: Readonly<Record<string, string>> = plugin('quality', 'lint')) {
  const cwd = folder({
    '.claude-plugin/marketplace.json': marketplace('review', 'format'),
    ...plugin('review', 'lint'),
    ...plugin('format', 'tidy'),
  });
  git(cwd, 'init', '-q', '-b', 'main');
  const commit = () => git(cwd, 'add', '.') + git(cwd, 'commit', '-qm', 'x');
  commit();
  git(cwd, 'switch', '-qc', 'pull-request');
  for (const [name, content] of Object.entries({
    '.claude-plugin/marketplace.json': marketplace('review', 'format', 'quality'),
    ...added,
  })) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), content);
  }
  commit();
  return cwd;
}

/** Runs the lines of workflows with the built program, and a `gh` that writes down what it is asked. */
function runner(cwd: string, more: Readonly<Record<string, string>> = {}) {
  const place = folder({
    'bin/mkt': `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin/mkt.js')}' "$@"\n`,
    'bin/gh': `#!/bin/sh\nif [ "$2" = list ]; then echo 7; exit; fi\nprintf '%s\\n' "$@" > "$RUNNER_TEMP/gh"\n`,
  });
  for (const name of ['mkt', 'gh']) chmodSync(join(place, 'bin', name), 0o755);
  const env = {
    PATH: `${join(place, 'bin')}:${process.env.PATH}`,
    HOME: place,
    RUNNER_TEMP: place,
    GIT_CONFIG_GLOBAL: '/dev/null',
    MKT_CACHE_DIR: join(place, 'cache'),
    ...more,
  };
  const run = (line: string) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', line], { cwd, env, encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}` };
  };
  return { place, run };
}

test(
  'a pull request that adds a colliding plugin gets a comment that names the collision and the way out',
  needsUnix,
  () => {
    const cwd = pullRequest();
    const { place, run } = runner(cwd, { HEAD: 'x' });
    const [store = '', annotate = '', ...none] = commandsOf(reading.jobs.validate);
    expect(none).toEqual([]);
    expect(run(store)).toMatchObject({ status: 0 });
    expect(run(annotate).said).toMatch(/^::warning file=plugins\/quality\/skills\/lint\/SKILL\.md,line=1,/m);
    const comment = readFileSync(join(place, 'comment.md'), 'utf8');
    expect(comment).toMatch(/`quality` and `review` both ship the skill `lint`/);
    expect(comment).toMatch(/^> use the full name \(`quality:lint`\).* rename the skill$/m);
    const shown = linesOf('markdown').map((lines) => lines.join('\n'));
    const now = comment.trimEnd().replace(/`[0-9a-f]{12}`/, '`4f5a1c0e9b7d`');
    if (process.env.MKT_UPDATE)
      writeFileSync(
        page,
        text.replace(/````markdown\n[\s\S]*?````/, () => ['````markdown', now, '````'].join('\n')),
      );
    expect(shown, 'MKT_UPDATE=1 writes what the comment is now').toEqual([now]);
    // What the first workflow stored is what the second one posts.
    mkdirSync(join(place, 'comment'));
    writeFileSync(join(place, 'comment/comment.md'), comment);
    for (const line of commandsOf(writing.jobs.comment)) expect(run(line)).toMatchObject({ status: 0 });
    expect(readFileSync(join(place, 'gh'), 'utf8').split('\n').slice(0, 3)).toEqual(['pr', 'comment', '7']);
  },
);

test('an error fails the last step, after the comment was stored', needsUnix, () => {
  const cwd = pullRequest({ 'plugins/quality/.claude-plugin/plugin.json': '{ "name": "quality", ' });
  const { place, run } = runner(cwd);
  const [store = '', annotate = ''] = commandsOf(reading.jobs.validate);
  expect(run(store)).toMatchObject({ status: 0 });
  expect(readFileSync(join(place, 'comment.md'), 'utf8')).toContain('adds 2 errors');
  expect(run(annotate)).toMatchObject({ status: 1 });
});

test('foreign files never meet the right to write', () => {
  expect(reading.permissions).toEqual({ contents: 'read' });
  expect(reading.on).toBe('pull_request');
  const steps: Step[] = reading.jobs.validate.steps;
  // What is installed before the checkout cannot depend on it.
  expect(steps[0]?.run).toMatch(/^npm install/);
  expect(steps[1]).toMatchObject({ with: { 'persist-credentials': false } });
  expect(Object.keys(writing.on)).toEqual(['workflow_run']);
  expect(writing.on.workflow_run.workflows).toEqual([reading.name]);
  expect(writing.jobs.comment.steps.some(({ uses }: Step) => uses?.startsWith('actions/checkout'))).toBe(
    false,
  );
  // Nothing of an event becomes part of a script.
  for (const job of [reading.jobs.validate, writing.jobs.comment, badge.jobs.badge])
    for (const line of commandsOf(job)) expect(line).not.toContain('${{');
  const upload = steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact'));
  const download = writing.jobs.comment.steps.find(({ uses }: Step) => uses?.startsWith('actions/download'));
  expect(download.with.name).toBe(upload?.with?.name);
});

test('the commands for GitLab', needsUnix, () => {
  const cwd = pullRequest();
  const { run } = runner(cwd, { CI_MERGE_REQUEST_DIFF_BASE_SHA: git(cwd, 'rev-parse', 'main') });
  const lines: string[] = gitlab.plugins.script;
  for (const line of lines) expect(run(line)).toMatchObject({ status: 0 });
  for (const file of [...gitlab.plugins.artifacts.paths, gitlab.plugins.artifacts.reports.junit])
    expect(existsSync(join(cwd, file)), file).toBe(true);
});

test('the commands by hand', () => {
  const [since = [], scanning = []] = linesOf('sh');
  const cwd = pullRequest();
  const run = (line: string) => mkt(wordsOf(line).slice(1), { cwd });
  expect(since.map((line) => run(line).code)).toEqual([0, 1]);
  for (const line of scanning) expect(run(line).code, line).toBe(0);
  for (const file of ['mkt.sarif', 'mkt.html', 'mkt.md'])
    expect(existsSync(join(cwd, file)), file).toBe(true);
});

test('the badge is stored on its branch, again only if it changes', needsUnix, () => {
  const cwd = pullRequest();
  const origin = folder();
  git(origin, 'init', '-q', '--bare', '.');
  git(cwd, 'remote', 'add', 'origin', origin);
  const { run } = runner(cwd);
  const lines = commandsOf(badge.jobs.badge);
  const stored = () => {
    git(cwd, 'switch', '-q', 'pull-request');
    for (const line of lines) expect(run(line)).toMatchObject({ status: 0 });
    return git(origin, 'rev-parse', 'badges');
  };
  const first = stored();
  expect(JSON.parse(git(origin, 'show', 'badges:plugins.json'))).toEqual({
    schemaVersion: 1,
    label: 'plugins',
    message: 'valid',
    color: 'brightgreen',
  });
  expect(stored()).toBe(first);
});

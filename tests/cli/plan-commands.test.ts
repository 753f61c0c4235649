/** Every command in a plan runs as it stands: in a shell, with a client in its place that only records what it is asked for. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusedByClient } from '../support/client-commands.ts';
import { git, history, repository } from '../support/git.ts';
import { madeHome } from '../support/home.ts';
import { folder, mkt, mktJson, root } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';

/** The parts of a plan with commands to run; those before them only show whether something is there, which depends on the machine. */
const parts = ['Do this', 'Monitoring', 'Undo'];

/** All commands that a plan prints, in its order. */
function commandsOf(args: readonly string[], options: Parameters<typeof mkt>[1]): string[] {
  const { stdout, stderr } = mkt(['plan', ...args, '--full'], options);
  expect(stderr).toBe('');
  return stdout
    .split('\n\n')
    .filter((part) => parts.some((title) => part.startsWith(`${title}\n`)))
    .flatMap((part) => part.split('\n').flatMap((line) => /^\s+\$ (.*)$/.exec(line)?.[1] ?? []));
}

/** Runs commands one after another, with a recorder for `claude`, and the real mkt or the real git. */
function ran(
  commands: readonly string[],
  { cwd, env, realGit = false }: { cwd: string; env: Record<string, string>; realGit?: boolean },
) {
  const bin = folder();
  const log = join(bin, 'log');
  writeFileSync(log, '');
  const program = (name: string, text: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const record = `for word in "$@"; do printf '%s\\t' "$word" >> '${log}'; done; printf '\\n' >> '${log}'`;
  program('claude', `printf 'claude\\t' >> '${log}'; ${record}`);
  if (!realGit) program('git', `printf 'git\\t' >> '${log}'; ${record}; [ "$1" != clone ] || mkdir -p "$3"`);
  program('mkt', realGit ? ':' : `exec '${process.execPath}' '${join(root, 'bin/mkt.js')}' "$@"`);
  const script = commands.map((command) => `{ ${command}\n} || echo "failed: "${quoted(command)}`).join('\n');
  const { stdout } = spawnSync('sh', ['-c', script], {
    cwd,
    encoding: 'utf8',
    env: { ...env, PATH: `${bin}:/usr/bin:/bin` },
  });
  const failed = stdout.split('\n').filter((line) => line.startsWith('failed: '));
  const calls = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t').slice(0, -1));
  return { failed, calls };
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'"'"'`)}'`;

function expectAllToRun(
  args: readonly string[],
  made: Pick<ReturnType<typeof madeHome>, 'cwd' | 'env'> = madeHome({}),
  more: { realGit?: boolean } = {},
) {
  const options = { cwd: made.cwd, env: made.env };
  const commands = commandsOf(args, options);
  const { failed, calls } = ran(commands, { ...options, ...more });
  // The client that only records installs nothing, which only these checks must notice.
  const checks = commands.filter((line) => line.startsWith('mkt check --installed '));
  expect(checks.length).toBeGreaterThan(0);
  expect(failed).toEqual(more.realGit === true ? [] : checks.map((line) => `failed: ${line}`));
  const asked = calls.flatMap(([program, ...words]) => (program === 'claude' ? [words] : []));
  expect(asked.flatMap((words) => refusedByClient(words) ?? [])).toEqual([]);
  return { commands, asked: asked.map((words) => words.join(' ')) };
}

describe('commands of a plan', needsUnix, () => {
  test('of a pattern: fetched from its repository, checked, and taken back', () => {
    const { asked } = expectAllToRun(['--pattern', 'ml-pipeline', '--offline']);
    expect(asked).toContain('plugin marketplace add ./scientific-computing-workflows');
    expect(asked).toContain('plugin install deep-learning@scientific-computing-workflows');
    expect(asked).toContain('plugin uninstall deep-learning@scientific-computing-workflows');
    expect(asked).toContain('plugin list --json');
  });

  test('of a marketplace in a folder with spaces, with plugins to install, enable and keep', () => {
    const made = madeHome({
      shop: { a: {}, b: {}, c: {} },
      records: { 'b@shop': [{}], 'c@shop': [{}] },
      user: { 'b@shop': false, 'c@shop': true },
    });
    const place = join(made.cwd, 'my shop');
    mkdirSync(join(place, '.claude-plugin'), { recursive: true });
    writeFileSync(
      join(place, '.claude-plugin/marketplace.json'),
      JSON.stringify({ name: 'other', owner: { name: 'x' }, plugins: [{ name: 'd', source: './d' }] }),
    );
    mkdirSync(join(place, 'd/commands'), { recursive: true });
    writeFileSync(join(place, 'd/commands/go.md'), '---\ndescription: goes\n---\n');
    const { asked } = expectAllToRun(
      ['a', 'b', 'c', 'd', '--registry', '../shop', '--registry', 'my shop', '--no-bundled'],
      made,
    );
    expect(asked).toContain('plugin install a@shop');
    expect(asked).toContain('plugin enable b@shop');
    expect(asked.filter((line) => line.includes('c@shop'))).toEqual([]);
    expect(asked).toContain('plugin install d@other');
    expect(asked.some((line) => line.startsWith('plugin marketplace add ') && line.includes('my shop'))).toBe(
      true,
    );
  });
});

/** A marketplace `lab` in a repository: `base` has three tagged versions, and `app` needs the first of them. */
function tagged() {
  const repo = repository();
  history(repo);
  const bareRepo = join(repo.path, '../lab.git');
  git(repo.path, 'clone', '-q', '--bare', repo.path, bareRepo);
  const made = madeHome({});
  const urls = ['https://github.com/acme/plugins.git', 'https://git.example/plugins.git'];
  const env = {
    ...made.env,
    MKT_CACHE_DIR: folder(),
    GIT_CONFIG_COUNT: String(urls.length),
    ...Object.fromEntries(
      urls.flatMap((url, index) => [
        [`GIT_CONFIG_KEY_${index}`, `url.${repo.url}.insteadOf`],
        [`GIT_CONFIG_VALUE_${index}`, url],
      ]),
    ),
  };
  return { made: { cwd: made.cwd, env }, repo, bareRepo };
}

/** The version of a plugin in a folder that a plan has made. */
const versionIn = (cwd: string, marketplace: string, plugin: string): string =>
  JSON.parse(readFileSync(join(cwd, marketplace, 'plugins', plugin, '.claude-plugin/plugin.json'), 'utf8'))
    .version;

describe('commands for each kind of source', needsUnix, () => {
  test('fetch the marketplace, and install what it contains', () => {
    const { made, repo, bareRepo } = tagged();
    const commit = repo.git('rev-parse', 'base--v1.5.0');
    const url = 'https://git.example/plugins.git';
    const file = join(repo.path, '.claude-plugin/marketplace.json');
    const kinds = [
      { source: 'acme/plugins#base--v1.5.0' },
      { source: url },
      { source: `${url}#${commit}` },
      { source: file },
      // The client takes neither of these.
      { source: `${repo.url}#base--v1.0.0`, added: './lab', version: '1.0.0' },
      { source: bareRepo, added: './lab', version: '2.0.0' },
    ];
    for (const { source, added = source, version } of kinds) {
      const place = { ...made, cwd: folder() };
      const args = ['base', '--registry', source, '--no-bundled'];
      const { asked } = expectAllToRun(args, place, { realGit: true });
      expect(asked.slice(0, 2), source).toEqual([
        `plugin marketplace add ${added}`,
        'plugin install base@lab',
      ]);
      expect(asked).toContain('plugin marketplace remove lab');
      if (version !== undefined) expect(versionIn(place.cwd, 'lab', 'base')).toBe(version);
    }
  });

  test('put the folder of the tag in place of the current copy, if an older version is asked for', () => {
    const { made, repo } = tagged();
    for (const source of ['acme/plugins', repo.path]) {
      const place = { ...made, cwd: folder() };
      const args = ['base@1.5.0', '--registry', source, '--no-bundled'];
      const { asked } = expectAllToRun(args, place, { realGit: true });
      expect(asked, source).toContain('plugin marketplace add ./lab');
      expect(versionIn(place.cwd, 'lab', 'base')).toBe('1.5.0');
    }
  });

  test('leave a folder with the name of the marketplace alone, and keep the order in which versions fit', () => {
    const { made, repo } = tagged();
    mkdirSync(join(made.cwd, 'lab'));
    const args = ['base', 'app', '--registry', repo.url, '--no-bundled'];
    const { asked } = expectAllToRun(args, made, { realGit: true });
    expect(asked.slice(0, 3)).toEqual([
      'plugin marketplace add ./lab-2',
      'plugin install app@lab',
      'plugin install base@lab',
    ]);
    const { code, json } = mktJson(['plan', ...args], made);
    expect(code).toBe(0);
    expect(json.verdict.kind).toBe('loads');
    expect(json.rollout[0].commands).toContainEqual(expect.stringMatching(/^# keep this order: /));
  });
});

describe('what the client accepts', () => {
  test.each([
    ['plugin install a@b', undefined],
    ['plugin install a@b c@d', 'plugin install takes 1 to 1 arguments, not 2'],
    ['plugin install a@b --version 1', 'plugin install has no option --version'],
    ['plugin marketplace remove', 'plugin marketplace remove takes 1 to 1 arguments, not 0'],
    ['plugin lock a', 'unknown command: plugin lock a'],
    ['--debug', undefined],
  ])('%s', (line, why) => {
    expect(refusedByClient(line.split(' '))).toBe(why);
  });
});

test('the plan of every pattern fits on one screen', () => {
  const { json } = mktJson(['patterns', 'list']);
  const ids = json.patterns.map(({ id }: { id: string }) => id);
  expect(ids).toHaveLength(24);
  // With successors, some have plugins of two commits, which takes more commands.
  const all = [
    ...ids.map((id: string) => [id]),
    ['gitops', '--successors'],
    ['modern-frontend', '--successors'],
  ];
  const tooLong = all.flatMap(([id, ...more]: string[]) => {
    const { stdout } = mkt(['plan', '--pattern', id ?? '', ...more]);
    const lines = stdout.trimEnd().split('\n').length;
    const [, plugins = 1] = /these (\d+) plugins/.exec(stdout) ?? [];
    return lines > 40 + 2.5 * Math.max(0, Number(plugins) - 3) ? [`${id}: ${lines}`] : [];
  });
  expect(tooLong).toEqual([]);
});

/** Every command in a plan runs as it stands: in a shell, with a client in its place that only records what it is asked for. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusedByClient } from '../support/client-commands.ts';
import { madeHome } from '../support/home.ts';
import { folder, mkt, mktJson, root } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';

/** Commands that only show whether something is there: whether it is, depends on the machine. */
const sections = ['steps', 'rollback', 'monitoring'];

/** All commands that a plan prints, in its order. */
function commandsOf(args: readonly string[], options: Parameters<typeof mkt>[1]): string[] {
  return sections.flatMap((section) => {
    const { stdout, stderr } = mkt(['plan', ...args, '--section', section], options);
    expect(stderr).toBe('');
    return stdout.split('\n').flatMap((line) => /^\s+\$ (.*)$/.exec(line)?.[1] ?? []);
  });
}

/** Runs commands one after another, with recorders for `claude` and `git`, and the real mkt. */
function ran(commands: readonly string[], { cwd, env }: { cwd: string; env: Record<string, string> }) {
  const bin = folder();
  const log = join(bin, 'log');
  writeFileSync(log, '');
  const program = (name: string, text: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const record = `for word in "$@"; do printf '%s\\t' "$word" >> '${log}'; done; printf '\\n' >> '${log}'`;
  program('claude', `printf 'claude\\t' >> '${log}'; ${record}`);
  program('git', `printf 'git\\t' >> '${log}'; ${record}; [ "$1" != clone ] || mkdir -p "$3"`);
  program('mkt', `exec '${process.execPath}' '${join(root, 'bin/mkt.js')}' "$@"`);
  const failed = commands.flatMap((command) => {
    const { status, stderr } = spawnSync('sh', ['-c', command], {
      cwd,
      encoding: 'utf8',
      env: { ...env, PATH: `${bin}:/usr/bin:/bin` },
    });
    return status === 0 ? [] : [`${command}: ${status} ${stderr}`];
  });
  const calls = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t').slice(0, -1));
  return { failed, calls };
}

function expectAllToRun(args: readonly string[], made = madeHome({})) {
  const options = { cwd: made.cwd, env: made.env };
  const commands = commandsOf(args, options);
  const { failed, calls } = ran(commands, options);
  expect(failed).toEqual([]);
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
  const tooLong = ids.flatMap((id: string) => {
    const { stdout } = mkt(['plan', '--pattern', id]);
    const lines = stdout.trimEnd().split('\n').length;
    const [, plugins = 1] = /these (\d+) plugins/.exec(stdout) ?? [];
    return lines > 40 + 2.5 * Math.max(0, Number(plugins) - 3) ? [`${id}: ${lines}`] : [];
  });
  expect(tooLong).toEqual([]);
});

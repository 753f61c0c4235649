import { describe, expect, test } from 'vitest';
import { commands, groups } from '../../../src/cli/commands.ts';
import { completionOf, type Names } from '../../../src/cli/completion/candidates.ts';
import { globalOptions } from '../../../src/cli/options.ts';
import { mkt } from '../../support/mkt.ts';

const names: Names = {
  plugins: async () => [
    { value: 'alpha', description: 'first' },
    { value: 'beta' },
    { value: '$(rm -rf x)' },
  ],
  versions: async (plugin) => (plugin === 'alpha' ? ['2.0.0', '1.0.0'] : []),
  patterns: async () => [{ value: 'ml-pipeline' }],
  rules: () => [{ value: 'MKT301', description: 'agent-name-clash' }],
};
const at = (...words: string[]) =>
  completionOf(words, { commands, groups, globalOptions, topics: { config: 'keys' } }, names);
const values = async (...words: string[]) => (await at(...words)).values.map(({ value }) => value);

describe('commands', () => {
  test('all of them, and the groups', async () => {
    const all = await values('');
    for (const { name } of commands) expect(all).toContain(name.split(' ')[0]);
    expect(new Set(all).size).toBe(all.length);
  });
  test('after an option of every command', async () =>
    expect(await values('--registry', 'x', 'che')).toEqual(['check']));
  test('of a group', async () => expect(await values('cache', '')).toEqual(['clean']));
  test('none of a group that does not exist', async () => expect(await values('nonsense', '')).toEqual([]));
  test('a second word of a group is an argument of its command', async () =>
    expect(await values('patterns', 'show', '')).toEqual(['ml-pipeline']));
});

describe('options', () => {
  test('those of the command and of every command, without hidden ones', async () => {
    const all = await values('plan', '--');
    expect(all).toEqual(expect.arrayContaining(['--orchestration', '--registry', '--help']));
    const hidden = commands.flatMap(({ options = [] }) => options).filter((each) => each.hidden === true);
    for (const { flags } of hidden) expect(all).not.toContain(flags);
  });
  test('values by choice, by format, and behind an equals sign', async () => {
    expect(await values('plan', '--orchestration', 'par')).toEqual(['parallel']);
    expect(await values('plan', '-f', 'mer')).toEqual(['mermaid']);
    expect(await values('plan', '--format=mer')).toEqual(['--format=mermaid']);
    expect(await values('plan', '--nonsense=')).toEqual([]);
  });
  test('a rule waits for its level', async () =>
    expect(await at('check', '--rule', '')).toEqual({
      values: [{ value: 'MKT301=', description: 'agent-name-clash' }],
      isOpen: true,
    }));
  test('folders, and files', async () => {
    expect(await at('--cwd', '')).toEqual({ values: [], paths: 'folders' });
    expect(await at('check', '-o', '')).toEqual({ values: [], paths: 'files' });
  });
  test('none after `--`', async () => expect(await values('check', '--', '-')).toEqual([]));
});

describe('arguments', () => {
  test('plugins, as often as the command takes them', async () => {
    expect(await values('check', '')).toEqual(['alpha', 'beta']);
    expect(await values('check', 'beta', 'al')).toEqual(['alpha']);
    expect(await values('info', 'alpha', '')).toEqual([]);
  });
  test('versions of a plugin', async () =>
    expect(await values('check', 'alpha@')).toEqual([
      'alpha@2.0.0',
      'alpha@^2.0.0',
      'alpha@1.0.0',
      'alpha@^1.0.0',
    ]));
  test('never a name that a shell would run', async () => expect(await values('check', '$')).toEqual([]));
});

describe('the hidden command', () => {
  const answer = (args: readonly string[]) => mkt(['__complete', ...args]);
  test('says what the shell does besides, then values with their descriptions', () =>
    expect(answer(['completion', '']).stdout).toBe(':names\nbash\nzsh\nfish\n'));
  test('a registry of the line counts, and one that cannot be read completes nothing', () => {
    const lab = ['check', '--registry', 'examples/lab', '--no-bundled', 'bas'];
    expect(answer(lab).stdout).toContain('base\t');
    expect(answer(['check', '--registry', 'nowhere', 'julia-dev'])).toMatchObject({ code: 0, stderr: '' });
  });
});

test('an unknown shell: the nearest one', () => {
  const { code, stderr } = mkt(['completion', 'fihs']);
  expect(code).toBe(2);
  expect(stderr).toContain('did you mean `fish`?');
});

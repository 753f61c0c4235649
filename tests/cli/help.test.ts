/** Help fits on a screen, is found by near names, and knows everything that it says from where the program knows it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands, groups } from '../../src/cli/commands.ts';
import { exampleList } from '../../src/cli/help/config-page.ts';
import { helpPage } from '../../src/cli/help/pages.ts';
import { topicSummaries } from '../../src/cli/help/topics.ts';
import { globalOptions } from '../../src/cli/options.ts';
import {
  clientVariables,
  givenVariables,
  ownVariables,
  systemVariables,
} from '../../src/model/environment-variables.ts';
import { displayWidth } from '../../src/report/display-width.ts';
import { helpText } from '../../src/report/help-text.ts';
import { plain } from '../../src/report/style.ts';
import { mkt, mktHere, root } from '../support/mkt.ts';

const topics = Object.keys(topicSummaries);
const names = ['', ...commands.map(({ name }) => name), ...Object.keys(groups), ...topics];
const words = (name: string) => name.split(' ').filter((word) => word !== '');
const textOf = async (name: string, { width = 80, isAll = false } = {}) =>
  helpText(await helpPage(words(name), { isAll }), { style: plain, width });

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'there is no page of `%s`, which every object has as a member',
  async (name) => {
    await expect(helpPage([name])).rejects.toThrow(`there is no help for \`${name}\``);
  },
);

describe('a page', () => {
  test.each(commands.map(({ name }) => name))('of mkt %s fits on a screen of 80 by 34', async (name) => {
    const lines = (await textOf(name)).split('\n');
    expect(lines.length).toBeLessThanOrEqual(34);
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(80);
  });

  test('of the program does, too, and names every command and topic', async () => {
    const text = await textOf('');
    expect(text.split('\n').length).toBeLessThanOrEqual(34);
    for (const { name } of commands) expect(text).toMatch(new RegExp(`\\b${words(name)[0]}\\b`));
    for (const name of topics) expect(text).toContain(name);
  });

  test.each(names)(
    'of `%s` is not wider than the terminal, except for what is to be copied',
    async (name) => {
      for (const width of [40, 57, 80, 120]) {
        for (const isAll of [false, true]) {
          const wide = (await textOf(name, { width, isAll }))
            .split('\n')
            .filter((line) => displayWidth(line) > width);
          // Command lines, lines of files and long words stay whole.
          const isWhole = (line: string) =>
            /^ {2}(mkt|source| {2}- |[a-z]+:)/.test(line) || !/\S\s/.test(line);
          expect(wide.filter((line) => !isWhole(line))).toEqual([]);
        }
      }
    },
  );

  test.each(commands.map((spec) => [spec.name, spec] as const))(
    'of mkt %s has its options and some examples; with --all everything',
    async (name, { options = [], examples, formats }) => {
      const [short, all] = [await textOf(name), await textOf(name, { isAll: true })];
      for (const { flags } of options) expect(short).toContain(`  ${flags}`);
      expect(short).toContain(`\nFormats: ${formats.join(', ')}\n`);
      expect(short).toContain(examples[0]?.[0]);
      for (const { flags } of globalOptions) {
        expect(all).toContain(`  ${flags}`);
        expect(short).not.toContain(`\n  ${flags}`);
      }
      for (const [example] of examples) expect(all).toContain(example);
      expect(short).toContain(`mkt ${name} --help --all`);
    },
  );
});

describe('one page, however it is asked for', () => {
  test.each([
    [
      ['check', '--help'],
      ['help', 'check'],
    ],
    [
      ['check', '-h', 'unit-testing'],
      ['help', 'check'],
    ],
    [
      ['--help', 'check'],
      ['help', 'check'],
    ],
    [
      ['--registry', 'plan', 'check', '--help'],
      ['help', 'check'],
    ],
    [
      ['patterns', 'show', '--help'],
      ['help', 'patterns', 'show'],
    ],
    [
      ['patterns', '--help'],
      ['help', 'patterns'],
    ],
    [['--help'], ['help']],
    [
      ['check', '--help', '--all'],
      ['help', 'check', '--all'],
    ],
  ])('mkt %j', async (one, other) => {
    const outcome = await mktHere(one);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect((await mktHere(other)).stdout).toBe(outcome.stdout);
  });

  test('but the help of a command that another one runs is its own', async () => {
    const { stdout } = await mktHere(['run', '--dry-run', 'claude', '--help'], { cwd: '/' });
    expect(stdout).not.toContain('Usage:');
  });

  test('without a command it goes to stderr, with exit code 2', () => {
    const { code, stdout, stderr } = mkt([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(mkt(['help']).stdout);
  });
});

describe('a name that is nearly one', () => {
  test.each([
    [['help', 'chekc'], 'check'],
    [['help', 'exitcodes'], 'exit-codes'],
    [['help', 'enviroment'], 'environment'],
    [['help', 'patterns', 'shwo'], 'patterns show'],
    [['chekc', '--help'], 'check'],
  ])('mkt %j', async (args, name) => {
    const { code, stdout, stderr } = await mktHere(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('there is no help for');
    expect(stderr).toContain(`\`${name}\``);
  });

  test('none: where to look', async () => {
    expect((await mktHere(['help', 'zzzzzz'])).stderr).toContain('run `mkt help`');
  });
});

test('completion knows the topics, and the commands of a group', async () => {
  const { stdout } = await mktHere(['__complete', 'help', '']);
  for (const name of [...topics, 'check', 'patterns']) expect(stdout).toMatch(new RegExp(`^${name}\\t`, 'm'));
  expect((await mktHere(['__complete', 'help', 'patterns', ''])).stdout).toMatch(/^show\t/m);
  expect((await mktHere(['__complete', 'help', 'exit-codes', ''])).stdout).toBe(':names\n');
});

describe('mkt help config', () => {
  const schema = JSON.parse(readFileSync(join(root, 'schema/project.schema.json'), 'utf8'));

  test('has every key of the schema, each with what it means', async () => {
    const page = await helpPage(['config']);
    const [keys] = page.sections;
    const terms = keys?.kind === 'terms' ? keys.rows.map(({ term }) => term) : [];
    expect(terms).toEqual(expect.arrayContaining(Object.keys(schema.properties)));
    expect(terms).toEqual(expect.arrayContaining(['accepted[].reason', 'environment.resources.memory']));
  });

  test('has an example that holds to it', () => {
    const isValid = new Ajv({ strict: false, formats: { date: true } }).compile(schema);
    expect(isValid(parse(exampleList.join('\n'))), JSON.stringify(isValid.errors)).toBe(true);
  });
});

describe('mkt help environment', () => {
  const known = [...ownVariables, ...clientVariables, ...systemVariables, ...givenVariables]
    .flatMap(({ name }) => name.split(', '))
    .sort();
  /** Names that the program reads from an environment, or gives to one. */
  const used = ['src', 'bin'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      // What GitHub gives to the action is described there.
      .filter((file) => /\.[jt]s$/.test(file) && file !== 'action.js')
      .flatMap((file) => {
        const text = readFileSync(join(root, folder, file), 'utf8');
        const lines = text.split('\n').filter((line) => !/^\s*(\*|\/[*/])/.test(line));
        return [...lines.join('\n').matchAll(/\benv\.([A-Z][A-Z_]+)\b|'((?:MKT|CLAUDE_CODE)_[A-Z_]+)'/g)].map(
          ([, read, named]) => read ?? named ?? '',
        );
      }),
  );

  test('has every variable that the program reads, and no other', () => {
    expect(used.length).toBeGreaterThan(30);
    expect([...new Set(used)].sort()).toEqual(known);
  });
});

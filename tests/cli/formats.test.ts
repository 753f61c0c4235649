/** The formats of every command: each that is declared renders, and its JSON holds to the schema that the command names. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { command } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { main } from '../../src/cli/main.ts';
import { noSpinner } from '../../src/cli/spinner.ts';
import { schemas, schemaText } from '../../src/model/formats/schemas.ts';
import { writeBisect } from '../../src/project/bisect-journal.ts';
import { plain } from '../../src/report/style.ts';
import { folder, root } from '../support/mkt.ts';

const lab = ['--registry', 'examples/lab', '--no-bundled'];

/** For each command a call that has a result. A command without one here fails below. */
const samples: Readonly<Record<string, readonly string[]>> = {
  check: ['export', 'convert', ...lab],
  plan: ['export', 'convert', ...lab],
  resolve: ['store', ...lab],
  why: ['base', 'store', ...lab],
  'why-not': ['base@^1', 'store', ...lab],
  init: ['--dry-run', '--cwd', 'examples/lab'],
  tree: ['store', ...lab],
  outdated: ['base@^1', ...lab],
  changed: [],
  doctor: ['--cwd', 'examples/lab'],
  'bisect log': [],
  'bisect run': ['true'],
  'bisect try': [],
  'bisect good': [],
  'bisect bad': [],
  'bisect reset': [],
  trim: ['export', 'store', ...lab],
  diff: ['base@1.0.0', '1.4.0', ...lab],
  add: ['table', '--dry-run', '--cwd', 'examples/rules/MKT914'],
  remove: ['code-documentation', '--dry-run', '--cwd', 'examples/team'],
  lock: ['--dry-run', '--cwd', 'examples/rules/MKT914'],
  validate: ['examples/team/mkt.yaml'],
  map: ['examples/lab'],
  list: lab,
  search: ['table', ...lab],
  info: ['store', ...lab],
  describe: ['store', ...lab],
  'patterns list': [],
  'patterns show': ['ml-pipeline'],
  'patterns suggest': ['julia-development'],
  'patterns new': ['mine', 'julia-development'],
  'patterns validate': ['registry/patterns/ml-pipeline.yaml'],
  'registry list': lab,
  'registry add': ['examples/lab'],
  'registry build': ['examples/lab'],
  'registry update': [],
  'registry remove': ['examples/lab'],
  'cache clean': [],
  explain: ['MKT301'],
  completion: ['bash'],
  help: ['check'],
  sync: [],
  run: [],
};

/** What makes a text one of its format. */
const looksRight: Readonly<Record<string, (text: string) => void>> = {
  text: (text) => expect(() => JSON.parse(text)).toThrow(),
  json: (text) => expect(typeof JSON.parse(text)).toBe('object'),
  yaml: (text) => expect(parse(text)).toMatchObject({ schemaVersion: 1 }),
  markdown: (text) => expect(text).toMatch(/^# \S/),
  github: (text) => expect(text.split('\n').at(-2)).toMatch(/^mkt: /),
  sarif: (text) => expect(JSON.parse(text)).toMatchObject({ version: '2.1.0' }),
  junit: (text) => expect(text).toMatch(/^<\?xml [\s\S]*<\/testsuites>\n$/),
  badge: (text) => expect(JSON.parse(text)).toMatchObject({ schemaVersion: 1, label: 'plugins' }),
  mermaid: (text) => expect(text).toMatch(/^flowchart /),
  dot: (text) => expect(text).toMatch(/^digraph [\s\S]*\}\n$/),
  svg: (text) => expect(text).toMatch(/^<svg [\s\S]*<\/svg>\n$/),
  html: (text) => expect(text).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/i),
};

/** Runs a command line in this process, for a user of its own. */
async function run(args: readonly string[], own = folder()) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(args, {
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
    env: { PATH: process.env.PATH, HOME: own },
    cwd: root,
  });
  return { code, out: out.join(''), err: err.join('') };
}

const passesOn = new Set(commands.filter((spec) => spec.passesOn === true).map(({ name }) => name));

/** The sample of one command, with what has to be there before. */
async function runSample(name: string, ...options: string[]) {
  const own = folder();
  if (name === 'registry remove') await run(['registry', 'add', 'examples/lab'], own);
  if (name === 'sync' || name === 'run') {
    writeFileSync(join(own, 'mkt.yaml'), 'plugins: []\n');
    await run(['lock', '--yes', '--cwd', own], own);
    options.push('--dry-run', '--cwd', own);
  }
  if (/^bisect (?!log|reset)/.test(name)) {
    const suspects = [{ id: 'a@m', name: 'a', requires: [] }];
    // With both answers there is nothing left to start.
    const known = { 'bisect bad': [[]], 'bisect good': [] }[name] ?? [[], ['a@m']];
    const tried: readonly (readonly string[])[] = known;
    writeBisect(
      own,
      { HOME: own },
      {
        mkt: 1,
        from: 'lock',
        suspects,
        tried: tried.map((ids) => ({ ids: [...ids], isBad: ids.length > 0 })),
      },
    );
    options.unshift('--cwd', own);
  }
  const sample = samples[name] ?? ['--no-sample'];
  const { out, ...rest } = await run(
    // What follows the words of a command that another one runs is that one's.
    [
      ...name.split(' '),
      ...(passesOn.has(name) ? options : []),
      ...sample,
      ...(passesOn.has(name) ? [] : options),
    ],
    own,
  );
  return { ...rest, out: out.replaceAll(own, 'own') };
}

const all = commands.flatMap(({ name, formats }) => formats.map((format) => [name, format] as const));

describe('every format renders', () => {
  test.each(all)('mkt %s --format %s', async (name, format) => {
    const { code, out, err } = await runSample(name, '--format', format);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).not.toBe('');
    const look = looksRight[format];
    if (look === undefined) throw new Error(`nothing here tells what \`${format}\` looks like`);
    look(out);
  });

  test('no two formats of a command give the same', async () => {
    for (const { name, formats } of commands) {
      const texts = await Promise.all(
        formats.map(async (format) => (await runSample(name, '--format', format)).out),
      );
      expect(new Set(texts).size, name).toBe(formats.length);
    }
  });
});

describe.each(commands.map((spec) => [spec.name, spec] as const))('mkt %s', (name, { formats, schema }) => {
  test('prints the first format by default', async () => {
    const { out } = await runSample(name, '--format', formats[0] as string);
    expect((await runSample(name)).out).toBe(out);
  });

  test('lists its formats if an unknown one is requested', async () => {
    const { code, out, err } = await runSample(name, '--format', 'zzzzzz');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`\`mkt ${name}\` has no format \`zzzzzz\``);
    expect(err).toContain(`use ${formats.map((format) => `\`${format}\``).join(', ')}\n`);
  });

  test('says them in its help', async () => {
    const { out } = await run([...name.split(' '), '--help']);
    expect(out).toContain(`\nFormats: ${formats.join(', ')}\n`);
  });

  test('prints JSON as its schema says', async () => {
    const file = readFileSync(join(root, 'schema', `${schema}.schema.json`), 'utf8');
    const { out } = await runSample(name, '--format', 'json');
    const isValid = new Ajv({ strict: true, allowUnionTypes: true, formats: { 'date-time': true } }).compile(
      JSON.parse(file),
    );
    expect(isValid(JSON.parse(out)), JSON.stringify(isValid.errors)).toBe(true);
  });
});

test('every schema of what mkt prints is one of a command, but for that of failures', () => {
  const named = new Set(commands.map(({ schema }) => schema));
  // The schema of an output has a version; those of what mkt reads do not.
  const printed = Object.keys(schemas).filter((name) => schemaText(name).includes('"schemaVersion"'));
  expect(printed.filter((name) => !named.has(name))).toEqual(['failure']);
  expect([...named].filter((name) => !printed.includes(name))).toEqual(['index']);
});

test('a report is loaded only when it is to be made', async () => {
  const loaded: string[] = [];
  const format = (name: string) => async () => {
    loaded.push(name);
    return (result: number) => `${name} ${result}`;
  };
  const spec = command<number>({
    name: 'sample',
    summary: 'a sample',
    formats: { text: format('text'), json: format('json') },
    schema: 'sample',
    examples: [],
    load: async () => ({
      run: async ({ args }) => (args.length > 0 ? { code: 1, text: 'as it is' } : { code: 0, result: 7 }),
    }),
  });
  expect(spec.formats).toEqual(['text', 'json']);
  expect(loaded).toEqual([]);
  const call = (args: readonly string[]) =>
    spec.answer(
      {
        args,
        options: {
          command: 'x',
          registry: [],
          bundled: true,
          cwd: root,
          format: 'json',
          strict: false,
          offline: true,
          quiet: false,
          verbose: false,
          color: false,
        },
        world: {
          env: {},
          aside: {
            stream: { write: () => undefined },
            style: plain,
            width: 80,
            quiet: false,
            spinner: noSpinner,
          },
          commands: [],
          help: async () => ({ name: '', text: [], sections: [], more: [] }),
        },
      },
      {
        style: plain,
        width: 80,
        terminal: false,
        quiet: false,
        verbose: false,
        version: () => '1.0.0',
        rulePage: () => '',
      },
    );
  expect(await call(['no result'])).toEqual({ code: 1, text: 'as it is' });
  expect(loaded).toEqual([]);
  expect(await call([])).toEqual({ code: 0, text: 'json 7' });
  expect(loaded).toEqual(['json']);
});

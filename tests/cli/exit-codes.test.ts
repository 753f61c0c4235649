/** One rule for exit codes, whichever command it is: 1 for what is named and unknown, 2 for wrong usage and for a document that cannot be read. */
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { folder, mktHere } from '../support/mkt.ts';

const lab = ['--no-bundled', '--registry', 'lab'];

/** What is said to a command in each situation; a command that has no such situation leaves it out. */
interface Lines {
  /** With a plugin that no registry has. */
  readonly plugin?: readonly string[];
  /** With a pattern, rule, category or the like that does not exist. */
  readonly name?: readonly string[];
  /** Works on the project's list, or on a file of the project: none is there, or it is malformed. */
  readonly list?: readonly string[];
  /** With a file or folder that is named and does not exist. */
  readonly missing?: readonly string[];
}

const lines: Readonly<Record<string, Lines>> = {
  check: {
    plugin: ['zebra'],
    name: ['--pattern', 'zebra'],
    list: [],
    missing: ['good', '--policy', 'nowhere.json'],
  },
  plan: { plugin: ['zebra'], name: ['--pattern', 'zebra'], list: [], missing: ['good', '--registry', './x'] },
  resolve: { plugin: ['zebra'], name: ['--pattern', 'zebra'], list: [], missing: ['good', '--cwd', 'x'] },
  why: { plugin: ['good', 'zebra'], name: ['good', '--pattern', 'zebra'], list: ['good'] },
  'why-not': { plugin: ['zebra', 'good'], name: ['good', '--pattern', 'zebra'], list: ['good'] },
  init: { missing: ['--cwd', 'nowhere'] },
  add: { list: ['good'] },
  remove: { list: ['good'] },
  tree: { plugin: ['zebra'], name: ['--pattern', 'zebra'], list: [] },
  outdated: { plugin: ['zebra'], name: ['--pattern', 'zebra'], list: [] },
  diff: { plugin: ['zebra@1.0.0', '2.0.0'] },
  // It compares the machine with what it was; a project's list is not its document.
  changed: {},
  trim: { plugin: ['zebra'], name: ['--pattern', 'zebra'], list: [] },
  // It looks at everything around a project, and reports a list that cannot be read among other things.
  doctor: {},
  'bisect run': { list: ['true'] },
  'bisect try': { list: [] },
  'bisect good': {},
  'bisect bad': {},
  'bisect log': {},
  'bisect reset': {},
  lock: { list: [] },
  sync: { list: [] },
  run: { list: [] },
  validate: { list: ['mkt.yaml'], missing: ['nowhere'] },
  map: { plugin: ['zebra'], missing: ['./nowhere'] },
  list: { name: ['--category', 'zebra'] },
  search: { name: ['zebra'] },
  describe: { plugin: ['zebra'] },
  info: { plugin: ['zebra'] },
  'patterns list': {},
  'patterns new': {},
  'patterns validate': { missing: ['nowhere.yaml'] },
  'patterns show': { name: ['zebra'] },
  'patterns suggest': { plugin: ['zebra'], list: [] },
  'registry list': {},
  'registry add': { missing: ['./nowhere'] },
  'registry build': { missing: ['./nowhere'] },
  'registry update': { name: ['zebra'] },
  'registry remove': { name: ['zebra'] },
  'cache clean': {},
  explain: { name: ['zebra'] },
  completion: {},
  help: {},
};

const plugin = 'name: good\nreleases:\n  - version: 1.0.0\n';

const situations: readonly [
  what: string,
  code: number,
  of: keyof Lines,
  files: Readonly<Record<string, string>>,
][] = [
  ['an unknown plugin', 1, 'plugin', {}],
  ['another unknown name', 1, 'name', {}],
  ['no list', 2, 'list', {}],
  ['a list that is not YAML', 2, 'list', { 'mkt.yaml': 'plugins: {\n' }],
  ['a list without its required key', 2, 'list', { 'mkt.yaml': 'plugin: [good]\n' }],
  ['a file or folder that does not exist', 2, 'missing', {}],
];

test('the table has every command', () => {
  expect(Object.keys(lines).sort()).toEqual(commands.map(({ name }) => name).sort());
});

describe.each(situations)('%s: %i', (_, code, of, files) => {
  const all = Object.entries(lines).flatMap(([name, line]) =>
    line[of] === undefined ? [] : [[name, line[of]] as const],
  );
  test.each(all)('mkt %s', async (name, words) => {
    const cwd = folder({ 'lab/plugins/good.yaml': plugin, ...files });
    const outcome = await mktHere([...name.split(' '), ...lab, ...words], { cwd, env: { HOME: cwd } });
    expect(outcome, JSON.stringify(outcome)).toMatchObject({ code });
    expect(outcome.stdout + outcome.stderr).not.toMatch(/\n\s+at |this is a bug/);
  });
});

describe('an unknown option: 2', () => {
  test.each(commands.map(({ name }) => name))('mkt %s', async (name) => {
    const { code, stderr } = await mktHere([...name.split(' '), '--zebra']);
    expect(code).toBe(2);
    expect(stderr).toContain('unknown option `--zebra`');
  });
});

describe('a list that names what does not exist: 1, as for the same name on the command line', () => {
  test.each(['check', 'plan', 'resolve', 'tree', 'outdated', 'trim', 'lock'])('mkt %s', async (name) => {
    const cwd = folder({ 'mkt.yaml': 'plugins: []\npatterns: [zebra]\n' });
    const { code, stdout, stderr } = await mktHere([name], { cwd, env: { HOME: cwd } });
    expect(stdout + stderr).toContain('unknown pattern `zebra`');
    expect(code).toBe(1);
  });

  test('but 2 with another error beside it', async () => {
    const cwd = folder({ 'mkt.yaml': 'plugins: [5]\npatterns: [zebra]\n' });
    expect((await mktHere(['check'], { cwd })).code).toBe(2);
  });
});

describe('mkt validate: 2 if the document itself cannot be read, 1 for a mistake in it', () => {
  const market = (text: string) => ({ '.claude-plugin/marketplace.json': text });
  const entry = '{"name":"a","source":"./a"}';
  test.each<[what: string, files: Record<string, string>, code: number]>([
    ['a list that is not YAML', { 'mkt.yaml': 'plugins: {\n' }, 2],
    ['a list that `mkt check` refuses', { 'mkt.yaml': 'plugins: 5\n' }, 2],
    ['a list with a warning', { 'mkt.yaml': 'plugins: []\nplugin: []\n' }, 0],
    ['a lock that is not YAML', { 'mkt.yaml': 'plugins: []\n', 'mkt.lock': '{' }, 2],
    ['settings that are not JSON', { '.claude/settings.json': '{' }, 2],
    ['a marketplace that is not JSON', market('{'), 2],
    ['a marketplace without `plugins`', market('{"name":"m","owner":{"name":"o"}}'), 2],
    [
      'a marketplace with an entry that names no folder',
      market(`{"name":"m","owner":{"name":"o"},"plugins":[${entry}]}`),
      1,
    ],
    [
      'a marketplace with a plugin whose manifest is malformed',
      {
        ...market(`{"name":"m","owner":{"name":"o"},"plugins":[${entry}]}`),
        'a/.claude-plugin/plugin.json': '{',
      },
      1,
    ],
  ])('%s', async (_, files, code) => {
    const cwd = folder(files);
    expect((await mktHere(['validate'], { cwd, env: { HOME: cwd } })).code).toBe(code);
  });
});

describe('a group without a command: its usual command, or 2', () => {
  test.each([
    ['patterns', 0],
    ['registry', 0],
    ['cache', 2],
  ])('mkt %s', async (name, code) => {
    const cwd = folder();
    expect((await mktHere([name], { cwd, env: { HOME: cwd } })).code).toBe(code);
  });
});

import { describe, expect, test } from 'vitest';
import { findProject, readProject } from '../../src/project/index.ts';
import { folder } from '../support/mkt.ts';
import { type Worded, worded } from '../support/worded.ts';

const shown = ({ rule, location: { file, line, column }, message }: Worded) =>
  `${rule} ${file}:${line}:${column} ${message}`;

async function read(files: Record<string, string | Buffer>, below = '') {
  const root = folder({ ...files, [`${below}/.keep`]: '' });
  const cwd = below === '' ? root : `${root}/${below}`;
  const env = { HOME: '/nowhere', MKT_POLICY: '' };
  const file = findProject(cwd, { env });
  if (file === undefined) throw new Error('no project found');
  const { project, faults } = await readProject(file, { cwd, env });
  return { project, faults, shown: worded(faults).map(shown) };
}

describe('finding the project', () => {
  test('mkt.yaml upwards, before any settings of the client', () => {
    const root = folder({
      'mkt.yaml': '',
      'a/.claude/settings.json': '{"enabledPlugins":{}}',
      'a/.git/HEAD': '',
      'a/b/c/x': '',
    });
    expect(findProject(`${root}/a/b/c`, { env: {} })).toBe(`${root}/mkt.yaml`);
    expect(findProject(root, { env: {} })).toBe(`${root}/mkt.yaml`);
  });

  test('settings only if they name plugins', () => {
    const root = folder({
      '.claude/settings.json': '{"enabledPlugins":{}}',
      'a/.claude/settings.json': '{"model":"x"}',
      'a/b/x': '',
    });
    expect(findProject(`${root}/a/b`, { env: {} })).toBe(`${root}/.claude/settings.json`);
  });

  test('nothing', () => {
    expect(findProject(folder(), { env: {} })).toBeUndefined();
  });
});

describe('mkt.yaml', () => {
  test('everything that it may say, with places', async () => {
    const text = `registries: [ ./vendor/marketplace, acme/plugins, "https://example.com/index.json" ]
plugins:
  - julia-development
  - "hpc-computing@^2.1.0"  # mkt-ignore MKT303, MKT306: we know # both
  - { name: x, marketplace: y, version: ^1 }
patterns: [ ml-pipeline ]
environment: { runtimes: { julia: 1.10.4 }, resources: { gpu: 1, cpu: 16, memory: 64Gi } }
budgets: { contextTokens: 8000, hooksPerToolCall: 3 }
rules: { MKT303: warning, isolated-plugin: off }
`;
    const { project, faults } = await read({ 'mkt.yaml': text }, 'deep/er');
    const at = (line: number, column: number) => ({ file: '../../mkt.yaml', line, column });
    expect(faults).toEqual([]);
    expect(project).toMatchObject({
      file: '../../mkt.yaml',
      registries: [
        { source: '../../vendor/marketplace', location: at(1, 15) },
        { source: 'acme/plugins', location: at(1, 37) },
        { source: 'https://example.com/index.json' },
      ],
      patterns: [{ id: 'ml-pipeline', location: at(6, 13) }],
      environment: { runtimes: { julia: '1.10.4' }, resources: { gpu: 1, cpu: 16, memory: '64Gi' } },
      budgets: { contextTokens: 8000, hooksPerToolCall: 3 },
      rules: { MKT303: 'warning', 'isolated-plugin': 'off' },
    });
    expect(project.plugins).toEqual([
      { text: 'julia-development', name: 'julia-development', range: '*', location: at(3, 5) },
      { text: 'hpc-computing@^2.1.0', name: 'hpc-computing', range: '^2.1.0', location: at(4, 5) },
      { text: 'x@y@^1', name: 'x', range: '^1', marketplace: 'y', location: at(5, 5) },
    ]);
    expect(project.ignores).toEqual([
      { rule: 'MKT303', reason: 'we know # both', location: at(4, 29) },
      { rule: 'MKT306', reason: 'we know # both', location: at(4, 29) },
    ]);
  });

  test('what is not a plugin says how to write one', async () => {
    const { faults } = await read({ 'mkt.yaml': 'plugins: [a@]\n' });
    expect(worded(faults).map(({ help }) => help)).toEqual([
      'write a plugin as `name`, `name@range`, `name@marketplace` or `name@marketplace@range`',
    ]);
  });

  test('every fault at its place', async () => {
    const text = `plugins:
  - a@
  - [1]
  - b # mkt-ignore MKT303
  - c # mkt-ignore all: because
  - { name: d, version: 1.10, verison: 2 }
pluginz: 3
environment: { runtimes: { julia: 1.10 } }
rules: { MKT303: loud, "No Rule": off, MKT306: false }
`;
    expect((await read({ 'mkt.yaml': text })).shown).toEqual([
      'MKT902 mkt.yaml:2:5 `a@` has nothing after its last `@`',
      'MKT902 mkt.yaml:3:5 `plugins[1]` must be a string or an object, but is a list',
      'MKT902 mkt.yaml:6:25 `plugins[4].version` must be a string, but is a number',
      'MKT903 mkt.yaml:6:31 unknown key `verison` in `plugins[4]`',
      'MKT903 mkt.yaml:7:1 unknown key `pluginz`',
      'MKT902 mkt.yaml:8:35 `environment.runtimes.julia` must be a string, but is a number',
      'MKT902 mkt.yaml:9:18 `rules.MKT303` must be `error`, `warning`, `note` or `off`, but is "loud"',
      'MKT902 mkt.yaml:9:24 `No Rule` is neither a rule id, such as `MKT303`, nor a rule name, such as `skill-name-clash`',
      'MKT902 mkt.yaml:9:48 `rules.MKT306` must be `error`, `warning`, `note` or `off`, but is false',
      'MKT902 mkt.yaml:4:7 `mkt-ignore` gives no reason',
      'MKT902 mkt.yaml:5:7 `all` is not the id of a rule',
    ]);
  });

  test('rules that a list names are known beside faults of its form, and a misspelled `plugins` is one fault', async () => {
    const { project, shown } = await read({
      'mkt.yaml': 'plugin: [a]\nrules: { no-such: off, MKT9: off }\naccepted: [{ rule: nor-this }]\n',
    });
    expect(project.named.map(({ rule }) => rule)).toEqual(['no-such', 'nor-this']);
    expect(shown.map((line) => line.slice(0, 20))).toEqual([
      'MKT902 mkt.yaml:1:1 ',
      'MKT902 mkt.yaml:2:24',
      'MKT902 mkt.yaml:3:12',
    ]);
  });

  test('a text that looks like a comment is none; a comment beside the list silences nothing', async () => {
    const { project, faults } = await read({
      'mkt.yaml':
        '# mkt-ignore MKT303: everything\nplugins:\n  - a\nregistries: ["./x # mkt-ignore MKT303: no"]\n',
    });
    expect(project.ignores).toEqual([]);
    expect(faults).toMatchObject([{ case: 'ignore-of-nothing', location: { line: 1 } }]);
    expect(project.plugins.map(({ name }) => name)).toEqual(['a']);
  });

  test.each([
    ['', 'MKT901 mkt.yaml:1:1 the file is empty'],
    ['plugins: [', 'MKT901 mkt.yaml:1:10 `[` is never closed'],
    ['plugins: a\n', 'MKT902 mkt.yaml:1:10 `plugins` must be a list, but is a string'],
    ['plugins:\n', 'MKT902 mkt.yaml:1:9 `plugins` has no value'],
    [
      'plugin: [a]\n',
      'MKT902 mkt.yaml:1:1 the key `plugins` is missing, so there is no list: `plugin` is not a key of this file',
    ],
    ['plugins: { a: ^1 }\n', 'MKT902 mkt.yaml:1:10 `plugins` must be a list, but is an object'],
    ['plugins:\n  - a: ^1\n', 'MKT902 mkt.yaml:2:5 `plugins[0]` is an object without the key `name`'],
  ])('%j', async (text, fault) => {
    const { project, shown } = await read({ 'mkt.yaml': text });
    expect(shown[0]).toBe(fault);
    expect(project.plugins).toEqual([]);
  });
});

describe('the settings of the client', () => {
  test('plugins that are switched on, comments and trailing commas tolerated', async () => {
    const text = `{
  // ours
  "enabledPlugins": {
    "unit-testing@lab": true, // mkt-ignore MKT301: known
    "__proto__@lab": true,
    "off@lab": false,
  },
  "extraKnownMarketplaces": {
    "lab": { "source": { "source": "github", "repo": "acme/lab" } },
    "near": { "source": { "source": "directory", "path": "./near" } },
  },
  "permissions": { "allow": [] },
}
`;
    const { project, faults } = await read({ '.claude/settings.json': text });
    const at = (line: number, column = 5) => ({ file: '.claude/settings.json', line, column });
    expect(faults).toEqual([]);
    expect(project.plugins).toEqual([
      { text: 'unit-testing@lab', name: 'unit-testing', range: '*', marketplace: 'lab', location: at(4) },
      { text: '__proto__@lab', name: '__proto__', range: '*', marketplace: 'lab', location: at(5) },
    ]);
    expect(project.ignores).toEqual([{ rule: 'MKT301', reason: 'known', location: at(4, 31) }]);
    expect(project.marketplaces).toEqual([
      {
        declaredAs: 'lab',
        text: 'acme/lab',
        stated: { kind: 'github', repo: 'acme/lab' },
        base: project.root,
        location: at(9),
      },
      {
        declaredAs: 'near',
        text: './near',
        stated: { kind: 'directory', path: './near' },
        base: project.root,
        location: at(10),
      },
    ]);
  });

  test('local settings win', async () => {
    const { project } = await read({
      '.claude/settings.json': '{"enabledPlugins": {"a@lab": true, "b@lab": false, "c@lab": true}}',
      '.claude/settings.local.json': '{"enabledPlugins": {"a@lab": false, "b@lab": true}}',
    });
    expect(project.plugins.map(({ name, location }) => `${name} ${location?.file}`)).toEqual([
      'b .claude/settings.local.json',
      'c .claude/settings.json',
    ]);
  });

  test('every fault at its place', async () => {
    const text =
      '{\n  "enabledPlugins": {\n    "nowhere": true,\n    "a@lab": "yes",\n    "a@lab": true\n  },\n  "extraKnownMarketplaces": { "lab": {} }\n}';
    expect((await read({ '.claude/settings.json': text })).shown).toEqual([
      'MKT901 .claude/settings.json:5:5 duplicate key `a@lab`, first on line 4',
      'MKT902 .claude/settings.json:3:5 `nowhere` must be a plugin and its marketplace, such as `plugin@marketplace`',
      'MKT902 .claude/settings.json:4:14 `enabledPlugins.a@lab` must be `true` or `false`, but is a string',
      'MKT902 .claude/settings.json:7:38 the key `source` is missing in `extraKnownMarketplaces.lab`',
    ]);
  });
});

/** What the client loads on a machine, from its records, settings and folders: which copy, or why none. */
import { describe, expect, test } from 'vitest';
import { loadingOf } from '../../../src/client/machine/loading.ts';
import type {
  CachedCopy,
  MachineFiles,
  MachineMarketplace,
} from '../../../src/client/machine/machine-files.ts';
import { mergeSettings } from '../../../src/client/settings.ts';
import type { InstallRecord } from '../../../src/model/machine.ts';
import type { SettingsScope } from '../../../src/model/settings.ts';
import { clientFacts } from '../../../src/sources/registries/bundled-client-facts.ts';
import { readJson } from '../../../src/text/json.ts';
import { entry, type Files, lab, manifest, memoryTree, opened } from '../fixtures.ts';

interface Machine {
  /** Plugins of the marketplace `lab`: the fields of their manifests. */
  readonly listed?: Readonly<Record<string, Files>>;
  readonly marketplaces?: Readonly<Record<string, Partial<MachineMarketplace>>>;
  readonly on?: Readonly<Partial<Record<SettingsScope, Readonly<Record<string, boolean>>>>>;
  /** By id, in any order. */
  readonly records?: Readonly<Record<string, readonly Partial<InstallRecord>[]>>;
  /** Plugins in `.claude/skills`, the folders of each scope in the order of the disk. */
  readonly skills?: Readonly<Partial<Record<'user' | 'project', Readonly<Record<string, Files>>>>>;
  /** Fetched copies, by path. */
  readonly copies?: Readonly<Record<string, Files>>;
  readonly seeds?: Readonly<Record<string, Files>>;
  /** Plugins that `lab` lists from elsewhere. */
  readonly fetched?: readonly string[];
}

const at = (file: string) => ({ file, line: 1, column: 1 });

const copyOf = (more: Files, label: string) =>
  memoryTree({ '.claude-plugin/plugin.json': { description: 'd', ...more } }, label);

async function loading(machine: Machine) {
  const { listed = {}, fetched = [], on = {}, records = {}, skills = {}, copies = {}, seeds = {} } = machine;
  const names = Object.keys(listed);
  const away = fetched.map((name) =>
    entry(name, { source: { source: 'url', url: 'https://x.example/r.git' } }),
  );
  const files = Object.assign({}, ...names.map((name) => manifest(name, listed[name])));
  const marketplace = await opened(lab([...names.map((name) => entry(name)), ...away], files));
  const known = { shown: '~/lab', isAwaited: false, isInPlace: true, marketplace };
  const all: MachineFiles = {
    isHere: (path) => path === '/work',
    records: Object.entries(records).flatMap(([id, list]) =>
      list.map((record) => {
        const [name = '', place = ''] = id.split('@');
        return {
          id,
          name,
          marketplace: place,
          scope: 'user',
          isDependency: false,
          location: at(id),
          ...record,
        };
      }),
    ) as readonly InstallRecord[],
    settings: mergeSettings(
      Object.entries(on).map(([scope, enabledPlugins]) => ({
        scope: scope as SettingsScope,
        read: readJson(JSON.stringify({ enabledPlugins }), `${scope}.json`),
      })),
    ),
    marketplaces: new Map(
      Object.entries(machine.marketplaces ?? { lab: {} }).map(([name, more]) => [
        name,
        { ...known, ...more },
      ]),
    ),
    skills: (['project', 'user'] as const).flatMap((scope) =>
      Object.entries(skills[scope] ?? {}).map(([name, more]) => ({
        scope,
        name,
        tree: copyOf(more, `${scope}/skills/${name}`),
      })),
    ),
    copyAt: (path) => {
      const found = copies[path];
      return found && copyOf(found, path);
    },
    cached: (_, name) =>
      new Map(
        Object.entries(seeds).flatMap(([place, more]): [string, CachedCopy][] => {
          const [own, version = ''] = place.split('@');
          return own === name ? [[version, { isSeed: true, tree: copyOf(more, place) }]] : [];
        }),
      ),
    facts: clientFacts(),
  };
  const { plugins, faults, loaded } = loadingOf(all);
  return {
    states: Object.fromEntries(plugins.map(({ id, state }) => [id, state])),
    plugins,
    faults: faults.map(({ case: name, evidence, location, plugins: of }) => ({
      name,
      evidence,
      file: location?.file,
      of,
    })),
    loaded,
  };
}

describe('a plugin of a marketplace', () => {
  test('loads if settings say so, and else is off, installed or not', async () => {
    const { states, plugins, faults } = await loading({
      listed: { a: {}, b: {}, c: {}, d: {} },
      on: { user: { 'a@lab': true, 'b@lab': false, 'd@lab': false } },
      records: { 'a@lab': [{ version: '1.0.0' }], 'b@lab': [{}], 'c@lab': [{}] },
    });
    expect(states).toEqual({ 'a@lab': 'loads', 'b@lab': 'off', 'c@lab': 'off' });
    expect(plugins[0]).toEqual({
      id: 'a@lab',
      state: 'loads',
      scopes: ['user'],
      recorded: '1.0.0',
      copy: expect.any(String),
    });
    expect(faults).toEqual([]);
  });

  test('counts with its installations for all folders and for this one, the highest scope first', async () => {
    const { states, plugins } = await loading({
      listed: { a: {}, b: {}, c: {}, d: {} },
      on: { user: { 'a@lab': true } },
      records: {
        'a@lab': [
          { scope: 'user', version: '1.0.0' },
          { scope: 'project', projectPath: '/work', version: '1.1.0' },
          { scope: 'project', projectPath: '/elsewhere', version: '9.0.0' },
        ],
        'b@lab': [{ scope: 'project', projectPath: '/elsewhere' }],
        'c@lab': [{ scope: 'project' }],
        'd@lab': [{ scope: 'managed' }],
      },
    });
    expect(states).toEqual({ 'a@lab': 'loads', 'b@lab': 'elsewhere', 'c@lab': 'elsewhere', 'd@lab': 'off' });
    expect(plugins[0]?.scopes).toEqual(['project', 'user']);
    expect(plugins[0]?.recorded).toBe('1.1.0');
    expect(plugins[1]?.scopes).toEqual(['project']);
  });

  test('from no marketplace that can be on the disk says nothing', async () => {
    const { states, faults } = await loading({ on: { user: { 'a@inline': true, 'b@builtin': true } } });
    expect(states).toEqual({});
    expect(faults).toEqual([]);
  });

  test('whose marketplace is unknown, gone or awaited: one fault for all of them, or one for each', async () => {
    const on = { user: { 'b@ghost': true, 'a@ghost': true, 'c@gone': true, 'd@awaited': true } };
    const { states, faults } = await loading({
      on,
      marketplaces: {
        gone: { marketplace: undefined, shown: '~/gone' },
        awaited: { marketplace: undefined, isAwaited: true },
      },
    });
    expect(states).toEqual({
      'a@ghost': 'fails',
      'b@ghost': 'fails',
      'c@gone': 'fails',
      'd@awaited': 'fails',
    });
    expect(faults).toEqual([
      {
        name: 'marketplace-unknown',
        evidence: { marketplace: 'ghost', plugins: ['a', 'b'] },
        file: 'user.json',
        of: ['a', 'b'],
      },
      {
        name: 'marketplace-gone',
        evidence: { marketplace: 'gone', plugins: ['c'], place: '~/gone' },
        file: 'user.json',
        of: ['c'],
      },
      { name: 'not-fetched', evidence: { id: 'd@awaited', scope: 'user' }, file: 'user.json', of: ['d'] },
    ]);
  });

  test('that is not listed, or whose copy is gone', async () => {
    const { faults } = await loading({
      fetched: ['f', 'g', 'h'],
      on: { user: { 'e@lab': true, 'f@lab': true, 'h@lab': true }, project: { 'g@lab': true } },
      records: { 'f@lab': [{ installPath: '/gone', version: '1.0.0' }] },
    });
    expect(faults.map(({ name, evidence, file }) => [name, evidence, file])).toEqual([
      ['not-listed', { plugin: 'e', marketplace: 'lab' }, 'user.json'],
      ['files-gone', { id: 'f@lab', scope: 'user', version: '1.0.0' }, 'f@lab'],
      ['not-fetched', { id: 'h@lab', scope: 'user' }, 'user.json'],
      ['not-installed', { id: 'g@lab' }, 'project.json'],
    ]);
  });

  test('loads from the first recorded copy that is there, else from the image of a container', async () => {
    const machine = {
      fetched: ['f', 'g'],
      on: { user: { 'f@lab': true, 'g@lab': true } },
      records: {
        'f@lab': [{ installPath: '/gone' }, { installPath: '/two' }],
        'g@lab': [{ version: '2.0.0' }],
      },
      copies: { '/two': { name: 'f', version: '1.0.0' } },
      seeds: { 'g@1.0.0': { name: 'g', version: '1.0.0' }, 'g@2.0.0': { name: 'g', version: '2.0.0' } },
    };
    const { plugins } = await loading(machine);
    expect(plugins.map(({ copy }) => copy)).toEqual(['/two', 'g@2.0.0']);
    const { states } = await loading({ ...machine, records: { 'g@lab': [{ version: '3.0.0' }] } });
    expect(states).toEqual({ 'f@lab': 'fails', 'g@lab': 'fails' });
  });

  test('is listed with the version that the client recorded, which may not be the one that it loads', async () => {
    const { faults } = await loading({
      listed: { a: { version: '1.2.0' }, b: { version: '1.2.0' }, c: { version: '1.2.0' }, d: {} },
      on: { user: { 'a@lab': true, 'b@lab': true, 'c@lab': true, 'd@lab': true } },
      records: {
        'a@lab': [{ version: '1.0.0' }],
        'b@lab': [{ version: '1.2.0-0123456789ab' }],
        'c@lab': [{ version: 'latest' }],
      },
    });
    expect(faults).toEqual([
      {
        name: 'other-version',
        evidence: { id: 'a@lab', recorded: '1.0.0', loaded: '1.2.0', copy: expect.any(String) },
        file: 'user.json',
        of: ['a'],
      },
    ]);
  });
});

describe('dependencies of what is loaded', () => {
  const on = (...ids: string[]) => ({ user: Object.fromEntries(ids.map((id) => [id, true])) });
  const needs = (...dependencies: unknown[]) => ({ dependencies });

  test('that are not there, off, or of another version: the plugin fails, and what depends on it', async () => {
    const { states, faults } = await loading({
      listed: {
        top: needs('a'),
        a: needs('ghost'),
        b: needs('off'),
        c: needs({ name: 'base', version: '^2.0.0' }),
        d: needs({ name: 'base', version: '^1.0.0' }, 'fine'),
        base: {},
        fine: {},
        off: {},
      },
      on: on('top@lab', 'a@lab', 'b@lab', 'c@lab', 'd@lab', 'base@lab', 'fine@lab'),
      records: { 'off@lab': [{}] },
    });
    expect(states).toEqual({
      'top@lab': 'fails',
      'a@lab': 'fails',
      'b@lab': 'fails',
      'c@lab': 'fails',
      'd@lab': 'loads',
      'base@lab': 'loads',
      'fine@lab': 'loads',
      'off@lab': 'off',
    });
    expect(faults.map(({ name, evidence }) => [name, evidence])).toEqual([
      ['dependency-missing', { plugin: 'a@lab', dependency: 'ghost@lab' }],
      ['dependency-off', { plugin: 'b@lab', dependency: 'off@lab' }],
      ['dependency-version', { plugin: 'c@lab', dependency: 'base@lab', range: '^2.0.0', version: '1.0.0' }],
    ]);
  });

  test('in any version: where that is written, it is one that the client knows, and no prerelease', async () => {
    const { states, faults } = await loading({
      listed: {
        any: needs('pre'),
        star: needs({ name: 'pre', version: '*' }),
        pre: { version: '1.0.0-beta.1' },
      },
      on: on('any@lab', 'star@lab', 'pre@lab'),
    });
    expect(states).toEqual({ 'any@lab': 'loads', 'star@lab': 'fails', 'pre@lab': 'loads' });
    expect(faults.map(({ name, of }) => [name, of])).toEqual([['dependency-version', ['pre', 'star']]]);
  });

  test('of one that fails itself, nothing more is said', async () => {
    const { faults } = await loading({
      listed: { a: needs('b') },
      fetched: ['b'],
      on: on('a@lab', 'b@lab'),
      records: { 'b@lab': [{ installPath: '/gone' }] },
    });
    expect(faults.map(({ name }) => name)).toEqual(['files-gone']);
  });

  test('of a plugin in `.claude/skills` are any plugins of their names, in any version unless a marketplace is named', async () => {
    const { states, faults } = await loading({
      listed: { base: { version: '1.0.0' } },
      on: on('base@lab'),
      skills: {
        user: {
          one: { name: 'one', ...needs({ name: 'base', version: '^2.0.0' }) },
          two: { name: 'two', ...needs({ name: 'base', marketplace: 'lab', version: '^2.0.0' }) },
        },
      },
    });
    expect(states).toEqual({ 'base@lab': 'loads', 'one@skills-dir': 'loads', 'two@skills-dir': 'fails' });
    expect(faults.map(({ name, file }) => [name, file])).toEqual([['dependency-version', 'user/skills/two']]);
  });
});

describe('a plugin in `.claude/skills`', () => {
  test('loads unless it or settings say otherwise', async () => {
    const { states } = await loading({
      on: { user: { 'off@skills-dir': false, 'on@skills-dir': true } },
      skills: {
        project: {
          a: { name: 'a' },
          b: { name: 'off' },
          c: { name: 'shy', defaultEnabled: false },
          d: { name: 'on', defaultEnabled: false },
        },
      },
    });
    expect(states).toEqual({
      'a@skills-dir': 'loads',
      'off@skills-dir': 'off',
      'on@skills-dir': 'loads',
      'shy@skills-dir': 'off',
    });
  });

  test('whose name is taken fails: by an installed plugin, by the user, by the folder before it', async () => {
    const { states, faults } = await loading({
      listed: { installed: {} },
      records: { 'installed@lab': [{}] },
      skills: {
        project: {
          z: { name: 'same' },
          b: { name: 'twice' },
          a: { name: 'twice' },
          c: { name: 'installed' },
        },
        user: { u: { name: 'same' } },
      },
    });
    expect(states).toMatchObject({
      'same@skills-dir': 'loads',
      'twice@skills-dir': 'loads',
      'z@skills-dir': 'fails',
    });
    expect(faults.map(({ evidence, file, of }) => [evidence, file, of])).toEqual([
      [
        { name: 'twice', folder: 'project/skills/b', by: 'project/skills/a', isInstalled: false },
        'project/skills/b/.claude-plugin/plugin.json',
        ['twice'],
      ],
      [
        { name: 'installed', folder: 'project/skills/c', by: 'installed@lab', isInstalled: true },
        'project/skills/c/.claude-plugin/plugin.json',
        ['installed'],
      ],
      [
        { name: 'same', folder: 'project/skills/z', by: 'user/skills/u', isInstalled: false },
        'project/skills/z/.claude-plugin/plugin.json',
        ['same'],
      ],
    ]);
  });

  test('that the client cannot read fails, under the name of its folder', async () => {
    const { states, faults } = await loading({ skills: { user: { broken: { name: 5 } } } });
    expect(states).toEqual({ 'broken@skills-dir': 'fails' });
    expect(faults).toHaveLength(1);
  });
});

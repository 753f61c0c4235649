/**
 * What mkt chooses and expects, where it once differed from the client: each case is a sample of `npm run client-check`, with what the
 * client did.
 */
import { describe, expect, test } from 'vitest';
import { openJson } from '../../src/client/json-file.ts';
import type { MarketplaceOptions } from '../../src/client/marketplace.ts';
import { isOrdinary } from '../../src/client/marketplace-file.ts';
import { addingFaults } from '../../src/client/reading/marketplace-file-faults.ts';
import { createResolver } from '../../src/resolver/index.ts';
import { askedOf, installWithClient } from '../../src/sources/driver/client-install.ts';
import { solve } from '../../src/sources/driver/solve.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import fc from '../support/fast-check.ts';
import { readMarketplace } from '../support/marketplace.ts';
import { spec } from '../support/releases.ts';
import { checked, entry, type Files, lab, manifest, memoryTree, opened, pluginOf } from './fixtures.ts';

const elsewhere = (name: string) =>
  entry(name, { source: { source: 'git-subdir', url: 'https://example.org/x.git', path: name } });

/** A copy with a tag, and what its manifest says. */
const tagged = (name: string, version: string, more: Files = {}) => ({
  version,
  tag: `${name}--v${version}`,
  tree: memoryTree({ '.claude-plugin/plugin.json': { name, version, ...more } }),
});

/** Tags by plugin, and the current copies of those from elsewhere. */
const copies = (
  all: Readonly<Record<string, readonly ReturnType<typeof tagged>[]>>,
  current: Readonly<Record<string, Files>> = {},
): Partial<MarketplaceOptions> => ({
  versionsOf: ({ name }) => ({
    versions: all[name] ?? [],
    ...(current[name] && {
      current: memoryTree({ '.claude-plugin/plugin.json': { name, ...current[name] } }),
    }),
  }),
});

/** The versions that mkt chooses, and how the client fails. */
async function outcome(files: Files, options: Partial<MarketplaceOptions>, ...request: string[]) {
  const { registry } = await opened(files, options);
  const specs = request.map((text) => spec(text));
  const { resolution, problems } = await solve([registry], specs, { strategy: 'highest' }, createResolver);
  const run = await installWithClient(
    specs.map(({ name, range }) => ({ name, range, marketplace: 'lab' })),
    askedOf([registry]),
  );
  const chosen = resolution?.ok === true ? resolution.chosen : [];
  return {
    problems: problems.map(({ kind }) => kind),
    chosen: Object.fromEntries(chosen.map(({ name, version }) => [name, version])),
    failures: run?.failures.map(({ kind, on }) => `${kind} ${on}`),
  };
}

test('a tag on a commit without the folder of the plugin is chosen, and nothing is installed', async () => {
  const files = lab([entry('app'), entry('base')], {
    ...manifest('app', { dependencies: [{ name: 'base', version: '^1' }] }),
    ...manifest('base', { version: '1.0.0' }),
  });
  const failures = async (hollow: string) => {
    const options: Partial<MarketplaceOptions> = {
      versionsOf: ({ name }) =>
        name === 'base' ? { versions: [tagged('base', '1.0.0')], hollow: [hollow] } : { versions: [] },
    };
    return (await outcome(files, options, 'app')).failures;
  };
  expect(await failures('1.9.0')).toEqual(['broken-copy base']);
  expect(await failures('2.9.0')).toEqual([]);
});

describe('without a range the current copy is taken', () => {
  const before = copies({ base: [tagged('base', '1.0.0'), tagged('base', '1.5.0')] });

  test.each([
    ['a prerelease', { version: '2.0.0-beta.1' }, '2.0.0-beta.1'],
    ['one without a version', { version: undefined }, '0.0.0'],
    ['one that is older than a tag', { version: '1.2.0' }, '1.2.0'],
  ])('%s', async (_, now, expected) => {
    const files = lab([entry('app'), entry('base')], {
      ...manifest('base', now),
      ...manifest('app', { dependencies: ['base'] }),
    });
    const sound = { problems: [], failures: [] };
    expect(await outcome(files, before, 'base')).toEqual({ ...sound, chosen: { base: expected } });
    expect(await outcome(files, before, 'app')).toEqual({
      ...sound,
      chosen: { app: '1.0.0', base: expected },
    });
  });

  test('a prerelease that is all there is', async () => {
    const files = lab([entry('base')], manifest('base', { version: '2.0.0-beta.1' }));
    expect(await outcome(files, {}, 'base')).toMatchObject({
      problems: [],
      chosen: { base: '2.0.0-beta.1' },
    });
    expect(await outcome(files, {}, 'base@^2')).toMatchObject({ problems: ['no-matching-version'] });
  });

  test('but another version if only that one goes together', async () => {
    const files = lab([entry('app'), entry('base')], {
      ...manifest('base', { version: '2.0.0' }),
      ...manifest('app', { dependencies: [{ name: 'base', version: '^1.0.0' }] }),
    });
    expect(await outcome(files, before, 'base', 'app')).toMatchObject({
      chosen: { app: '1.0.0', base: '1.5.0' },
      failures: ['installed base'],
    });
  });
});

describe('with a range', () => {
  const app = (version: string) => manifest('app', { dependencies: [{ name: 'base', version }] });

  test('from elsewhere a version with a tag, not the current copy', async () => {
    const files = lab([entry('app'), elsewhere('base')], app('^1.0.0'));
    const options = copies(
      { base: [tagged('base', '2.0.0'), tagged('base', '1.0.0')] },
      { base: { version: '1.5.0' } },
    );
    expect(await outcome(files, options, 'app')).toEqual({
      problems: [],
      chosen: { app: '1.0.0', base: '1.0.0' },
      failures: [],
    });
  });

  test('inside the marketplace the current copy, which is loaded whatever is recorded', async () => {
    const files = lab([entry('app'), entry('base')], {
      ...app('^1.0.0'),
      ...manifest('base', { version: '1.5.0' }),
    });
    const options = copies({ base: [tagged('base', '2.0.0'), tagged('base', '1.0.0')] });
    expect((await outcome(files, options, 'app')).chosen).toEqual({ app: '1.0.0', base: '1.5.0' });
  });

  test.each(['', '*', 'x', ' * ', '>=0.0.0'])(
    '`%s` takes a prerelease and does not load it',
    async (range) => {
      const files = lab([entry('app'), entry('base')], {
        ...app(range),
        ...manifest('base', { version: '2.0.0-rc.1' }),
      });
      const options = copies({ base: [tagged('base', '1.0.0')] });
      expect((await outcome(files, options, 'app')).failures).toEqual([
        'dependency-version-unsatisfied base',
      ]);
    },
  );
});

describe('a copy that the client does not accept', () => {
  const older = copies({ app: [tagged('app', '1.0.0')], base: [tagged('base', '1.0.0')] });

  test('the client takes no older one in its place', async () => {
    const files = lab([entry('app')], manifest('app', { name: undefined, version: '2.0.0' }));
    expect(await outcome(files, older, 'app')).toEqual({
      problems: [],
      chosen: { app: '1.0.0' },
      failures: ['broken-copy app'],
    });
    expect((await outcome(lab([entry('app')]), older, 'app')).failures).toEqual(['broken-copy app']);
  });

  test('nor of a dependency, by its tag or by its current copy', async () => {
    const files = (version: string) =>
      lab([entry('app'), entry('base')], {
        ...manifest('app', { version: '2.0.0', dependencies: [{ name: 'base', version }] }),
        ...manifest('base', { version: '3.0.0' }),
      });
    const broken = copies({
      base: [tagged('base', '2.0.0', { dependencies: 'lib' }), tagged('base', '1.0.0')],
    });
    expect((await outcome(files('<3'), broken, 'app')).failures).toContain('broken-copy base');
    expect((await outcome(files('<2'), broken, 'app')).failures).toEqual([]);
  });

  test('one whose folder is missing breaks what depends on it, although an older release does not need it', async () => {
    const files = lab(
      [entry('app'), entry('base')],
      manifest('app', { version: '2.0.0', dependencies: ['base'] }),
    );
    const options = copies({ app: [tagged('app', '1.0.0')] });
    expect(await outcome(files, options, 'app')).toMatchObject({
      chosen: { app: '1.0.0' },
      failures: expect.arrayContaining(['broken-copy base']),
    });
  });
});

test('dependencies in a `plugin.json` in the root are installed, and not checked when the plugin is loaded', async () => {
  const root = (version: string) => ({
    'plugins/app/plugin.json': { name: 'app', version: '1.0.0', dependencies: [{ name: 'base', version }] },
  });
  const files = (version: string) =>
    lab([entry('app'), entry('base')], { ...root(version), ...manifest('base', { version: '2.0.0' }) });
  expect((await outcome(files('^1.0.0'), {}, 'app')).failures).toEqual([]);
  const own = lab([entry('app'), entry('base')], {
    ...manifest('app', { dependencies: [{ name: 'base', version: '^1.0.0' }] }),
    ...manifest('base', { version: '2.0.0' }),
  });
  expect((await outcome(own, {}, 'app')).failures).toEqual(['dependency-version-unsatisfied base']);
});

test('a dependency under a former name is not installed', async () => {
  const files = lab(
    [entry('app'), entry('base')],
    { ...manifest('app', { dependencies: ['old'] }), ...manifest('base') },
    { renames: { old: 'base' } },
  );
  expect(await outcome(files, {}, 'app')).toEqual({
    problems: [],
    chosen: { app: '1.0.0', base: '1.0.0' },
    failures: ['dependency-unsatisfied old'],
  });
});

test('a sound tag does not help if the current copy, which is loaded, is not accepted', async () => {
  const files = lab([entry('app'), entry('base')], {
    ...manifest('app', { dependencies: [{ name: 'base', version: '^1.0.0' }] }),
    ...manifest('base', { version: '2.0.0', dependencies: 'lib' }),
  });
  const options = copies({ base: [tagged('base', '1.0.0')] });
  expect((await outcome(files, options, 'app')).failures).toEqual(['broken-current base']);
});

describe('a plugin that is required twice', () => {
  const app = (...ranges: (string | undefined)[]) =>
    lab([entry('app'), elsewhere('base')], {
      ...manifest('app', { dependencies: ranges.map((version) => ({ name: 'base', version })) }),
    });
  const options = copies(
    { base: [tagged('base', '2.0.0'), tagged('base', '1.0.0')] },
    { base: { version: '2.0.0' } },
  );

  test.each([
    [['^1.0.0', '^2.0.0'], '2.0.0'],
    [['^2.0.0', '^1.0.0'], '1.0.0'],
    [['^1.0.0', undefined], '1.0.0'],
    [[undefined, '^1.0.0'], '1.0.0'],
  ])('%j: for the client the last range counts', async (ranges, expected) => {
    const { registry } = await opened(app(...ranges), options);
    const request = [{ name: 'app', marketplace: 'lab', range: '*' }];
    const run = await installWithClient(request, askedOf([registry]));
    expect(run?.failures).toEqual([]);
    expect(run?.recorded.get('base@lab' as never)).toBe(expected);
  });
});

test('a tag on the commit of the current copy names it, whatever its manifest says', async () => {
  const files = lab([entry('base')], manifest('base', { version: '1.0.0' }));
  const at = (version: string, commit: string) => ({ ...tagged('base', version), commit });
  const options = (head: string): Partial<MarketplaceOptions> => ({
    ...copies({ base: [at('1.0.1', 'b'), at('1.0.0', 'a')] }),
    origin: { isCloned: true, commit: head },
  });
  expect((await outcome(files, options('b'), 'base')).chosen).toEqual({ base: '1.0.1' });
  expect((await outcome(files, options('c'), 'base')).chosen).toEqual({ base: '1.0.0' });
});

describe('an entry that the client refuses keeps its plugin from being installed', () => {
  const faultsOf = async (more: Files) => {
    const plugin = await pluginOf(lab([entry('p', more)], manifest('p')), 'p');
    return (await plugin.faults?.('1.0.0'))?.map(({ rule }) => rule);
  };

  test.each([
    ['topic', { relevance: { topic: 'x'.repeat(65), signals: {} } }],
    ['programs', { relevance: { topic: 'x', signals: { cli: Array(11).fill('x') } } }],
    ['hosts', { relevance: { topic: 'x', signals: { hosts: ['x'.repeat(129)] } } }],
    ['homepage', { homepage: 'none' }],
    ['category', { category: 5 }],
    ['tags', { tags: 'one' }],
    ['author', { author: 'somebody' }],
    ['version', { version: 2 }],
  ])('%s', async (_, more) => {
    expect(await faultsOf(more)).toEqual(['MKT902']);
  });

  test('at the limits it is installed', async () => {
    const relevance = {
      topic: 'x'.repeat(64),
      signals: { cli: Array(10).fill('x'), hosts: ['x'.repeat(128)] },
    };
    expect(await faultsOf({ relevance, homepage: 'https://example.org' })).toEqual([]);
  });
});

describe('a malformed value in a manifest that only describes the plugin', () => {
  const casesOf = async (more: Files, version?: string) => {
    const options = { facts: clientFacts(version) };
    const plugin = await pluginOf(lab([entry('p')], manifest('p', more)), 'p', options);
    return (await plugin.faults?.(plugin.versions[0] ?? ''))?.map((fault) => fault.case);
  };

  test.each([
    ['author', 'me'],
    ['author', {}],
    ['author', { name: '' }],
    ['repository', { type: 'git' }],
    ['homepage', 'none'],
    ['keywords', 'one'],
    ['keywords', [5]],
    ['license', { type: 'MIT' }],
    ['description', 5],
    ['displayName', 5],
  ])('%s: %j is dropped', async (key, value) => {
    expect(await casesOf({ [key]: value })).toEqual(['validator-only']);
  });

  test('older clients refuse it, and all refuse what is more than a description', async () => {
    expect(await casesOf({ author: 'me' }, '2.1.285')).toEqual(['violation']);
    for (const more of [{ defaultEnabled: 'yes' }, { settings: 5 }, { commands: 5 }])
      expect(await casesOf(more)).toEqual(['violation']);
    expect(await casesOf({ author: 'me', hooks: 5 })).toEqual(['validator-only', 'violation']);
  });

  test('`mkt validate` reports it as an error, as the validator of the client does', () => {
    const [fault] = checked(lab([entry('p')], manifest('p', { author: 'me' })));
    expect(fault).toContain('MKT902 error');
  });
});

describe('a marketplace that the client does not add', () => {
  const read = async (head: Files, options: Partial<MarketplaceOptions> = {}) => {
    const { marketplace, faults } = await readMarketplace(
      memoryTree(lab([entry('p')], manifest('p'), head)),
      {
        source: 'lab',
        ...options,
      },
    );
    return marketplace === undefined ? faults.map(({ rule }) => rule) : 'read';
  };

  test.each([
    ['no owner', { owner: undefined }],
    ['an owner without a name', { owner: { name: '' } }],
    ['a text as owner', { owner: 'lab' }],
    ['a reserved name', { name: 'inline' }],
    ['another spelling of an official name', { name: 'life.sciences' }],
    ['a reserved prefix', { name: 'claudeai-x' }],
    ['a list that is a text', { allowCrossMarketplaceDependenciesOn: 'other' }],
  ])('%s', async (_, head) => {
    const rules = await read(head);
    expect(rules).not.toBe('read');
    expect(rules).not.toEqual([]);
  });

  test('one with unknown keys is read, and a copy of an official one', async () => {
    expect(await read({ homepage: 'x', metadata: { more: 1 } })).toBe('read');
    const owner = { name: 'Anthropic' };
    expect(await read({ name: 'healthcare', owner })).toBe('read');
    expect(await read({ name: 'healthcare' })).toEqual(['MKT908']);
    expect(
      await read({ name: 'healthcare', owner }, { origin: { url: 'https://github.com/me/x' } }),
    ).not.toBe('read');
  });

  test('what counts as ordinary satisfies the schema', () => {
    const text = fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom<unknown>('lab', 'a.b', undefined) },
      { weight: 1, arbitrary: fc.constantFrom<unknown>('', 'a b', 'a..b', '.a', 5, null, []) },
    );
    const head = fc.record({
      name: text,
      owner: fc.record({ name: text, email: text, more: text }, { requiredKeys: ['name'] }),
      plugins: fc.constantFrom<unknown>([], 'none'),
      description: text,
      metadata: fc.oneof(text, fc.record({ description: text, more: text }, { requiredKeys: [] })),
      renames: fc.constantFrom<unknown>('none', undefined),
    });
    let ordinary = 0;
    fc.assert(
      fc.property(head, (value) => {
        const file = openJson(memoryTree({ 'm.json': value }), 'm.json');
        if (file === undefined || !isOrdinary(file)) return;
        ordinary += 1;
        expect(addingFaults(file, clientFacts())).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    expect(ordinary).toBeGreaterThan(5);
  });
});

test('what is installed and does not load is taken again by the next installation', async () => {
  const files = lab([entry('a'), entry('b')], {
    ...manifest('a', { version: '2.0.0', dependencies: ['b'] }),
    ...manifest('b', { version: '1.0.0', dependencies: [{ name: 'a', version: '^1' }] }),
  });
  const options = copies({ a: [tagged('a', '1.0.0')] });
  expect((await outcome(files, options, 'a')).failures).toEqual(['dependency-version-unsatisfied a']);
  expect((await outcome(files, options, 'a', 'b')).failures).toEqual([]);
  expect((await outcome(files, copies({}), 'a', 'b')).failures).not.toEqual([]);
  // What the recorded version requires decides, not the current copy that is loaded.
  const more = lab([entry('a'), entry('b')], {
    ...manifest('a', { version: '2.0.0' }),
    ...manifest('b', { version: '2.0.0', dependencies: [{ name: 'a', version: '^1' }] }),
  });
  const tags = copies({
    a: [tagged('a', '1.0.0', { dependencies: [{ name: 'b', version: '^1' }] })],
    b: [tagged('b', '1.0.0')],
  });
  expect((await outcome(more, tags, 'b', 'a')).failures).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { createResolver } from '../../src/resolver/index.ts';
import { solve } from '../../src/sources/driver/solve.ts';
import { readMarketplace } from '../support/marketplace.ts';
import { spec } from '../support/releases.ts';
import { worded } from '../support/worded.ts';
import { entry, lab, manifest, markdown, memoryTree, opened, pluginOf, releaseOf } from './fixtures.ts';

describe('versions', () => {
  test.each([
    ['1.2.3', '9.9.9', { version: '1.2.3' }],
    [undefined, '2.1.0', { version: '2.1.0' }],
    [undefined, undefined, { version: '0.0.0', unpinnable: true }],
    ['v1', undefined, { version: '1.0.0', statedVersion: 'v1' }],
    ['soon', undefined, { version: '0.0.0', unpinnable: true, statedVersion: 'soon' }],
  ])('the manifest says %s, the entry %s', async (own, listed, expected) => {
    const files = lab(
      [entry('p', listed === undefined ? {} : { version: listed })],
      manifest('p', { version: own }),
    );
    expect(await releaseOf(files, 'p')).toMatchObject(expected);
  });

  test('tags give more versions, each with the dependencies of its own manifest', async () => {
    const tagged = (version: string, more: Record<string, unknown>) => ({
      version,
      commit: 'abc1234',
      date: '2026-01-02',
      tree: memoryTree({
        '.claude-plugin/plugin.json': { name: 'p', ...more },
        'commands/old.md': markdown('description: d'),
      }),
    });
    const plugin = await pluginOf(
      lab([entry('p')], manifest('p', { version: '2.0.0', dependencies: ['now'] })),
      'p',
      {
        versionsOf: async () => ({
          versions: [
            tagged('1.0.0', { version: '7.7.7', dependencies: [{ name: 'then', version: '^1.0.0' }] }),
            tagged('2.0.0', { dependencies: [] }),
            { version: '1.5.0', tree: memoryTree({ '.claude-plugin/plugin.json': '{ broken' }) },
          ],
        }),
      },
    );
    expect(plugin.versions).toEqual(['2.0.0', '1.0.0']);
    expect(plugin.requirements('1.0.0').dependencies).toMatchObject([{ name: 'then', range: '^1.0.0' }]);
    expect(plugin.requirements('2.0.0').dependencies).toEqual([]);
    expect(plugin.requirements('1.5.0').dependencies).toEqual([]);
    expect(plugin.release('1.5.0')).toBeUndefined();
    expect(plugin.release('1.0.0')).toMatchObject({
      version: '1.0.0',
      commit: 'abc1234',
      date: '2026-01-02',
      components: { commands: ['old'] },
    });
  });

  test('of two tags for one version the first counts', async () => {
    const tagged = (tag: string, dependency: string) => ({
      version: '1.0.0',
      tag,
      tree: memoryTree({ '.claude-plugin/plugin.json': { name: 'p', dependencies: [dependency] } }),
    });
    const plugin = await pluginOf(lab([entry('p')], manifest('p', { version: '2.0.0' })), 'p', {
      versionsOf: async () => ({ versions: [tagged('p--v1.0.0', 'first'), tagged('v1.0.0', 'second')] }),
    });
    expect(plugin.versions).toEqual(['2.0.0', '1.0.0']);
    expect(plugin.requirements('1.0.0').dependencies).toMatchObject([{ name: 'first' }]);
  });

  test('a plugin whose files lie elsewhere is known by its entry', async () => {
    const source = { source: 'github', repo: 'a/b' };
    const files = lab([
      entry('p', {
        source,
        version: '1.1.0',
        dependencies: ['q'],
        lspServers: { go: { command: 'gopls', extensionToLanguage: { '.go': 'go' } } },
      }),
    ]);
    const release = await releaseOf(files, 'p');
    expect(release).toMatchObject({
      version: '1.1.0',
      source,
      components: { lspServers: [{ name: 'go', extensions: ['.go'] }] },
    });
    expect(release.contextTokens).toBeUndefined();
    expect(release.dependencies).toMatchObject([{ name: 'q', range: '*' }]);
  });
});

test('dependencies of manifest and entry, in all their shapes, with their places', async () => {
  const files = lab(
    [
      entry('p', {
        dependencies: [
          { name: 'b', version: '^9' },
          { name: 'e', version: '^2.0.0' },
        ],
      }),
    ],
    manifest('p', {
      dependencies: [
        'a',
        { name: 'b', version: '^1' },
        'c@shared',
        'd@^3.0.0',
        { name: 'f', version: 1 },
        { version: '1' },
        7,
        null,
      ],
    }),
  );
  const { dependencies } = (await pluginOf(files, 'p')).requirements('1.0.0');
  expect(dependencies.map(({ name, range, marketplace }) => [name, range, marketplace])).toEqual([
    ['a', '*', undefined],
    ['b', '^1', undefined],
    ['c', '*', 'shared'],
    ['d', '*', undefined],
    ['f', '*', undefined],
    ['e', '^2.0.0', undefined],
  ]);
  expect(dependencies[1]?.location).toEqual({
    file: 'plugins/p/.claude-plugin/plugin.json',
    line: 10,
    column: 5,
  });
  expect(dependencies[5]?.location?.file).toBe('.claude-plugin/marketplace.json');
});

describe('a marketplace', () => {
  test('reads only the plugins that are asked for', async () => {
    const { tree, registry } = await opened(
      lab([entry('p'), entry('q')], { ...manifest('p'), ...manifest('q'), 'plugins/p/agents/a.md': 'x' }),
    );
    expect(registry.names()).toEqual(['p', 'q']);
    expect(tree.reads).toEqual(['.claude-plugin/marketplace.json']);
    const lookup = await registry.lookup('p');
    if (lookup.status === 'found') lookup.plugins[0]?.requirements('1.0.0');
    expect(tree.reads).toEqual(['.claude-plugin/marketplace.json', 'plugins/p/.claude-plugin/plugin.json']);
    if (lookup.status === 'found') lookup.plugins[0]?.release('1.0.0');
    expect(tree.reads, 'a release reads its texts when they are looked at').toHaveLength(2);
  });

  test('says why a plugin cannot be had', async () => {
    const { registry } = await opened(
      lab([entry('gone'), entry('up', { source: '../x' }), entry('bad'), entry('nameless')], {
        'plugins/bad/.claude-plugin/plugin.json': '{',
        'plugins/nameless/.claude-plugin/plugin.json': {},
      }),
    );
    for (const [name, reason] of [
      ['gone', 'does not exist'],
      ['up', 'not a path inside'],
      ['bad', 'not valid JSON'],
      ['nameless', 'has no `name`'],
    ])
      expect(await registry.lookup(name as string)).toEqual({
        status: 'failed',
        reason: expect.stringContaining(reason as string),
        isBroken: true,
      });
    expect(await registry.lookup('constructor')).toEqual({ status: 'found', plugins: [] });
  });

  test('the first of two entries of one name counts', async () => {
    const files = lab([entry('p'), { name: 'p', source: './plugins/q' }], {
      ...manifest('p'),
      ...manifest('q', { version: '3.0.0' }),
    });
    expect((await pluginOf(files, 'p')).versions).toEqual(['1.0.0']);
  });

  test.each([
    ['[]', 'must be an object'],
    ['{ "name": "lab", }', 'trailing comma before'],
    ['{ "name": "lab", "owner": { "name": "x" }, "plugins": {} }', 'must be a list'],
    ['{ "owner": { "name": "x" }, "plugins": [] }', '`name` is missing'],
    ['', 'the file is empty'],
  ])('that is none: %s', async (text, message) => {
    const { marketplace, faults } = await readMarketplace(
      memoryTree({ '.claude-plugin/marketplace.json': text }),
      { source: 'x' },
    );
    expect(marketplace).toBeUndefined();
    expect(
      worded(faults)
        .map((fault) => fault.message)
        .join(),
    ).toContain(message);
  });
});

describe('a request', () => {
  const shared = {
    '.claude-plugin/marketplace.json': { name: 'shared', owner: { name: 'x' }, plugins: [entry('tool')] },
    ...manifest('tool'),
  };
  const ask = async (text: string, head: Record<string, unknown>, dependencies: unknown[]) => {
    const one = await opened(lab([entry('p')], manifest('p', { dependencies }), head));
    const two = await opened(shared);
    return solve([one.registry, two.registry], [spec(text)], { strategy: 'highest' }, createResolver);
  };

  test('does not leave its marketplace without leave', async () => {
    const wanted = [{ name: 'tool', marketplace: 'shared' }];
    const blocked = await ask('p@lab', {}, wanted);
    expect(blocked.resolution?.ok).toBe(false);
    expect(blocked.blocked).toEqual([{ name: 'tool', marketplace: 'shared', roots: ['lab'] }]);
    const allowed = await ask('p@lab', { allowCrossMarketplaceDependenciesOn: ['shared'] }, wanted);
    expect(allowed.resolution?.ok).toBe(true);
    expect(allowed.blocked).toEqual([]);
  });

  test('follows renames, in specs and in dependencies', async () => {
    const one = await opened(
      lab(
        [entry('app'), entry('tool')],
        { ...manifest('app', { dependencies: ['older'] }), ...manifest('tool') },
        { renames: { older: 'old', old: 'tool', dead: null, ring: 'ring' } },
      ),
    );
    const run = (text: string) =>
      solve([one.registry], [spec(text)], { strategy: 'highest' }, createResolver);
    const app = await run('app');
    expect(app.resolution).toMatchObject({ ok: true, chosen: [{ name: 'app' }, { name: 'tool' }] });
    const old = await run('old');
    expect(old.resolution).toMatchObject({ ok: true, chosen: [{ name: 'tool' }] });
    expect(old.renamed).toMatchObject([{ name: 'tool' }]);
    expect((await run('dead')).problems).toMatchObject([{ kind: 'removed' }]);
    expect((await run('ring')).problems).toMatchObject([{ kind: 'removed' }]);
    expect((await run('never')).problems).toMatchObject([{ kind: 'not-found' }]);
  });
});

import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accessOf } from '../../../src/sources/cache/access.ts';
import { readBundled } from '../../../src/sources/registries/bundled.ts';
import { compileRegistry } from '../../../src/sources/registries/compile.ts';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import { folder } from '../../support/mkt.ts';
import { worded } from '../../support/worded.ts';

const manifest = (name: string, marketplace = 'lab') =>
  `name: ${name}\nmarketplace: ${marketplace}\nreleases: { 1.0.0: {} }\n`;
const pattern = `id: mine
title: Mine
category: x
origin: us
useCase: x
benefits: []
plugins: [{ name: a, version: "*", role: first, stage: 1 }]
orchestration: auto
prerequisites: { runtimes: {}, tools: [], env: [] }
steps: []
outcomes: []
example: { language: bash, code: "true" }
`;

describe('opening registries', () => {
  test('in the order in which they are named, the bundled one last', async () => {
    const cwd = folder({
      'plain/a.yaml': manifest('a'),
      'nested/plugins/b.yaml': manifest('b'),
      'c.json': '{"mkt":1,"marketplace":"lab","plugins":{}}',
    });
    const { registries, faults, unreadable } = await openRegistries(
      ['./plain', 'nested', 'c.json', './plain'],
      { cwd, bundled: true },
    );
    expect(registries.map(({ source }) => source)).toEqual(['./plain', 'nested', 'c.json', 'bundled']);
    expect({ faults, unreadable }).toEqual({ faults: [], unreadable: [] });
    expect(registries.at(-1)?.names()).toHaveLength(38);
  });

  test('a pattern needs only an id, a title and plugins, which may be names', async () => {
    const cwd = folder({
      'r/plugins/a.yaml': manifest('a'),
      'r/patterns/least.yaml': 'id: least\ntitle: The least\nplugins: [a, { name: b, marketplace: lab }]\n',
      'r/patterns/usual.yaml': `id: usual
title: As in the documentation
category: ai-ml
useCase: models
benefits: [one]
plugins:
  - { name: a, version: "*", role: training, stage: 1 }
  - { name: b, role: modelling }
orchestration: pipeline
prerequisites: { runtimes: {}, tools: [], env: [] }
steps: [train]
outcomes: [a model]
example: { language: python, code: "train()" }
`,
    });
    const { knowledge, faults } = await openRegistries(['r'], { cwd, bundled: false });
    expect(faults).toEqual([]);
    const [least, usual] = knowledge.patterns;
    expect(least).toEqual({
      id: 'least',
      title: 'The least',
      plugins: [
        { name: 'a', version: '*' },
        { name: 'b', version: '*', marketplace: 'lab' },
      ],
      orchestration: 'auto',
      benefits: [],
      steps: [],
      outcomes: [],
      prerequisites: { runtimes: {}, tools: [], env: [] },
    });
    expect(usual?.plugins.map(({ stage }) => stage)).toEqual([1, 1]);
  });

  test.each<[string, string]>([
    ['id', 'title: t\nplugins: [a]\n'],
    ['title', 'id: p\nplugins: [a]\n'],
    ['plugins', 'id: p\ntitle: t\n'],
  ])('a pattern without `%s` is a fault', async (key, text) => {
    const cwd = folder({ 'r/plugins/a.yaml': manifest('a'), 'r/patterns/p.yaml': text });
    const { faults } = await openRegistries(['r'], { cwd, bundled: false });
    expect(worded(faults)).toMatchObject([
      { rule: 'MKT902', message: expect.stringContaining(`\`${key}\``) },
    ]);
  });

  test('patterns of a folder come before the bundled ones; without these, practices and vocabulary stay', async () => {
    const cwd = folder({ 'r/plugins/a.yaml': manifest('a'), 'r/patterns/mine.yaml': pattern });
    const all = (await openRegistries(['r'], { cwd, bundled: true })).knowledge;
    expect(all.patterns[0]?.id).toBe('mine');
    expect(all.patterns).toHaveLength(25);
    const own = (await openRegistries(['r'], { cwd, bundled: false })).knowledge;
    expect(own.patterns.map(({ id }) => id)).toEqual(['mine']);
    expect(own.practices).toEqual(all.practices);
    expect(Object.keys(own.vocabulary.artifacts).length).toBeGreaterThan(0);
  });

  test('what is no registry is named, with the reason', async () => {
    const cwd = folder({ 'a.yaml': manifest('a') });
    const sources = [
      './nowhere',
      'acme/plugins',
      'https://example.com/index.json',
      'git@example.com:a/b.git',
      'a.yaml',
    ];
    const access = accessOf({ MKT_CACHE_DIR: join(cwd, 'cache') }, { offline: true });
    const { unreadable, registries } = await openRegistries(sources, { cwd, bundled: false, access });
    expect(registries).toEqual([]);
    expect(unreadable.map(({ source }) => source)).toEqual(sources);
    expect(unreadable.map(({ reason }) => reason)).toEqual([
      'no such folder or file',
      expect.stringMatching(/^no such folder, and .*acme.*not in the cache/),
      ...Array(2).fill(expect.stringContaining('not in the cache')),
      expect.stringContaining('name the folder'),
    ]);
  });

  test('a marketplace folder, and its file alone', async () => {
    const cwd = folder({
      'm/.claude-plugin/marketplace.json':
        '{"name":"m","owner":{"name":"x"},"plugins":[{"name":"a","source":"./a"}]}',
      'm/a/.claude-plugin/plugin.json': '{"name":"a","version":"1.2.3"}',
      'n/.claude-plugin/marketplace.json': '{"owner":{"name":"x"},"plugins":{}}',
    });
    const { registries, faults } = await openRegistries(['m', 'm/.claude-plugin/marketplace.json', 'n'], {
      cwd,
      bundled: false,
    });
    expect(registries.map(({ marketplaces }) => marketplaces)).toEqual([['m'], ['m']]);
    for (const registry of registries)
      expect(registry.lookup('a')).toMatchObject({ plugins: [{ versions: ['1.2.3'] }] });
    expect(faults.map(({ rule, location }) => `${rule} ${location.file}:${location.line}`)).toEqual([
      'MKT902 n/.claude-plugin/marketplace.json:1',
      'MKT902 n/.claude-plugin/marketplace.json:1',
    ]);
  });

  test('a folder of manifests that is a project too: its list and its baseline are no plugins', async () => {
    const cwd = folder({
      'a.yaml': manifest('a'),
      'mkt.yaml': 'plugins: [a]\nregistries: [.]\n',
      'mkt-baseline.json': '{ "mkt": 1, "findings": [] }',
    });
    const { registries, faults } = await openRegistries(['.'], { cwd, bundled: false });
    expect(faults).toEqual([]);
    expect(registries[0]?.names()).toEqual(['a']);
  });

  test('an empty folder is a fault, not an empty answer', async () => {
    const cwd = folder({ 'r/readme.txt': '' });
    const { faults } = await openRegistries(['r'], { cwd, bundled: false });
    expect(faults).toMatchObject([{ rule: 'MKT901', case: 'no-manifests' }]);
  });

  test('the same plugin of two marketplaces', async () => {
    const cwd = folder({ 'r/a.yaml': manifest('a'), 'r/a2.yaml': manifest('a', 'other') });
    const { registries } = await openRegistries(['r'], { cwd, bundled: false });
    expect(registries[0]?.marketplaces).toEqual(['lab', 'other']);
    expect(registries[0]?.lookup('a')).toMatchObject({
      plugins: [{ marketplace: 'lab' }, { marketplace: 'other' }],
    });
  });
});

describe('the bundled registry', () => {
  /** A checkout of mkt in small, built. */
  function checkout(): string {
    const root = folder({
      'registry/plugins/a.yaml': manifest('a'),
      'registry/patterns/mine.yaml': pattern,
      'src/x.ts': '',
    });
    mkdirSync(join(root, 'dist'));
    writeFileSync(
      join(root, 'dist/registry.json'),
      JSON.stringify(compileRegistry(join(root, 'registry')).value),
    );
    return root;
  }

  /** As if it had been written long after all else. */
  const later = (file: string) => utimesSync(file, Date.UTC(2200, 0) / 1000, Date.UTC(2200, 0) / 1000);

  test('is the compiled file as long as nothing has changed', async () => {
    const root = checkout();
    const { registry, knowledge, notice } = await readBundled(root);
    expect(notice).toBeUndefined();
    expect(registry).toMatchObject({ source: 'bundled', marketplaces: ['lab'] });
    expect(knowledge.patterns.map(({ id }) => id)).toEqual(['mine']);
  });

  test('a source that changed, came or went does not go unnoticed in a checkout', async () => {
    const changes: ((root: string) => void)[] = [
      (root) => {
        writeFileSync(join(root, 'registry/plugins/a.yaml'), `${manifest('a')}description: new\n`);
        later(join(root, 'registry/plugins/a.yaml'));
      },
      (root) => writeFileSync(join(root, 'registry/plugins/b.yaml'), manifest('b')),
      (root) => rmSync(join(root, 'registry/patterns/mine.yaml')),
      (root) => rmSync(join(root, 'dist/registry.json')),
    ];
    const seen = [];
    for (const change of changes) {
      const root = checkout();
      change(root);
      const { notice, registry, knowledge } = await readBundled(root);
      expect(notice).toContain('npm run build');
      seen.push([registry.names(), knowledge.patterns.length, registry.lookup('a')]);
    }
    expect(seen).toMatchObject([
      [['a'], 1, { plugins: [{ description: 'new' }] }],
      [['a', 'b'], 1, {}],
      [['a'], 0, {}],
      [['a'], 1, {}],
    ]);
  });

  test('faults of a changed source have their places', async () => {
    const root = checkout();
    writeFileSync(join(root, 'registry/plugins/b.yaml'), 'name: 5\n');
    const { faults } = await readBundled(root);
    expect(faults[0]?.location).toEqual({ file: 'registry/plugins/b.yaml', line: 1, column: 1 });
  });

  test('an installed package has no sources, and needs none', async () => {
    const root = checkout();
    rmSync(join(root, 'src'), { recursive: true });
    later(join(root, 'registry/plugins/a.yaml'));
    expect((await readBundled(root)).notice).toBeUndefined();
    rmSync(join(root, 'dist/registry.json'));
    await expect(readBundled(root)).rejects.toThrow('the bundled registry is missing');
  });
});

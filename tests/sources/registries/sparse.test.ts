/** A registry as many small files: where they are, what a build rewrites, and what a reader requests. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sparseConfig, sparseSearch } from '../../../src/model/formats/sparse.ts';
import type { Registry } from '../../../src/model/registry.ts';
import type { Access } from '../../../src/sources/cache/access.ts';
import { type IndexFile, indexRegistry } from '../../../src/sources/registries/index-registry.ts';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import { contentHash, pluginPath, shardsFor } from '../../../src/sources/registries/sparse-layout.ts';
import { readRecords } from '../../../src/sources/registries/write-index.ts';
import { type SparseBuild, sparseWriter } from '../../../src/sources/registries/write-sparse.ts';
import fc from '../../support/fast-check.ts';
import { testAccess } from '../../support/git.ts';
import { everything } from '../../support/index-sample.ts';
import { folder } from '../../support/mkt.ts';
import { staticServer } from '../../support/static-server.ts';
import { toIndex } from '../../support/to-index.ts';

const indexOf = (
  plugins: Record<string, Record<string, readonly string[]>>,
  marketplace = 'lab',
): IndexFile => ({
  mkt: 1,
  marketplace,
  plugins: Object.fromEntries(
    Object.entries(plugins).map(([name, versions]) => [
      name,
      {
        description: `does ${name}`,
        versions: Object.fromEntries(
          Object.entries(versions).map(([version, dependencies]) => [version, { dependencies }]),
        ),
      },
    ]),
  ),
});

const chain = indexOf({
  a: { '1.0.0': ['b'] },
  b: { '1.0.0': ['c'], '1.1.0': ['c'] },
  c: { '1.0.0': [] },
  unrelated: { '1.0.0': [] },
});

async function built(place: string, index: IndexFile, isWhole = true): Promise<SparseBuild> {
  const writer = sparseWriter(place);
  await readRecords([indexRegistry(index, 'test')], writer.add);
  return writer.end(isWhole);
}

async function opened(source: string, access: Access): Promise<Registry> {
  const { registries, unreadable, faults } = await openRegistries([source], {
    cwd: '/',
    bundled: false,
    access,
  });
  expect({ unreadable, faults }).toEqual({ unreadable: [], faults: [] });
  return registries[0] as Registry;
}

const filesBelow = (place: string): string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

describe('the file of a plugin', () => {
  test.each([
    ['a', 'plugins/1/a.json'],
    ['ab', 'plugins/2/ab.json'],
    ['abc', 'plugins/3/a/abc.json'],
    ['plot', 'plugins/pl/ot/plot.json'],
    ['Plot', 'plugins/~5/0l/~50lot.json'],
    ['../x', 'plugins/~2/e~/~2e.~2fx.json'],
    ['a/b', 'plugins/a~/2f/a~2fb.json'],
    ['a.b', 'plugins/3/a/a.b.json'],
    ['ab.cd', 'plugins/ab/~c/ab.cd.json'],
    ['ab..cd', 'plugins/ab/~~/ab..cd.json'],
    ['con', 'plugins/~6/3o/~63on.json'],
    ['aux.tools', 'plugins/~6/1u/~61ux.tools.json'],
    ['com1', 'plugins/~6/3o/~63om1.json'],
    ['console', 'plugins/co/ns/console.json'],
    ['nul-1', 'plugins/nu/l-/nul-1.json'],
  ])('%s is %s', (name, path) => {
    expect(pluginPath(name)).toBe(path);
  });

  test('stays below its folder, is safe for web servers and Windows, and differs even without case', () => {
    const device = fc.constantFrom('con', 'CON', 'prn', 'aux', 'nul', 'com1', 'lpt9', '~63on');
    const name = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      device,
      fc.tuple(device, fc.constantFrom('', '.', '.x', 'x', '..x', '/x')).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(name, name, (one, other) => {
        const [path, another] = [pluginPath(one), pluginPath(other)];
        expect(path).toMatch(/^plugins(\/[a-z0-9~_-][a-z0-9._~-]*)+\.json$/);
        expect(path.split('/').every((part) => part.length < 200 && !part.endsWith('.'))).toBe(true);
        expect(path === path.toLowerCase()).toBe(true);
        expect(path).not.toMatch(/\/(?:con|prn|aux|nul|com\d|lpt\d)[./]/);
        if (Buffer.from(one).equals(Buffer.from(other))) return;
        expect(path).not.toBe(another);
      }),
    );
  });

  test('names of any length fit', () => {
    const [one, other] = ['x'.repeat(4000), 'x'.repeat(4001)].map(pluginPath);
    expect(one?.length).toBeLessThan(100);
    expect(one).not.toBe(other);
  });
});

test('the number of files to search grows with the plugins, by halves', () => {
  expect([0, 2_000, 2_001, 100_000, 10_000_000].map(shardsFor)).toEqual([1, 1, 2, 64, 8192]);
});

describe('a build', () => {
  test('is read as the index that it was made from, and its files satisfy their formats', async () => {
    const place = folder();
    const before = indexRegistry(everything as IndexFile, 'test');
    await built(place, everything as IndexFile);
    const registry = await opened(place, testAccess().access);
    expect(registry.names()).toBeUndefined();
    expect(await registry.browse?.()).toBeUndefined();
    expect(await toIndex(registry)).toEqual(await toIndex(before));
    const json = (path: string) => JSON.parse(readFileSync(join(place, path), 'utf8'));
    const config = sparseConfig.parse(json('config.json'));
    expect(() => sparseSearch.parse(json(`search/${config.search}.json`))).not.toThrow();
  });

  test('rewrites what has changed and nothing else, and leaves the search of before to its readers', async () => {
    const place = folder();
    await built(place, chain);
    const { access } = testAccess();
    const reader = await opened(place, access);
    const before = new Map(filesBelow(place).map((path) => [path, statSync(path).ino]));
    const changed = { ...chain, plugins: { ...chain.plugins, b: { versions: { '2.0.0': {} } } } };
    expect(await built(place, changed)).toEqual({ plugins: 4, written: 1, removed: 0, kept: 0 });
    const touched = filesBelow(place).filter((path) => before.get(path) !== statSync(path).ino);
    expect(touched.map((path) => path.slice(place.length + 1).replace(/[0-9a-f]{32}/, 'HASH'))).toEqual([
      'config.json',
      'plugins/1/b.json',
      'search/HASH.json',
      'search/HASH.json',
    ]);
    expect(await reader.browse?.()).toBeUndefined();
    expect(reader.glance?.('b')[0]?.versions).toEqual(['1.1.0']);
    const after = await opened(place, access);
    await after.browse?.();
    expect(after.glance?.('b')[0]?.versions).toEqual(['2.0.0']);
    // Two builds later, nobody reads the first.
    await built(place, chain);
    await built(place, changed);
    expect(filesBelow(join(place, 'search'))).toHaveLength(4);
  });

  test('removes what is gone only if everything could be read', async () => {
    const place = folder();
    await built(place, chain);
    const fewer = indexOf({ a: { '1.0.0': [] } });
    expect(await built(place, fewer, false)).toEqual({ plugins: 4, written: 1, removed: 0, kept: 3 });
    const registry = await opened(place, testAccess().access);
    await registry.browse?.();
    expect(registry.names()).toEqual(['a', 'b', 'c', 'unrelated']);
    expect(await built(place, fewer)).toMatchObject({ plugins: 1, removed: 3 });
    expect(existsSync(join(place, 'plugins/1/b.json'))).toBe(false);
  });

  test('never removes what no build has written', async () => {
    const place = folder({ 'plugins/own.json': '{}', 'config.json': '{"theme":"dark"}' });
    expect(await built(place, chain)).toMatchObject({ removed: 0 });
    expect(existsSync(join(place, 'plugins/own.json'))).toBe(true);
  });
});

/** What a check of `a` does: each plugin is asked for when the one before it is known. */
async function walk(registry: Registry): Promise<string[]> {
  const seen: string[] = [];
  for (let names = ['a']; names.length > 0; ) {
    const lookups = await Promise.all(names.map((name) => registry.lookup(name)));
    seen.push(...names);
    names = lookups.flatMap((lookup) => {
      if (lookup.status === 'failed') throw new Error(lookup.reason);
      return lookup.plugins.flatMap((plugin) =>
        plugin.requirements(plugin.versions[0] ?? '').dependencies.map(({ name }) => name),
      );
    });
  }
  return seen;
}

describe('from a web server', () => {
  test.each(['br', 'gzip', undefined] as const)(
    'coded as %s, only what a request reaches is fetched',
    async (coding) => {
      const place = folder();
      await built(place, chain);
      const server = await staticServer(place, coding);
      const { access } = testAccess();
      expect(await walk(await opened(server.url, access))).toEqual(['a', 'b', 'c']);
      expect(server.asked.map(({ path }) => path)).toEqual([
        '/config.json',
        '/plugins/1/a.json',
        '/plugins/1/b.json',
        '/plugins/1/c.json',
      ]);
    },
  );

  test('a copy is used while it is young, then compared, and then without the network', async () => {
    const place = folder();
    await built(place, chain);
    const server = await staticServer(place);
    let now = Date.parse('2026-01-01');
    const { access, cache } = testAccess({ now: () => now });
    const registry = await opened(server.url, access);
    await walk(registry);
    expect(await registry.lookup('nowhere')).toEqual({ status: 'found', plugins: [] });
    await registry.browse?.();
    const first = server.asked.splice(0);
    expect(first).toHaveLength(4 + 1 + 2);
    await walk(await opened(server.url, access));
    expect(server.asked).toEqual([]);
    now += 3_600_000;
    const later = await opened(server.url, access);
    await walk(later);
    await later.browse?.();
    // What is named by its content is not even compared.
    expect(server.asked.map(({ status }) => status)).toEqual([304, 304, 304, 304]);
    server.asked.length = 0;
    const offline = testAccess({ cache, offline: true, now: () => now });
    const without = await opened(server.url, offline.access);
    await walk(without);
    expect(await without.lookup('nowhere')).toEqual({ status: 'found', plugins: [] });
    expect(await without.lookup('unrelated')).toMatchObject({ status: 'failed' });
    expect(server.asked).toEqual([]);
    expect(offline.notices).toHaveLength(1);
  });

  test('a busy server is asked again, later and later, and not for ever', async () => {
    const place = folder();
    await built(place, chain);
    const server = await staticServer(place);
    const pauses: number[] = [];
    const pause = async (milliseconds: number) => void pauses.push(milliseconds);
    const { access } = testAccess({ pause });
    server.instead.set('/plugins/1/a.json', [
      { status: 503 },
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 502 },
    ]);
    const registry = await opened(server.url, access);
    expect(await walk(registry)).toEqual(['a', 'b', 'c']);
    expect(pauses).toEqual([500, 7_000, 2_000]);
    server.instead.set(
      '/plugins/un/re/unrelated.json',
      Array.from({ length: 9 }, () => ({ status: 500 })),
    );
    expect(await registry.lookup('unrelated')).toEqual({
      status: 'failed',
      reason: 'the server answered with status 500',
    });
    server.instead.set('/plugins/1/x.json', [{ status: 429, headers: { 'retry-after': '3600' } }]);
    pauses.length = 0;
    expect(await registry.lookup('x')).toMatchObject({ status: 'failed' });
    expect(pauses).toEqual([]);
  });

  test.each([
    ['a cloud', 'http://169.254.169.254/latest/meta-data'],
    ['another port', 'http://127.0.0.1:1/x.json'],
    ['a file', 'file:///etc/passwd'],
  ])('a redirect to %s is not followed', async (_, location) => {
    const place = folder();
    await built(place, chain);
    const server = await staticServer(place);
    server.instead.set('/plugins/1/a.json', [{ status: 302, headers: { location } }]);
    const registry = await opened(server.url, testAccess().access);
    expect(await registry.lookup('a')).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('redirects'),
    });
  });

  test('files that are not what they should be are named, and the others are usable', async () => {
    const place = folder();
    await built(place, chain);
    writeFileSync(join(place, 'plugins/1/b.json'), '{ "mkt": 1');
    const [shard = ''] = readdirSync(join(place, 'search'));
    writeFileSync(join(place, 'search', shard), '{}');
    const server = await staticServer(place);
    const registry = await opened(server.url, testAccess().access);
    expect(await registry.lookup('b')).toMatchObject({ status: 'failed', isBroken: true });
    expect(await registry.lookup('c')).toMatchObject({ status: 'found', plugins: [{ name: 'c' }] });
    expect(await registry.browse?.()).toBe(`\`search/${shard}\`: its content does not match its name`);
  });

  test.each([
    ['the same file twice', (files: string[]) => [...files, ...files]],
    [
      'more files than plugins anywhere',
      () => Array.from({ length: 70_000 }, (_, at) => at.toString(16).padStart(32, '0')),
    ],
  ])('a search that lists %s is not read', async (_, of) => {
    const place = folder();
    await built(place, chain);
    const path = (hash: string) => join(place, 'search', `${hash}.json`);
    const config = JSON.parse(readFileSync(join(place, 'config.json'), 'utf8'));
    const { files } = JSON.parse(readFileSync(path(config.search), 'utf8'));
    const list = JSON.stringify({ mkt: 1, files: of(files) });
    writeFileSync(path(contentHash(list)), list);
    writeFileSync(join(place, 'config.json'), JSON.stringify({ ...config, search: contentHash(list) }));
    const registry = await opened(place, testAccess().access);
    expect(await registry.browse?.()).toBe(`\`search/${contentHash(list)}.json\`: it is not a list of files`);
  });

  test('what is too large is not read', async () => {
    const place = folder();
    await built(place, chain);
    writeFileSync(join(place, 'plugins/1/b.json'), `{"mkt":1}${' '.repeat(17 * 1024 * 1024)}`);
    const server = await staticServer(place, 'gzip');
    const registry = await opened(server.url, testAccess().access);
    expect(await registry.lookup('b')).toEqual({ status: 'failed', reason: 'it is larger than 16 MB' });
  });
});

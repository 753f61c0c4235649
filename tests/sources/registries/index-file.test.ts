import { join } from 'node:path';
import rcompare from 'semver/functions/rcompare.js';
import { describe, expect, test } from 'vitest';
import { indexFile } from '../../../src/model/formats/plugin.ts';
import { isSoundIndex } from '../../../src/model/generated/format-checks.ts';
import { highestFirst } from '../../../src/model/highest-first.ts';
import type { Plugin } from '../../../src/model/plugin.ts';
import type { Registry } from '../../../src/model/registry.ts';
import { compileRegistry } from '../../../src/sources/registries/compile.ts';
import { readIndexFile } from '../../../src/sources/registries/index-file.ts';
import { indexRegistry } from '../../../src/sources/registries/index-registry.ts';
import { readJson } from '../../../src/text/json.ts';
import { validate } from '../../../src/text/validate.ts';
import fc from '../../support/fast-check.ts';
import { everything } from '../../support/index-sample.ts';
import { folder, root } from '../../support/mkt.ts';
import { worded } from '../../support/worded.ts';

async function read(text: string) {
  const cwd = folder({ 'lab.json': text });
  const { registry, faults } = await readIndexFile(join(cwd, 'lab.json'), './lab.json', cwd);
  return {
    registry,
    faults: worded(faults).map(
      ({ rule, location: at, message }) => `${rule} ${at.file}:${at.line}:${at.column} ${message}`,
    ),
  };
}

function found(registry: Registry | undefined, name: string): readonly Plugin[] {
  const lookup = registry?.lookup(name);
  if (lookup === undefined || lookup instanceof Promise || lookup.status !== 'found')
    throw new Error(`no answer about ${name}`);
  return lookup.plugins;
}

const smallest = `{ "mkt": 1, "marketplace": "lab",
  "plugins": { "a": { "versions": { "1.0.0": { "dependencies": ["b", {"name": "c", "version": "^1.0.0"}, "d@other"] }, "1.10.0": {}, "1.9.0": {} } } } }`;

describe('an index file', () => {
  test('the smallest form', async () => {
    const { registry, faults } = await read(smallest);
    expect(faults).toEqual([]);
    expect(registry).toMatchObject({ source: './lab.json', marketplaces: ['lab'] });
    const [plugin] = found(registry, 'a');
    expect(plugin?.versions).toEqual(['1.10.0', '1.9.0', '1.0.0']);
    expect(plugin?.requirements('1.0.0').dependencies).toEqual([
      { name: 'b', range: '*' },
      { name: 'c', range: '^1.0.0' },
      { name: 'd', range: '*', marketplace: 'other' },
    ]);
    expect(plugin?.requirements('7.0.0').dependencies).toEqual([]);
    expect(plugin?.release('7.0.0')).toBeUndefined();
    expect(found(registry, 'b')).toEqual([]);
  });

  test('names that every object has are only names', async () => {
    const versions = '{ "versions": { "1.0.0": { "dependencies": ["__proto__", "constructor"] } } }';
    const { registry, faults } = await read(
      `{ "mkt": 1, "marketplace": "lab", "plugins": { "__proto__": ${versions}, "constructor": ${versions} } }`,
    );
    expect(faults).toEqual([]);
    expect(registry?.names()).toEqual(['__proto__', 'constructor']);
    expect(found(registry, '__proto__')[0]?.versions).toEqual(['1.0.0']);
    expect(found(registry, 'toString')).toEqual([]);
    expect(found(registry, 'constructor')[0]?.release('constructor')).toBeUndefined();
    const names = found(registry, 'constructor')[0]
      ?.requirements('1.0.0')
      .dependencies.map(({ name }) => name);
    expect(names).toEqual(['__proto__', 'constructor']);
  });

  test('plugins of several marketplaces', async () => {
    const { registry } = await read(
      '{ "mkt": 1, "marketplace": "lab", "plugins": { "a": { "versions": {} }, "a@other": { "versions": { "1.0.0": {} } } } }',
    );
    expect(registry?.marketplaces).toEqual(['lab', 'other']);
    expect(registry?.names()).toEqual(['a']);
    expect(found(registry, 'a').map(({ marketplace }) => marketplace)).toEqual(['lab', 'other']);
  });

  test('what a release states wins, and `null` takes a default away', () => {
    const defaults = {
      category: 'x',
      license: 'MIT',
      keywords: ['k'],
      integration: { roles: ['ci'], requires: { runtimes: { julia: '1' }, tools: ['t'] } },
    };
    const own = {
      category: null,
      license: 'ISC',
      integration: { requires: { runtimes: { node: '20' } } },
      components: { hooks: ['Stop'], mcpServers: ['m'], lspServers: ['l'] },
    };
    const registry = indexRegistry(
      {
        mkt: 1,
        marketplace: 'lab',
        plugins: { a: { ...defaults, versions: { '1.0.0': own, '2.0.0': {} } } },
      },
      'test',
    );
    const [plugin] = found(registry, 'a');
    const release = plugin?.release('1.0.0');
    expect(release).not.toHaveProperty('category');
    expect(release).toMatchObject({
      license: 'ISC',
      keywords: ['k'],
      integration: { roles: ['ci'], requires: { runtimes: { node: '20' }, tools: ['t'] } },
    });
    expect(release?.components).toMatchObject({
      agents: [],
      hooks: [{ event: 'Stop' }],
      mcpServers: [{ name: 'm' }],
      lspServers: [{ name: 'l', extensions: [] }],
    });
    expect(plugin?.requirements('1.0.0').runtimes).toEqual({ node: '20' });
    expect(plugin?.release('2.0.0')).toMatchObject({ category: 'x', license: 'MIT' });
  });

  test('every fault at its place', async () => {
    expect((await read('')).faults).toEqual(['MKT901 lab.json:1:1 the file is empty']);
    expect((await read('{ "mkt": 1, }')).faults).toContain(
      'MKT901 lab.json:1:11 not valid JSON: trailing comma before `}`',
    );
    expect(
      (
        await read(
          smallest
            .replace('"1.9.0"', '"1.9"')
            .replace('"^1.0.0"', '"newest"')
            .replace('"mkt": 1', '"mkt": 2'),
        )
      ).faults,
    ).toEqual([
      'MKT902 lab.json:1:10 `mkt` must be `1`, but is 2',
      'MKT910 lab.json:2:95 `newest` at `plugins.a.versions.1.0.0.dependencies[1].version` is not a valid version range',
      'MKT910 lab.json:2:134 `1.9` in `plugins.a.versions` is not a valid semver version',
    ]);
    expect((await read(smallest.replace('"1.9.0"', '"1.0.0"'))).faults).toEqual([
      'MKT901 lab.json:2:134 duplicate key `1.0.0`, first on line 2',
    ]);
  });

  test('an unknown key is a warning, and the registry is there', async () => {
    const { registry, faults } = await read(smallest.replace('"1.9.0": {}', '"1.9.0": { "depends": [] }'));
    expect(faults).toEqual([expect.stringMatching(/^MKT903 .* unknown key `depends`/)]);
    expect(registry?.names()).toEqual(['a']);
  });

  test('20 MB of something else: some faults, not millions', async () => {
    const { faults } = await read('{ "a": [1, 2\n'.repeat(1_500_000));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThan(300);
    expect((await read('x y, z\n'.repeat(3_000_000))).faults.length).toBeLessThan(300);
  });
});

describe('the fast look at an index agrees with its schema', () => {
  const sample = JSON.parse(JSON.stringify(compileRegistry(`${root}registry`).value));
  const few = { ...sample, plugins: Object.fromEntries(Object.entries(sample.plugins).slice(0, 2)) };
  const strange = fc.constantFrom<unknown>(
    null,
    5,
    -1,
    0.5,
    1e308,
    '',
    'x',
    'a b',
    'a@b',
    'none',
    '1Gi',
    '2026-01-19',
    '2026-01-19\n',
    'abcdef0',
    [],
    {},
    [5],
    { x: 1 },
    true,
    '1.0.0',
    '^1',
    ['b@c'],
    [{ name: 'b' }],
    [{ name: 'b', version: 'no' }],
    [{ artifact: 'x', format: 'y', optional: false }],
    [{ event: 'Stop', type: 'command', matcher: '', command: '' }],
    [{ name: 'm', url: '', isIdentified: true }],
    [{ name: 'l', extensions: ['.x'] }],
    { '1.0.0': {} },
    { '1.0': {} },
    { source: '' },
    { source: 'github', repo: 5 },
  );

  test('on the bundled registry', () => {
    expect(isSoundIndex(sample)).toBe(true);
    expect(indexFile.safeParse(sample).success).toBe(true);
  });

  test('on an index that says all that one can say, with one key changed, added or removed', () => {
    expect(isSoundIndex(everything)).toBe(true);
    const keys = [...new Set(placesIn(everything).flat())].filter((step) => typeof step === 'string');
    const places = placesIn(everything);
    fc.assert(
      fc.property(
        fc.nat(places.length - 1),
        strange,
        fc.constantFrom('set', 'add', 'remove'),
        fc.constantFrom('strange', '__proto__', 'constructor', ...keys),
        (index, value, how, key) => {
          const changed = structuredClone(everything);
          change(changed, places[index] ?? [], how, value, key);
          const text = JSON.stringify(changed);
          const { faults } = validate(indexFile, readJson(text, 'lab.json'));
          expect(isSoundIndex(JSON.parse(text)), text).toBe(faults.length === 0);
        },
      ),
      { numRuns: 750 },
    );
  });

  test('a number too large to be one', () => {
    const text = JSON.stringify(everything).replace('"cpu":2', '"cpu":1e999');
    expect(validate(indexFile, readJson(text, 'lab.json')).faults).toHaveLength(1);
    expect(isSoundIndex(JSON.parse(text))).toBe(false);
  });

  test('on an index with one value changed, added or removed', () => {
    const places = placesIn(few);
    fc.assert(
      fc.property(
        fc.nat(places.length - 1),
        strange,
        fc.constantFrom('set', 'add', 'remove'),
        (index, value, how) => {
          const changed = structuredClone(few);
          change(changed, places[index] ?? [], how, value);
          const { faults } = validate(indexFile, readJson(JSON.stringify(changed), 'lab.json'));
          expect(isSoundIndex(changed)).toBe(faults.length === 0);
        },
      ),
      { numRuns: 75 },
    );
  });
});

describe('versions', () => {
  const part = fc.constantFrom(0, 1, 2, 10, 99, 123456789);
  const tail = fc.constantFrom('', '-alpha', '-alpha.1', '-alpha.10', '-1', '+b1', '-rc.1+b2');
  const version = fc
    .tuple(part, part, part, tail)
    .map(([major, minor, patch, rest]) => `${major}.${minor}.${patch}${rest}`);

  test('stand in the order of semver, highest first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(version), (versions) => {
        const sorted = highestFirst(versions);
        expect([...sorted].sort()).toEqual([...versions].sort());
        for (const [index, next] of sorted.slice(1).entries())
          expect(rcompare(sorted[index] ?? '', next)).toBeLessThanOrEqual(0);
        expect(highestFirst([...versions].reverse())).toEqual(sorted);
      }),
    );
  });

  test('what is not semver is left out', () => {
    expect(
      highestFirst(['1.0', 'v1.0.0', '1.0.0', '01.0.0', 'x', '__proto__', ' 2.0.0', '2.0.0-rc.1']),
    ).toEqual(['2.0.0-rc.1', '1.0.0']);
  });
});

type Place = (string | number)[];

function placesIn(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  const below = Object.entries(value).flatMap(([key, child]) =>
    placesIn(child, [...place, Array.isArray(value) ? Number(key) : key]),
  );
  return place.length === 0 ? below : [place, ...below];
}

function change(target: unknown, place: Place, how: string, value: unknown, key = 'strange'): void {
  let parent = target as Record<string | number, unknown>;
  for (const step of place.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>;
  const last = place.at(-1) ?? '';
  if (how === 'remove' && !Array.isArray(parent)) delete parent[last];
  else if (how === 'add' && !Array.isArray(parent))
    // An own property, `__proto__` too.
    Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
  else parent[last] = value;
}

/** Plain entries are not looked at closely. Whatever a marketplace is, a closer look at all of them finds nothing more. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemsIn } from '../../src/analysis/engine.ts';
import { rules } from '../../src/analysis/rules/index.ts';
import { marketplacePath } from '../../src/client/file-tree.ts';
import { isSoundSource, sourceOf } from '../../src/client/plugin-source.ts';
import { type MarketplaceReading, readWhole } from '../../src/client/reading/marketplace-reading.ts';
import { officialParts, officialReading } from '../../src/client/reading/official-names.ts';
import type { ClientFacts } from '../../src/model/client.ts';
import type { Fault } from '../../src/model/problems.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { parsedJson } from '../../src/text/json.ts';
import { isMap, listOf, member } from '../../src/text/values.ts';
import { table } from '../analysis/advice/table.ts';
import { entry, name, plain, source, text } from '../support/entries.ts';
import fc from '../support/fast-check.ts';
import { outsideData } from '../support/outside-data.ts';
import { type Files, lab, memoryTree } from './fixtures.ts';

const facts = clientFacts();

function readingOf(files: Files, how: { readonly facts: ClientFacts; readonly looksClosely?: true }) {
  const reading = readWhole(memoryTree(files), how);
  if (reading.kind === 'none') throw new Error('there is no marketplace');
  return reading;
}

/** Expects that a closer look at all entries finds the same, and returns what that is. */
function compared(files: Files, of = facts): { reading: MarketplaceReading; found: readonly Fault[] } {
  const reading = readingOf(files, { facts: of });
  const found = problemsIn(reading, rules);
  expect(found).toEqual(problemsIn(readingOf(files, { facts: of, looksClosely: true }), rules));
  return { reading, found };
}

describe('a plain entry', () => {
  test.each<[string, Files]>([
    ['with nothing but name and source', { name: 'a', source: { source: 'npm', package: '@lab/a' } }],
    ['with dependencies', plain('a', { dependencies: ['b', 'c'] })],
    ['at a commit', plain('a', { source: { source: 'github', repo: 'lab/a', sha: 'a'.repeat(40) } })],
    ['in a folder', plain('a', { source: { source: 'git-subdir', url: 'https://a.org/b', path: 'c' } })],
    ['with all that most have', plain('a', { author: { name: 'a' }, keywords: ['b'], strict: false })],
  ])('%s is not looked at closely, and has no findings', (_, entry) => {
    const { reading, found } = compared(lab([entry, plain('b'), plain('c')]));
    expect(reading.notable).toEqual([]);
    expect(reading.plugins).toEqual([]);
    expect(found).toEqual([]);
  });

  test.each<[string, Files]>([
    ['a folder of the marketplace', plain('a', { source: './a' })],
    ['an unknown kind of source', plain('a', { source: { source: 'zip', url: 'https://a.org' } })],
    ['an unknown key of a source', plain('a', { source: { source: 'github', repo: 'lab/a', branch: 'x' } })],
    ['a source on this machine', plain('a', { source: { source: 'url', url: 'file:///a' } })],
    ['a short name', plain('a', { source: { source: 'git-subdir', url: 'lab/a', path: 'b' } })],
    ['a source without its repository', plain('a', { source: { source: 'github' } })],
    ['an unknown key', plain('a', { autor: 'b' })],
    ['headers', plain('a', { headers: { a: 'b' } })],
    ['capitals', plain('A')],
    ['a name like one of Anthropic', plain('claude-a')],
    ['a version that is none', plain('a', { version: '1' })],
    ['a dependency on itself', plain('a', { dependencies: ['a'] })],
    ['a dependency that is not listed', plain('a', { dependencies: ['z'] })],
    ['a dependency that is listed twice', plain('a', { dependencies: ['b', 'b'] })],
    ['a dependency in another marketplace', plain('a', { dependencies: ['b@other'] })],
    ['a range', plain('a', { dependencies: [{ name: 'b', version: '^1.0.0' }] })],
    ['a range after a name', plain('a', { dependencies: ['b@^1'] })],
    ['no list of dependencies', plain('a', { dependencies: 'b' })],
  ])('near miss: %s', (_, entry) => {
    const { reading, found } = compared(lab([entry, plain('b')]));
    expect(reading.notable.map(({ value }) => value)).toEqual([entry]);
    expect(found).not.toEqual([]);
  });

  test('is compared with others', () => {
    const { reading, found } = compared(
      lab([
        plain('a', { dependencies: ['b'] }),
        plain('b', { dependencies: ['c'] }),
        plain('c', { dependencies: ['b'] }),
        plain('a', { source: { source: 'npm', package: 'a' } }),
        plain('d', { source: { source: 'github', repo: 'lab/a' } }),
      ]),
    );
    expect(reading.notable).toEqual([]);
    expect(found.map(({ case: name }) => name).sort()).toEqual(['in-entries', 'listed-twice', 'one-source']);
    expect([...reading.edges].map(([name, edges]) => [name, edges.map(({ to }) => to)])).toEqual([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
  });

  test('has no key that the client of this version does not know', () => {
    const unknown = [{ of: 'plugin', key: 'license.*', effect: 'load' } as const];
    const old = { ...facts, loading: { ...facts.loading, claudeCode: '2.0.0', unknown } };
    const { reading } = compared(lab([plain('a', { license: 'MIT' }), plain('b')]), old);
    expect(reading.notable.map(({ name }) => name)).toEqual(['a']);
  });
});

const ordinary = fc
  .tuple(fc.constantFrom('a', 'b', 'c-d', 'e'), fc.subarray(['b', 'f', 'g']))
  .map(([own, wanted]) => JSON.stringify(plain(own, { dependencies: wanted })));
const [f, g] = [plain('f', { dependencies: ['b'] }), plain('g')].map((each) => JSON.stringify(each));
const head = fc.record(
  {
    renames: fc.dictionary(name, fc.option(name), { maxKeys: 2, noNullPrototype: true }),
    allowCrossMarketplaceDependenciesOn: fc.array(text, { maxLength: 2 }),
    metadata: fc.record({ pluginRoot: text }),
    name: fc.constantFrom('lab', 'claude-plugins-official'),
  },
  { requiredKeys: [] },
);
const client = fc.constantFrom(facts, clientFacts('2.1.200'), clientFacts('2.1.230'), clientFacts('2.1.285'));

test('a closer look at all entries of any marketplace finds nothing more', () => {
  let [plainOnes, findings] = [0, 0];
  fc.assert(
    fc.property(fc.array(fc.oneof(ordinary, entry), { maxLength: 5 }), head, client, (entries, more, of) => {
      const file = `${JSON.stringify({ owner: { name: 'lab' }, name: 'lab', ...more }).slice(0, -1)},"plugins":[${[f, ...entries, g].join(',\n')}]}`;
      const { reading, found } = compared({ [marketplacePath]: file, 'a/x.md': 'x' }, of);
      const plainHere = reading.entries.length - reading.notable.length;
      plainOnes += plainHere;
      if (plainHere > 0) findings += found.length;
    }),
    { numRuns: 150 },
  );
  // It compares something: there are plain entries, in marketplaces with findings.
  expect(plainOnes).toBeGreaterThan(150);
  expect(findings).toBeGreaterThan(150);
});

test('a sound source has no faults and no unknown keys', () => {
  let sound = 0;
  fc.assert(
    fc.property(source, (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
      const stated = value as Readonly<Record<string, unknown>>;
      if (!isSoundSource(stated)) return;
      sound += 1;
      const { kind, ...fields } = sourceOf(stated, undefined);
      expect({ source: kind, ...fields }).toEqual(stated);
    }),
    { numRuns: 1000 },
  );
  expect(sound).toBeGreaterThan(50);
});

test('a name without any part of the official ones does not read as one', () => {
  const official = facts.names.officialPlugins;
  const parts = officialParts(official);
  const word = fc.constantFrom(...parts, ...(official?.words ?? []), 'cc', 'plugin', 'x', 'unclaude', '1');
  let without = 0;
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), (words) => {
      const own = words.join('-');
      if (parts.some((part) => own.includes(part))) return;
      without += 1;
      expect(officialReading(own, official)).toBeUndefined();
    }),
  );
  expect(without).toBeGreaterThan(5);
});

test('nor of entries that say what the examples of all rules say', () => {
  const given = Object.values(table).flatMap((cases) =>
    Object.values(cases).flatMap((advised) => ('beyond' in advised ? [] : [advised].flat())),
  );
  const textOf = (content: string | Buffer | undefined) => (typeof content === 'string' ? content : '{}');
  let plainOnes = 0;
  const rulesFound = new Set<string>();
  for (const { given: files } of given)
    for (const [path, content] of Object.entries(files)) {
      if (!path.endsWith(marketplacePath)) continue;
      const top = path.slice(0, -marketplacePath.length);
      const file = parsedJson(textOf(content));
      if (!Array.isArray(member(file, 'plugins'))) continue;
      // What its own manifest says, an entry can say, too.
      const plugins = listOf(member(file, 'plugins')).map((each) => {
        const source = member(each, 'source');
        const manifest = files[`${top}${String(source).replace('./', '')}/.claude-plugin/plugin.json`];
        const own = parsedJson(textOf(manifest));
        const name = member(each, 'name');
        return isMap(each) && typeof source === 'string'
          ? { ...(isMap(own) && own), ...each, source: { source: 'github', repo: `lab/${String(name)}` } }
          : each;
      });
      const { reading, found } = compared({ [marketplacePath]: { ...(isMap(file) && file), plugins } });
      plainOnes += reading.entries.length - reading.notable.length;
      for (const { rule } of found) rulesFound.add(rule);
    }
  expect(plainOnes).toBeGreaterThan(100);
  expect(rulesFound.size).toBeGreaterThan(10);
});

describe('real marketplaces', () => {
  const { path: samples, isHere, needed } = outsideData('marketplaces');
  const folders = isHere
    ? readdirSync(samples).filter((each) => existsSync(join(samples, each, marketplacePath)))
    : [];

  test('a closer look finds nothing more, also with every plugin in another place', needed, () => {
    let plainOnes = 0;
    for (const folder of folders) {
      const file = JSON.parse(readFileSync(join(samples, folder, marketplacePath), 'utf8')) as {
        readonly plugins: readonly { readonly name: string; readonly source: unknown }[];
      };
      compared({ [marketplacePath]: file });
      const plugins = file.plugins.map((each) => ({
        ...each,
        source:
          typeof each.source === 'string' ? { source: 'github', repo: `lab/${each.name}` } : each.source,
      }));
      const { reading } = compared({ [marketplacePath]: { ...file, plugins } });
      plainOnes += reading.entries.length - reading.notable.length;
    }
    expect(plainOnes).toBeGreaterThan(100);
  });
});

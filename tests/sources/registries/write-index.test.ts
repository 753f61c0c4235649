/** What a registry says, written as an index and read again. */
import { describe, expect, test } from 'vitest';
import { foundFacts } from '../../../src/model/complete-release.ts';
import type { Plugin } from '../../../src/model/plugin.ts';
import type { Registry } from '../../../src/model/registry.ts';
import { compileRegistry } from '../../../src/sources/registries/compile.ts';
import { readIndex } from '../../../src/sources/registries/index-file.ts';
import { type IndexFile, indexRegistry } from '../../../src/sources/registries/index-registry.ts';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import fc from '../../support/fast-check.ts';
import { testAccess } from '../../support/git.ts';
import { everything } from '../../support/index-sample.ts';
import { folder, root } from '../../support/mkt.ts';
import { toIndex } from '../../support/to-index.ts';

function found(registry: Registry | undefined, name: string): readonly Plugin[] {
  const lookup = registry?.lookup(name);
  if (lookup === undefined || lookup instanceof Promise || lookup.status !== 'found')
    throw new Error(`no answer about ${name}`);
  return lookup.plugins;
}

/** All that the model holds, places and what reads files left out. */
function heldBy(registry: Registry | undefined) {
  const plain = (value: unknown) =>
    JSON.parse(JSON.stringify(value, (key, each) => (key === 'location' ? undefined : each)) ?? 'null');
  return (registry?.names() ?? []).map((name) =>
    found(registry, name).map((plugin) => {
      const { registry: _, client: __, ...rest } = plugin;
      const releases = plugin.versions.map((version) => {
        const { tools, variables, credentials, details, ...release } = plugin.release(version) ?? {};
        return plain({ ...release, requirements: plugin.requirements(version) });
      });
      return [plain({ ...rest, versions: plugin.versions }), releases];
    }),
  );
}

async function writtenAndRead(before: Registry) {
  const written = await toIndex(before);
  const { registry, faults } = await readIndex(JSON.stringify(written), 'lab.json', './lab.json');
  expect(faults).toEqual([]);
  return heldBy(registry);
}

describe('an index', () => {
  test('a release with components of a kind that no index knows is written without them', async () => {
    const before = indexRegistry(everything as IndexFile, 'test');
    const withMore = (plugin: Plugin): Plugin => ({
      ...plugin,
      versions: plugin.versions,
      release(version) {
        const release = plugin.release(version);
        return release && { ...release, components: { ...release.components, gadgets: ['new'] } as never };
      },
    });
    const left: string[] = [];
    const written = await toIndex(
      {
        ...before,
        lookup: (name) => ({ status: 'found', plugins: found(before, name).map(withMore) }),
      },
      (what) => left.push(what),
    );
    expect(left).toEqual([]);
    expect(written).toEqual(await toIndex(before));
  });

  test('a registry that is written as an index and read again is the same', async () => {
    const compiled = compileRegistry(`${root}registry`).value;
    if (compiled === undefined) throw new Error('the bundled registry has faults');
    for (const index of [compiled, everything as IndexFile]) {
      const before = indexRegistry(index, 'test');
      expect(inOrder(await writtenAndRead(before))).toEqual(inOrder(heldBy(before)));
    }
  });

  test('so is one of which each release says something else', async () => {
    const full = everything.plugins.a;
    const some = <T extends object>(fields: T) =>
      fc.subarray(Object.keys(fields)).map((keys) => only(fields, keys));
    const release = some(full.versions['1.0.0']);
    const requirement = fc.record(
      {
        name: fc.constantFrom('b', 'b@c', '@b', 'b@^1'),
        version: fc.constantFrom('', '*', '^1', 'x'),
        marketplace: fc.constantFrom('lab', 'other'),
      },
      { requiredKeys: ['name'] },
    );
    const plugins = fc.dictionary(
      fc.constantFrom('a', 'b', 'a@other', '__proto__', 'constructor'),
      fc
        .tuple(
          some(full),
          fc.dictionary(
            fc.constantFrom('1.0.0', '2.0.0-rc.1', '1.0.0+b'),
            fc
              .tuple(release, fc.array(requirement))
              .map(([each, dependencies]) => ({ ...each, dependencies })),
          ),
        )
        .map(([plugin, versions]) => ({ ...plugin, versions })),
      { noNullPrototype: true },
    );
    await fc.assert(
      fc.asyncProperty(plugins, async (drawn) => {
        const before = indexRegistry({ mkt: 1, marketplace: 'lab', plugins: drawn } as IndexFile, 'test');
        expect(inOrder(await writtenAndRead(before))).toEqual(inOrder(heldBy(before)));
      }),
    );
  });

  test('a marketplace keeps what only its files tell; what no index can hold is left out, and named', async () => {
    const manifest = (name: string, fields: object) => ({
      [`plugins/${name}/.claude-plugin/plugin.json`]: JSON.stringify({ name, ...fields }),
    });
    const names = ['day', 'stated', 'other', 'broken'];
    const cwd = folder({
      '.claude-plugin/marketplace.json': JSON.stringify({
        name: 'lab',
        owner: { name: 'x' },
        plugins: names.map((name) => ({ name, source: `./plugins/${name}` })),
      }),
      ...manifest('day', { homepage: 'https://example.com' }),
      'plugins/day/README.md': 'x',
      'plugins/day/settings.json': '{ "agent": "x" }',
      'plugins/day/agents/x.md': '---\nname: x\ndescription: does things\n---\n',
      ...manifest('stated', { version: 'v1' }),
      'plugins/other/.claude-plugin/plugin.json': '{ "name": "another", "version": "1.0.0" }',
      ...manifest('broken', { version: '1.0.0', dependencies: [{ name: 'day', version: 'newest' }] }),
    });
    const { registries } = await openRegistries([cwd], { cwd, bundled: false, access: testAccess().access });
    const [before] = registries;
    if (before === undefined) throw new Error('no registry');
    const answers = await Promise.all(names.slice(0, 3).map((name) => before.lookup(name)));
    const leftOut: string[] = [];
    const index = await toIndex(before, (what) => leftOut.push(what));
    expect(leftOut).toEqual(['broken@1.0.0']);
    const { registry, faults } = await readIndex(JSON.stringify(index), 'lab.json', './lab.json');
    expect(faults).toEqual([]);
    const plugins = answers.flatMap((answer) => (answer.status === 'found' ? answer.plugins : []));
    for (const plugin of plugins) {
      const kept = found(registry, plugin.name)[0]?.release(plugin.versions[0] ?? '');
      const facts = foundFacts(plugin.release(plugin.versions[0] ?? '') ?? {});
      expect(Object.keys(facts).length).toBeGreaterThan(0);
      expect(kept).toMatchObject(facts);
    }
  });
});

const inOrder = (held: ReturnType<typeof heldBy>) =>
  held
    .flat()
    .map((each) => JSON.stringify(sorted(each)))
    .sort();

function only<T extends object>(fields: T, keys: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => keys.includes(key))) as Partial<T>;
}

/** With the keys of every map in one order. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => [key, sorted(each)]);
}

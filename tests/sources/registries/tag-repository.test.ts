/** A repository with 181 real tags: from wherever it is read, the same versions, and for each of them the answer of a search by hand. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Registry } from '../../../src/model/registry.ts';
import { createResolver } from '../../../src/resolver/index.ts';
import { solve } from '../../../src/sources/driver/solve.ts';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import { git, testAccess, watchedGit } from '../../support/git.ts';
import { root } from '../../support/mkt.ts';
import { needs, outsideData } from '../../support/outside-data.ts';
import { spec } from '../../support/releases.ts';
import { bruteForce, type Sketch } from '../../support/universe.ts';

const samples = outsideData('marketplaces');
const sample = join(samples.path, 'gtapps+claude-code-hermit');
const { path: maker, needed } = outsideData('tagMaker');
const hasPython = spawnSync('python3', ['--version']).status === 0;

interface Tagged {
  readonly version: string;
  readonly dependencies?: readonly (string | { readonly name: string; readonly version?: string })[];
}

/** What the tags and the files of today say, read without the code under test. */
function sketchOf(tags: Readonly<Record<string, readonly Tagged[]>>): Sketch {
  const edges = ({ dependencies = [] }: Pick<Tagged, 'dependencies'>) =>
    dependencies
      .map((each) => (typeof each === 'string' ? `${each}@*` : `${each.name}@${each.version ?? '*'}`))
      .join(' ');
  return Object.fromEntries(
    Object.entries(tags).map(([name, releases]) => {
      const now = JSON.parse(
        readFileSync(join(sample, 'plugins', name, '.claude-plugin/plugin.json'), 'utf8'),
      ) as Tagged;
      const all = [now, ...releases].map((release) => [release.version, edges(release)] as const);
      return [name, Object.fromEntries(all)];
    }),
  );
}

describe('a repository with many tags', {
  ...needs(hasPython, 'python3 is not installed'),
  ...needed,
  ...samples.needed,
}, () => {
  const places: Record<string, string> = {};
  let sketch: Sketch = {};

  const place = mkdtempSync(join(tmpdir(), 'mkt-tags-'));
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  beforeAll(() => {
    const repository = join(place, 'hermit');
    execFileSync('python3', [maker, sample, repository]);
    const bare = join(place, 'hermit.git');
    git(root, 'clone', '-q', '--bare', repository, bare);
    Object.assign(places, { folder: repository, 'file://': `file://${repository}`, bare });
    sketch = sketchOf(JSON.parse(readFileSync(join(sample, '_TAGS.json'), 'utf8')).tags);
  });

  async function open(source: string, env: Readonly<Record<string, string>> = {}): Promise<Registry> {
    const { registries, unreadable } = await openRegistries([source], {
      cwd: root,
      bundled: false,
      access: testAccess({ env }).access,
    });
    expect(unreadable).toEqual([]);
    return registries[0] as Registry;
  }

  async function versionsIn(registry: Registry): Promise<Record<string, readonly string[]>> {
    const found: Record<string, readonly string[]> = {};
    for (const name of registry.names() ?? []) {
      const lookup = await registry.lookup(name);
      if (lookup.status === 'found')
        found[name] = lookup.plugins.flatMap(({ versions }) => versions).toSorted();
    }
    return found;
  }

  test.each(['folder', 'file://', 'bare'])('from a %s: every version', async (kind) => {
    const expected = Object.fromEntries(
      Object.entries(sketch).map(([name, versions]) => [name, Object.keys(versions).toSorted()]),
    );
    expect(await versionsIn(await open(places[kind] as string))).toEqual(expected);
  });

  test.each(['folder', 'file://', 'bare'])(
    'from a %s: the answer of a search by hand for every release',
    async (kind) => {
      const registry = await open(places[kind] as string);
      let asked = 0;
      for (const [name, versions] of Object.entries(sketch))
        for (const version of Object.keys(versions)) {
          const { resolution, problems } = await solve(
            [registry],
            [spec(`${name}@=${version}`)],
            { strategy: 'highest' },
            createResolver,
          );
          expect(problems).toEqual([]);
          const all = bruteForce(sketch, [{ name, range: `=${version}` }]);
          expect(resolution?.ok, `${name}@${version}`).toBe(all.length > 0);
          if (resolution?.ok)
            expect(all).toContainEqual(new Map(resolution.chosen.map((each) => [each.name, each.version])));
          asked += 1;
        }
      expect(asked).toBeGreaterThanOrEqual(181);
    },
  );

  test('six plugins on one core: 98 tagged dependencies on it, with 28 ranges', async () => {
    const registry = await open(places.bare as string);
    const wanted: string[] = [];
    for (const name of registry.names() ?? []) {
      const lookup = await registry.lookup(name);
      for (const plugin of lookup.status === 'found' ? lookup.plugins : [])
        for (const version of plugin.versions)
          if (plugin.release(version)?.tag !== undefined)
            for (const { name: on, range } of plugin.requirements(version).dependencies)
              if (on === 'claude-code-hermit') wanted.push(range);
    }
    expect(wanted).toHaveLength(98);
    expect(new Set(wanted).size).toBe(28);
  });

  test('a few processes of git, not one for each tag', async () => {
    const watched = watchedGit();
    const registry = await open(places.folder as string, watched.env);
    const { resolution } = await solve(
      [registry],
      [spec('feed-hermit')],
      { strategy: 'highest' },
      createResolver,
    );
    expect(resolution?.ok).toBe(true);
    expect(watched.calls().length).toBeGreaterThan(0);
    expect(watched.calls().length).toBeLessThan(15);
  });
});

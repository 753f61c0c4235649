import { devNull } from 'node:os';
import { runRules } from '../analysis/engine.ts';
import { rules } from '../analysis/rules/index.ts';
import { touchedPlugins } from '../changes/touched-plugins.ts';
import type { FileTree } from '../client/file-tree.ts';
import { type Marketplace, readMarketplace } from '../client/marketplace.ts';
import { type ClientFacts, clientRuntime } from '../model/client.ts';
import { type Finding, keyOf } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { Registry } from '../model/registry.ts';
import type { Since } from '../report/results.ts';
import { accessOf } from '../sources/cache/access.ts';
import { folderTree } from '../sources/files/folder-tree.ts';
import type { MarketplacePlace } from '../sources/files/marketplace-place.ts';
import { openRegistries } from '../sources/registries/open-registries.ts';
import { contextOf, resolveRequest } from './gather.ts';
import type { Request } from './gathered.ts';
import { inspect } from './inspection.ts';
import { breathe, whileWaiting } from './while-waiting.ts';
import type { World } from './world.ts';

/** A marketplace on this disk, and what it was before a change. */
interface Changed extends MarketplacePlace {
  /** Its folder, as findings show it. */
  readonly shown: string;
  /** Its files as they were. */
  readonly before: FileTree;
  /** The paths in it that differ. */
  readonly files: ReadonlySet<string>;
}

interface Look {
  readonly cwd: string;
  readonly facts: ClientFacts;
  /** The version of the client, if one was asked for. */
  readonly client: string | undefined;
}

/** What is known of the plugins that a change touches. */
export type Met = Pick<Since, 'plugins' | 'others' | 'elsewhere' | 'collisions'>;

/**
 * The plugins of a marketplace that a change touches, and where they collide with the others: what `mkt check` finds in two of them
 * together, but neither in one of them alone nor in both as they were. Notes do not count. Plugins whose files are elsewhere are left
 * out, and no server is asked, so that the answer depends only on the repository.
 */
export async function collisionsOf(changed: Changed, look: Look, world: World): Promise<Met> {
  const { root, before: treeBefore, files } = changed;
  const [now, old] = await Promise.all([
    marketplaceAt(folderTree(root, look.cwd), changed, look),
    marketplaceAt(treeBefore, changed, look),
  ]);
  const plugins = touchedPlugins(now?.entries ?? [], old?.entries ?? [], files);
  const here = namesHere(now);
  const touched = plugins.flatMap(({ name, change }) =>
    change !== 'removed' && here.has(name) ? [name] : [],
  );
  const others = touched.length === 0 ? 0 : here.size - 1;
  const elsewhere = touched.length === 0 ? 0 : new Set(now?.entries.map(({ name }) => name)).size - here.size;
  if (now === undefined || others === 0) return { plugins, others: 0, elsewhere, collisions: [] };
  const [judgeNow, judgeThen] = await Promise.all(
    [now, old].map(async (one) => one && judgeOf(one, changed, look, world)),
  );
  const namesThen = namesHere(old);
  const collisions = new Map<string, Finding>();
  const collect = async (name: string, other: string) => {
    const found = (await judgeNow?.(name, other)) ?? [];
    if (found.length === 0) return;
    const isOld = namesThen.has(name) && namesThen.has(other);
    const before = new Set(isOld ? (await judgeThen?.(name, other))?.map(collisionKey) : []);
    for (const finding of found) {
      const key = collisionKey(finding);
      if (!before.has(key) && !collisions.has(key))
        collisions.set(key, withPlace(finding, entryPlace(now, name), changed));
    }
  };
  const what = touched.length === 1 ? `\`${touched[0]}\`` : `${touched.length} plugins`;
  await whileWaiting(`trying ${what} with the others`, world, async () => {
    const done = new Set<string>();
    for (const name of touched) {
      done.add(name);
      for (const other of here) if (!done.has(other)) await collect(name, other);
      await breathe();
    }
  });
  return { plugins, others, elsewhere, collisions: [...collisions.values()] };
}

/** A marketplace with the current copies of its plugins only; undefined if its file cannot be read. */
async function marketplaceAt(
  tree: FileTree,
  { shown, path }: Changed,
  { facts }: Look,
): Promise<Marketplace | undefined> {
  return (await readMarketplace(tree, { source: shown, path, facts })).marketplace;
}

/** The plugins whose files are in the marketplace itself. */
const namesHere = (marketplace: Marketplace | undefined): ReadonlySet<string> =>
  new Set(marketplace?.entries.flatMap(({ name, source }) => (source.kind === 'path' ? [name] : [])));

/** Finds what is wrong with two plugins together, but with neither of them alone. */
type Judge = (name: string, other: string) => Promise<readonly Finding[]>;

async function judgeOf(
  { name: marketplace, registry: current }: Marketplace,
  { root }: Changed,
  { cwd, facts, client }: Look,
  world: World,
): Promise<Judge> {
  const access = { ...accessOf({ ...world.env, MKT_CACHE_DIR: devNull }), offline: true };
  const { registries: tagged, knowledge } = await openRegistries([root], {
    cwd,
    bundled: false,
    access,
    facts: () => facts,
  });
  const findingsOf = async (names: readonly string[]): Promise<readonly Finding[]> => {
    const request = (registries: readonly Registry[]): Request => ({
      list: { kind: 'arguments' },
      specs: names.map((name) => ({ text: name, name, marketplace, range: '*' })),
      environment: { runtimes: client === undefined ? {} : { [clientRuntime]: client } },
      registries,
      knowledge,
      commands: world.commands,
      faults: [],
      declared: [],
    });
    const meant = await resolveRequest(request([current]), {});
    // Older versions, from tags, can satisfy what the current copies do not.
    const gathered = meant.state === 'resolved' ? meant : await resolveRequest(request(tagged), {});
    const inspection = await inspect(gathered, { options: { cwd }, world });
    return runRules(rules, contextOf(gathered, { ...inspection, releaseFaults: [] }), {
      levels: {},
      ignores: [],
    });
  };
  const alone = new Map<string, Promise<ReadonlySet<string>>>();
  const keysAlone = (name: string) => {
    const known = alone.get(name) ?? findingsOf([name]).then((found) => new Set(found.map(keyOf)));
    alone.set(name, known);
    return known;
  };
  return async (name, other) => {
    const found = (await findingsOf([name, other])).filter(
      ({ severity, plugins }) => severity !== 'note' && plugins.length > 1 && plugins.includes(name),
    );
    if (found.length === 0) return [];
    const [own, others] = await Promise.all([keysAlone(name), keysAlone(other)]);
    return found.filter((finding) => !own.has(keyOf(finding)) && !others.has(keyOf(finding)));
  };
}

/** What identifies a collision before and after a change: versions in its message may differ. */
const collisionKey = (finding: Finding): string => keyOf(finding).replace(/\d+(?:\.\d+)*/g, '#');

function entryPlace({ entries }: Marketplace, name: string): Location | undefined {
  const entry = entries.find((each) => each.name === name);
  return entry?.file.read().locate(['plugins', entry.index, 'name']);
}

/** A collision at a place that the change touches, or else at the entry of the plugin: there a reviewer looks. */
function withPlace(finding: Finding, entry: Location | undefined, { shown, files }: Changed): Finding {
  const prefix = shown === '.' ? '' : `${shown}/`;
  const isTouched = ({ file }: Location) => file.startsWith(prefix) && files.has(file.slice(prefix.length));
  const places = [
    ...(finding.location === undefined ? [] : [{ location: finding.location, message: '' }]),
    ...(finding.related ?? []),
  ];
  const location = places.find((place) => isTouched(place.location))?.location ?? entry;
  const related = places.filter((place) => place.location !== location);
  return {
    ...finding,
    ...(location !== undefined && { location }),
    ...(related.length > 0 && { related }),
  };
}

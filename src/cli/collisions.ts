import { touchedPlugins } from '../changes/touched-plugins.ts';
import type { FileTree } from '../client/file-tree.ts';
import { type Marketplace, readMarketplace } from '../client/marketplace.ts';
import { type Finding, keyOf } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { Since } from '../report/results.ts';
import { type FolderTree, folderTree } from '../sources/files/folder-tree.ts';
import type { MarketplacePlace } from '../sources/files/marketplace-place.ts';
import { judgeOf, type Look } from './judge-together.ts';
import { whileWaiting } from './while-waiting.ts';
import type { World } from './world.ts';

/** A marketplace on this disk, and what it was before a change. */
interface Changed extends MarketplacePlace {
  /** Its folder, as findings show it. */
  readonly shown: string;
  /** Its files as they were. */
  readonly before: FolderTree;
  /** The paths in it that differ. */
  readonly files: ReadonlySet<string>;
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
  const treeNow = folderTree(root, look.cwd);
  const [now, old] = await Promise.all([
    marketplaceAt(treeNow, changed, look),
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
    (
      [
        [now, treeNow],
        [old, treeBefore],
      ] as const
    ).map(async ([one, tree]) => one && judgeOf(one, { root, tree }, look, world)),
  );
  const namesThen = namesHere(old);
  /** What is new between two plugins. */
  const betweenTwo = async (name: string, other: string): Promise<readonly Finding[]> => {
    const found = (await judgeNow?.(name, [other])) ?? [];
    if (found.length === 0 || !namesThen.has(name) || !namesThen.has(other)) return found;
    const before = new Set((await judgeThen?.(name, [other]))?.map(collisionKey));
    return found.filter((finding) => !before.has(collisionKey(finding)));
  };
  /** All collisions of a plugin: one of each kind, with all others that it concerns. */
  const collisionsWith = async (name: string, others: readonly string[]): Promise<readonly Finding[]> => {
    const pairs = new Map<string, { readonly other: string; readonly finding: Finding }[]>();
    for (const other of others)
      for (const finding of await betweenTwo(name, other))
        pairs.set(finding.rule, [...(pairs.get(finding.rule) ?? []), { other, finding }]);
    const all = await Promise.all(
      [...pairs].map(async ([rule, found]) => {
        const names = [...new Set(found.map(({ other }) => other))];
        const together = names.length < 2 ? [] : ((await judgeNow?.(name, names)) ?? []);
        const same = together.filter((finding) => finding.rule === rule);
        // Plugins that exclude each other are not seen together.
        const rest = found.filter(({ other }) => !same.some(({ plugins }) => plugins.includes(other)));
        return [...same, ...rest.map(({ finding }) => finding)];
      }),
    );
    return all.flat();
  };
  const collisions = new Map<string, Finding>();
  const what = touched.length === 1 ? `\`${touched[0]}\`` : `${touched.length} plugins`;
  await whileWaiting(`trying ${what} with the others`, world, async () => {
    const done = new Set<string>();
    for (const name of touched) {
      done.add(name);
      const rest = [...here].filter((other) => !done.has(other));
      for (const finding of await collisionsWith(name, rest)) {
        const key = collisionKey(finding);
        if (!collisions.has(key)) collisions.set(key, withPlace(finding, entryPlace(now, name), changed));
      }
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

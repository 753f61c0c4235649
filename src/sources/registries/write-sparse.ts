import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../files/atomic-write.ts';
import { readOwn } from '../files/read-file.ts';
import { makeFolder } from '../files/user-folders.ts';
import type { IndexFile } from './index-registry.ts';
import type { PluginRecord } from './plugin-record.ts';
import {
  configIn,
  configPath,
  contentHash,
  pluginPath,
  pluginsFolder,
  type SparseConfig,
  searchFolder,
  searchIn,
  searchPath,
  shardOf,
  shardsFor,
} from './sparse-layout.ts';
import { type NamedRecord, newestOf } from './write-index.ts';

/** What a build has changed. */
export interface SparseBuild {
  readonly plugins: number;
  readonly written: number;
  readonly removed: number;
  /** Plugins that no source had, of an earlier build, which were not removed since some source could not be read. */
  readonly kept: number;
}

/** Files are readable for a web server, which runs as another user. */
const mode = 0o644;

/**
 * Writes a sparse registry: a file for each plugin, files to search, and `config.json` last. Files that are as they should be are not
 * touched, and each other one takes the place of the old one as a whole, so that readers see the old or the new at any time. The
 * files to search are named by their content; those of the config before stay for readers that have it.
 * See `docs/decisions/0007-sparse-registry.md`.
 * @param isWhole whether the records are all there are: if not, what is missing among them stays.
 */
export function writeSparse(folder: string, records: readonly NamedRecord[], isWhole: boolean): SparseBuild {
  const before = existingPlugins(folder);
  const paths = new Set<string>();
  const newest = new Map<string, IndexFile>();
  let written = 0;
  for (const [name, all] of byName(records)) {
    const path = pluginPath(name);
    paths.add(path);
    if (writeIfNew(join(folder, path), textOf(all))) written += 1;
    newest.set(name, indexOfOne(all.map((each) => ({ ...each, record: newestOf(each.record) }))));
  }
  const gone = before.filter((path) => !paths.has(path));
  let kept = 0;
  for (const path of isWhole ? [] : gone) {
    const own = readIndexAt(join(folder, path));
    const [key] = Object.keys(own?.plugins ?? {});
    if (own === undefined || key === undefined) continue;
    kept += 1;
    const plugins = Object.entries(own.plugins).map(([each, record]) => [each, newestOf(record)]);
    newest.set(nameIn(key), { ...own, plugins: Object.fromEntries(plugins) });
  }
  const old = configAt(folder);
  const search = writeSearch(folder, newest);
  const config: SparseConfig = {
    mkt: 1,
    layout: 'sparse',
    marketplaces: marketplacesIn(newest.values()),
    plugins: newest.size,
    search,
  };
  writeIfNew(join(folder, configPath), `${JSON.stringify(config)}\n`);
  const removable = isWhole ? gone : [];
  for (const path of removable) rmSync(join(folder, path), { force: true });
  sweepSearch(folder, [search, ...(old === undefined ? [] : [old.search])]);
  return { plugins: newest.size, written, removed: removable.length, kept };
}

function byName(records: readonly NamedRecord[]): Map<string, NamedRecord[]> {
  const found = new Map<string, NamedRecord[]>();
  for (const each of records) {
    const list = found.get(each.name);
    if (list === undefined) found.set(each.name, [each]);
    // Of the same plugin, the first one counts, as if both registries were in use.
    else if (!list.some(({ marketplace }) => marketplace === each.marketplace)) list.push(each);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One name as an index: the first marketplace in order is that of the file, so that others do not change it. */
function indexOfOne(all: readonly NamedRecord[]): IndexFile {
  const sorted = all.toSorted((a, b) => (a.marketplace < b.marketplace ? -1 : 1));
  const [{ marketplace } = { marketplace: '' }] = sorted;
  return {
    mkt: 1,
    marketplace,
    plugins: Object.fromEntries(
      sorted.map((each) => [
        each.marketplace === marketplace ? each.name : `${each.name}@${each.marketplace}`,
        each.record,
      ]),
    ),
  };
}

const textOf = (all: readonly NamedRecord[]): string => `${JSON.stringify(indexOfOne(all))}\n`;

const nameIn = (key: string): string => (key.includes('@') ? key.slice(0, key.lastIndexOf('@')) : key);

/** Writes the files to search, and their list. @returns its name. */
function writeSearch(folder: string, newest: ReadonlyMap<string, IndexFile>): string {
  const amount = shardsFor(newest.size);
  const shards = Array.from({ length: amount }, (): [string, PluginRecord, string][] => []);
  for (const [name, { marketplace: home, plugins }] of newest)
    for (const [key, record] of Object.entries(plugins)) {
      const marketplace = key === name ? home : key.slice(name.length + 1);
      shards[shardOf(name, amount)]?.push([name, record, marketplace]);
    }
  const write = (text: string): string => {
    const hash = contentHash(text);
    writeIfNew(join(folder, searchPath(hash)), text);
    return hash;
  };
  const files = shards.map((shard) => {
    // In a file for many, every key names its marketplace, except those of the first: the format needs one.
    const home = shard.map(([, , marketplace]) => marketplace).sort()[0] ?? 'empty';
    const entries = shard.map(([name, record, marketplace]): [string, PluginRecord] => [
      marketplace === home ? name : `${name}@${marketplace}`,
      record,
    ]);
    const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return write(
      `${JSON.stringify({ mkt: 1, marketplace: home, plugins: Object.fromEntries(sorted) } satisfies IndexFile)}\n`,
    );
  });
  return write(`${JSON.stringify({ mkt: 1, files })}\n`);
}

function marketplacesIn(indexes: Iterable<IndexFile>): string[] {
  const found = new Set<string>();
  for (const { marketplace, plugins } of indexes)
    for (const key of Object.keys(plugins))
      found.add(key.includes('@') ? key.slice(key.lastIndexOf('@') + 1) : marketplace);
  return found.size === 0 ? ['empty'] : [...found].sort();
}

/** Removes files to search that neither list names. */
function sweepSearch(folder: string, lists: readonly string[]): void {
  const used = new Set(
    lists.flatMap((hash) => [hash, ...(searchIn(textAt(join(folder, searchPath(hash))) ?? '')?.files ?? [])]),
  );
  for (const name of filesIn(join(folder, searchFolder)))
    if (/^[0-9a-f]{32}\.json$/.test(name) && !used.has(name.slice(0, 32)))
      rmSync(join(folder, searchFolder, name), { force: true });
}

/** The files of plugins that a build has written before; nothing else is ever removed. */
function existingPlugins(folder: string): string[] {
  const own = join(folder, pluginsFolder);
  if (configAt(folder) === undefined) return [];
  return filesIn(own, true).flatMap((path) => (path.endsWith('.json') ? [`${pluginsFolder}/${path}`] : []));
}

const configAt = (folder: string): SparseConfig | undefined =>
  configIn(textAt(join(folder, configPath)) ?? '');

function readIndexAt(path: string): IndexFile | undefined {
  try {
    return JSON.parse(readOwn(path)) as IndexFile;
  } catch {
    return undefined;
  }
}

function writeIfNew(path: string, text: string): boolean {
  if (textAt(path) === text) return false;
  // Not only for the user, as folders of mkt's own are.
  makeFolder(dirname(path), 0o755);
  writeAtomically(path, text, mode);
  return true;
}

function textAt(path: string): string | undefined {
  try {
    return readOwn(path);
  } catch {
    return undefined;
  }
}

/** The files of a folder, with `deep` also those below it, as relative paths. */
function filesIn(folder: string, deep = false): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (!entry.isDirectory()) return [entry.name];
      return deep ? filesIn(join(folder, entry.name), true).map((path) => `${entry.name}/${path}`) : [];
    });
  } catch {
    return [];
  }
}

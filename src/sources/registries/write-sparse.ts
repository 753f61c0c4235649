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
import { byKey, type NamedRecord, newestOf } from './write-index.ts';

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

/** Takes the plugins of a registry one after the other. */
export interface SparseWriter {
  /** Writes the file of a name, with the plugin of each marketplace that has it. */
  add(name: string, records: readonly NamedRecord[]): void;
  /**
   * Writes the rest, and removes what is gone.
   * @param isWhole whether the names are all there are: if not, what is missing among them stays.
   */
  end(isWhole: boolean): SparseBuild;
}

/**
 * Writes a sparse registry: a file for each plugin, files to search, and `config.json` last. Files that are as they should be are not
 * touched, and each other one takes the place of the old one as a whole, so that readers see the old or the new at any time. The
 * files to search are named by their content; those of the config before stay for readers that have it. Of each plugin, only what
 * is searched is kept in memory.
 * See `docs/decisions/0007-sparse-registry.md`.
 */
export function sparseWriter(folder: string): SparseWriter {
  const before = existingPlugins(folder);
  const paths = new Set<string>();
  const search: Searched[] = [];
  let plugins = 0;
  let written = 0;
  return {
    add(name, records) {
      const path = pluginPath(name);
      if (records.length === 0) return;
      paths.add(path);
      plugins += 1;
      if (writeIfNew(join(folder, path), `${JSON.stringify(indexOfOne(records))}\n`)) written += 1;
      for (const { marketplace, record } of records) search.push(searched(name, marketplace, record));
    },
    end(isWhole) {
      const gone = before.filter((path) => !paths.has(path));
      const kept = isWhole ? [] : gone.flatMap((path) => keptAt(join(folder, path)));
      for (const { name, marketplace, record } of kept.flat())
        search.push(searched(name, marketplace, record));
      const old = configAt(folder);
      const config: SparseConfig = {
        mkt: 1,
        layout: 'sparse',
        marketplaces: marketplacesIn(search),
        plugins: plugins + kept.length,
        search: writeSearch(folder, search, plugins + kept.length),
      };
      writeIfNew(join(folder, configPath), `${JSON.stringify(config)}\n`);
      const removable = isWhole ? gone : [];
      for (const path of removable) rmSync(join(folder, path), { force: true });
      sweepSearch(folder, [config.search, ...(old === undefined ? [] : [old.search])]);
      return { plugins: config.plugins, written, removed: removable.length, kept: kept.length };
    },
  };
}

/** A plugin as the files to search have it, as text: as an object it would take several times the memory. */
interface Searched {
  readonly name: string;
  readonly marketplace: string;
  readonly text: string;
}

const searched = (name: string, marketplace: string, record: PluginRecord): Searched => ({
  name,
  marketplace,
  text: JSON.stringify(newestOf(record)),
});

/** The plugins in a file that an earlier build has written: one list, or none if it cannot be read. */
function keptAt(path: string): NamedRecord[][] {
  const own = readIndexAt(path);
  const [first] = Object.keys(own?.plugins ?? {});
  if (own === undefined || first === undefined) return [];
  const name = nameIn(first);
  const records = Object.entries(own.plugins).map(([key, record]) => ({
    name,
    marketplace: key === name ? own.marketplace : key.slice(name.length + 1),
    record,
  }));
  return [records];
}

/** One name as an index: the first marketplace in order is that of the file, so that others do not change it. */
function indexOfOne(all: readonly NamedRecord[]): IndexFile {
  const sorted = all.toSorted((a, b) => (a.marketplace < b.marketplace ? -1 : 1));
  const [{ marketplace } = { marketplace: '' }] = sorted;
  return {
    mkt: 1,
    marketplace,
    plugins: byKey(
      sorted.map((each) => [
        each.marketplace === marketplace ? each.name : `${each.name}@${each.marketplace}`,
        each.record,
      ]),
    ),
  };
}

const nameIn = (key: string): string => (key.includes('@') ? key.slice(0, key.lastIndexOf('@')) : key);

/** Writes the files to search, and their list. @returns its name. */
function writeSearch(folder: string, search: readonly Searched[], plugins: number): string {
  const amount = shardsFor(plugins);
  const shards = Array.from({ length: amount }, (): Searched[] => []);
  for (const each of search) shards[shardOf(each.name, amount)]?.push(each);
  const write = (text: string): string => {
    const hash = contentHash(text);
    writeIfNew(join(folder, searchPath(hash)), text);
    return hash;
  };
  return write(`${JSON.stringify({ mkt: 1, files: shards.map((shard) => write(shardText(shard))) })}\n`);
}

/** A file to search, which is an index. */
function shardText(shard: readonly Searched[]): string {
  // In a file for many, every key names its marketplace, except those of the first: the format needs one.
  const home = shard.map(({ marketplace }) => marketplace).sort()[0] ?? 'empty';
  const members = shard
    .map(({ name, marketplace, text }): [key: string, text: string] => [
      marketplace === home ? name : `${name}@${marketplace}`,
      text,
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, text]) => `${JSON.stringify(key)}:${text}`);
  return `{"mkt":1,"marketplace":${JSON.stringify(home)},"plugins":{${members.join(',')}}}\n`;
}

function marketplacesIn(search: readonly Searched[]): string[] {
  const found = new Set(search.map(({ marketplace }) => marketplace));
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

import { createHash } from 'node:crypto';
import { isName } from '../../model/plugin-id.ts';

/** `config.json` of a sparse registry. See `src/model/formats/sparse.ts`. */
export interface SparseConfig {
  readonly mkt: 1;
  readonly layout: 'sparse';
  readonly marketplaces: readonly string[];
  readonly plugins: number;
  readonly search: string;
}

/** The list of the files to search. */
export interface SparseSearch {
  readonly mkt: 1;
  readonly files: readonly string[];
}

export const configPath = 'config.json';

/** The folder of the plugins, and that of what is searched. */
export const pluginsFolder = 'plugins';
export const searchFolder = 'search';

/** Longer names become a hash: file systems allow 255 bytes, and some archives fewer. */
const longestName = 120;

/** What Windows takes for a device, with any ending. */
const isDevice = (safe: string): boolean => /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/.test(safe);

/**
 * The file of a plugin, in folders by the first letters of its name, as in the index of crates.io. Upper-case letters, the first
 * letter of what Windows takes for a device, and whatever is not a letter, a digit or one of `._-` is encoded as `~` and its bytes,
 * so that no web server, shell or file system takes it for something else, and names that differ only in case remain two.
 */
export function pluginPath(name: string): string {
  const safe = encoded(name);
  return `${[pluginsFolder, ...foldersOf(safe), safe].join('/')}.json`;
}

function encoded(name: string): string {
  const safe = name.replace(isDevice(name) ? /[^a-z0-9._-]|^./gu : /[^a-z0-9._-]|^[.-]/gu, (letter) =>
    [...Buffer.from(letter)].map((byte) => `~${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  return safe.length <= longestName ? safe : `~${contentHash(name)}`;
}

function foldersOf(safe: string): string[] {
  if (safe.length < 3) return [String(safe.length)];
  return safe.length === 3 ? ['3', safe.slice(0, 1)] : [safe.slice(0, 2), safe.slice(2, 4)].map(withoutDots);
}

/** A folder must not end in a dot, which Windows drops, nor begin with one, since web servers often do not serve hidden folders. */
const withoutDots = (part: string): string => part.replace(/^\.|\.$/g, '~');

/** The name of a file by its content. */
export const contentHash = (content: string): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 32);

export const searchPath = (hash: string): string => `${searchFolder}/${hash}.json`;

/** More files to search than this would be more plugins than there are anywhere. */
const mostSearchFiles = 65_536;

/** About so many plugins are in one file to search; their number is a power of two, so that it seldom changes. */
const pluginsPerShard = 2_000;

/** How many files to search there are for so many plugins. */
export function shardsFor(plugins: number): number {
  let shards = 1;
  while (shards * pluginsPerShard < plugins) shards *= 2;
  return shards;
}

/** The file to search that has a plugin; evenly, whatever names are popular. */
export const shardOf = (name: string, shards: number): number =>
  createHash('sha256').update(name).digest().readUInt32BE(0) % shards;

/** The config in a text; undefined if it is something else. */
export function configIn(text: string): SparseConfig | undefined {
  const value = jsonObject(text) as Partial<SparseConfig> | undefined;
  const isOne =
    value?.mkt === 1 &&
    value.layout === 'sparse' &&
    Array.isArray(value.marketplaces) &&
    value.marketplaces.length > 0 &&
    value.marketplaces.every((each) => typeof each === 'string' && isName(each)) &&
    isHash(value.search);
  return isOne ? (value as SparseConfig) : undefined;
}

/** The list of files to search in a text; undefined if it is something else. */
export function searchIn(text: string): SparseSearch | undefined {
  const value = jsonObject(text) as Partial<SparseSearch> | undefined;
  const isOne =
    value?.mkt === 1 &&
    Array.isArray(value.files) &&
    value.files.length <= mostSearchFiles &&
    value.files.every(isHash) &&
    new Set(value.files).size === value.files.length;
  return isOne ? (value as SparseSearch) : undefined;
}

const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);

function jsonObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

import { join } from 'node:path';
import { masked } from '../../model/mask.ts';
import type { Plugin } from '../../model/plugin.ts';
import type { Lookup, Registry } from '../../model/registry.ts';
import type { Access } from '../cache/access.ts';
import { type Download, download } from '../cache/http.ts';
import { readOwn } from '../files/read-file.ts';
import { atMost } from '../process/at-most.ts';
import { readIndex } from './index-file.ts';
import { configIn, configPath, contentHash, pluginPath, searchIn, searchPath } from './sparse-layout.ts';

/** One plugin with all its releases, and the newest releases of some thousands. */
const mostOfPlugin = 16 * 1024 * 1024;
const mostOfSearch = 64 * 1024 * 1024;
/** All files to search together, in characters: they are kept in memory. */
const mostToSearch = 2 * 1024 ** 3;
/** The files of a sparse registry are small, and a web server answers many at once. */
const requestsAtOnce = 16;

/** The files of a sparse registry, on a disk or a server. */
interface SparseFiles {
  /** The form that can be shown. */
  readonly label: string;
  /** @param kind what never changes under its name is not fetched twice. */
  read(path: string, kind: 'config' | 'plugin' | 'search'): Promise<Download>;
}

/**
 * Opens a sparse registry: `config.json` now, the file of a plugin when it is looked up, and those to search when that is needed.
 * @returns undefined if there is none.
 */
async function openSparse(files: SparseFiles): Promise<Registry | { readonly problem: string } | undefined> {
  const answer = await files.read(configPath, 'config');
  if ('problem' in answer) return answer.missing === true ? undefined : answer;
  const config = configIn(answer.body);
  if (config === undefined) return undefined;
  const { label } = files;
  const known = new Set(config.marketplaces);
  const lookups = new Map<string, Promise<Lookup>>();
  const lookedUp = new Map<string, readonly Plugin[]>();
  let listed: Registry[] | undefined;

  async function lookUp(name: string): Promise<Lookup> {
    const found = await files.read(pluginPath(name), 'plugin');
    if ('problem' in found)
      return found.missing === true
        ? { status: 'found', plugins: [] }
        : { status: 'failed', reason: found.problem };
    const { registry } = await readIndex(found.body, pluginPath(name), label);
    const lookup = await registry?.lookup(name);
    if (lookup?.status !== 'found')
      return { status: 'failed', reason: `\`${pluginPath(name)}\` is not a valid index`, isBroken: true };
    const plugins = lookup.plugins.filter(({ marketplace }) => known.has(marketplace));
    lookedUp.set(name, plugins);
    return { status: 'found', plugins };
  }

  let left = mostToSearch;

  /** A file that is named by its content. @throws SearchProblem if it is something else. */
  async function content(hash: string): Promise<string> {
    if (left < 0) throw new SearchProblem('its files to search are larger than 2 GB together');
    const found = await files.read(searchPath(hash), 'search');
    if ('problem' in found) throw new SearchProblem(`\`${searchPath(hash)}\`: ${found.problem}`);
    if (contentHash(found.body) !== hash)
      throw new SearchProblem(`\`${searchPath(hash)}\`: its content does not match its name`);
    left -= found.body.length;
    return found.body;
  }

  const glance = (name: string): readonly Plugin[] =>
    lookedUp.get(name) ??
    (listed ?? []).flatMap((shard) => {
      const lookup = shard.lookup(name);
      return !(lookup instanceof Promise) && lookup.status === 'found' ? lookup.plugins : [];
    });

  return {
    source: label,
    marketplaces: config.marketplaces,
    lookup(name) {
      let lookup = lookups.get(name);
      if (lookup === undefined) {
        lookup = lookUp(name);
        lookups.set(name, lookup);
      }
      return lookup;
    },
    glance,
    names: () => listed?.flatMap((shard) => shard.names() ?? []).sort(),
    async browse() {
      if (listed !== undefined) return undefined;
      try {
        const search = searchIn(await content(config.search));
        if (search === undefined)
          throw new SearchProblem(`\`${searchPath(config.search)}\`: it is not a list of files`);
        const shards = await Promise.all(search.files.map(content));
        const opened = await Promise.all(
          shards.map((text, at) => readIndex(text, searchPath(search.files[at] ?? ''), label)),
        );
        listed = opened.flatMap(({ registry }) => registry ?? []);
        return undefined;
      } catch (error) {
        if (error instanceof SearchProblem) return error.message;
        throw error;
      }
    },
  };
}

/** Why a registry cannot be browsed. */
class SearchProblem extends Error {}

/** A sparse registry at the URL of its folder; undefined if there is none. */
export const openSparseUrl = (url: string, access: Access): ReturnType<typeof openSparse> => {
  const base = url.endsWith('/') ? url : `${url}/`;
  const transfer = atMost(requestsAtOnce);
  return openSparse({
    label: masked(url),
    read: (path, kind) =>
      download(`${base}${path}`, access, {
        most: kind === 'search' ? mostOfSearch : mostOfPlugin,
        isImmutable: kind === 'search',
        keepsMissing: kind === 'plugin',
        isQuiet: kind === 'plugin',
        transfer,
      }),
  });
};

/** A sparse registry in a folder of this disk; undefined if there is none. */
export const openSparseFolder = (folder: string, label: string): ReturnType<typeof openSparse> =>
  openSparse({
    label,
    read: async (path, kind) => {
      try {
        return { body: readOwn(join(folder, path), kind === 'search' ? mostOfSearch : mostOfPlugin) };
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT' || code === 'ENOTDIR') return { problem: 'no such file', missing: true };
        if (code === undefined) throw error;
        return { problem: `it cannot be read (${code})` };
      }
    },
  });

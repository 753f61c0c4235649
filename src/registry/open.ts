import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Fault } from '../model/fault.ts';
import { emptyKnowledge, type Knowledge } from '../model/knowledge.ts';
import type { Registry } from '../model/registry.ts';
import { readBundled } from './bundled.ts';

/** What became of the registries that were asked for. */
export interface Opened {
  readonly registries: readonly Registry[];
  /** The bundled knowledge, with the patterns of the user's own registries before it. */
  readonly knowledge: Knowledge;
  readonly faults: readonly Fault[];
  readonly notices: readonly string[];
  /** Sources that are no registry at all, or of a kind that cannot be read. */
  readonly unreadable: readonly { readonly source: string; readonly reason: string }[];
}

/**
 * Opens registries in the order in which they are asked; the bundled one is always last.
 * @param sources folders of manifests or index files, relative to `cwd`.
 * @param bundled whether mkt's own plugins and patterns belong to it; its vocabulary and practices always do.
 */
export async function openRegistries(
  sources: readonly string[],
  { cwd, bundled }: { cwd: string; bundled: boolean },
): Promise<Opened> {
  const registries: Registry[] = [];
  const faults: Fault[] = [];
  const unreadable: { source: string; reason: string }[] = [];
  let knowledge = emptyKnowledge;
  for (const source of new Set(sources)) {
    const path = resolve(cwd, source);
    const kind = kindOf(path, source);
    if (typeof kind === 'object') unreadable.push({ source, ...kind });
    else if (kind === 'folder') {
      const { openFolder } = await import('./folder-registry.ts');
      const folder = openFolder(path, source, cwd);
      registries.push(folder.registry);
      faults.push(...folder.faults);
      knowledge = merge(knowledge, folder.knowledge);
    } else if (kind === 'marketplace') {
      const { marketplacePlace, openMarketplaceFolder } = await import('./marketplace/open-folder.ts');
      const place = marketplacePlace(path, statSync(path).isFile());
      if (place === undefined) continue;
      const { marketplace, faults: wrong } = await openMarketplaceFolder(place, { source, cwd }).opened;
      faults.push(...wrong);
      if (marketplace !== undefined) registries.push(marketplace.registry);
    } else {
      const { readIndexFile } = await import('./index-file.ts');
      const index = await readIndexFile(path, source, cwd);
      faults.push(...index.faults);
      if (index.registry !== undefined) registries.push(index.registry);
    }
  }
  const own = await readBundled();
  faults.push(...own.faults);
  if (bundled) registries.push(own.registry);
  knowledge = merge(knowledge, bundled ? own.knowledge : { ...own.knowledge, patterns: [] });
  return { registries, knowledge, faults, notices: own.notice === undefined ? [] : [own.notice], unreadable };
}

/** What stands at a path, or why it is no registry. */
function kindOf(
  path: string,
  source: string,
): 'folder' | 'index' | 'marketplace' | { readonly reason: string } {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) {
    return /^[a-z][a-z0-9+.-]+:|^[^/\s]+@[^/\s]+:|^[\w-][\w.-]*\/[\w.-]+$/i.test(source)
      ? {
          reason:
            'there is no such folder or file, and registries from git or the network are not supported by this version',
        }
      : { reason: 'there is no such folder or file' };
  }
  if (status.isFile()) {
    if (basename(path) === 'marketplace.json') return 'marketplace';
    return /\.ya?ml$/.test(path)
      ? { reason: 'it is a single YAML file; name the folder of manifests instead' }
      : 'index';
  }
  if (!status.isDirectory()) return { reason: 'it is neither a folder nor a file' };
  return existsSync(join(path, '.claude-plugin', 'marketplace.json')) ? 'marketplace' : 'folder';
}

/** What the first one says of a word or a pattern holds; practices are those of the last. */
function merge(first: Knowledge, second: Partial<Knowledge>): Knowledge {
  const ids = new Set(first.patterns.map(({ id }) => id));
  const { vocabulary = emptyKnowledge.vocabulary, practices = first.practices, patterns = [] } = second;
  return {
    vocabulary: {
      artifacts: { ...vocabulary.artifacts, ...first.vocabulary.artifacts },
      formats: { ...vocabulary.formats, ...first.vocabulary.formats },
      events: { ...vocabulary.events, ...first.vocabulary.events },
      roles: { ...vocabulary.roles, ...first.vocabulary.roles },
      verify: { ...vocabulary.verify, ...first.vocabulary.verify },
    },
    practices,
    patterns: [...first.patterns, ...patterns.filter(({ id }) => !ids.has(id))],
  };
}

import type { ReleaseFiles } from '../model/content.ts';
import type { MarketplaceOrigin } from '../model/registry.ts';
import type { Source } from '../model/source.ts';
import type { FileTree } from './file-tree.ts';
import type { Entry } from './manifest.ts';
import type { PluginSource } from './plugin-source.ts';

/** A copy of a plugin: its files, and the tag and commit that hold them. */
interface PlacedCopy {
  readonly tree: FileTree;
  readonly tag?: string;
  readonly commit?: string;
  readonly date?: string;
}

/** The files of a copy of an entry's plugin, and where they come from; undefined for sources that are no files of git or the disk. */
export function filesOf(
  { source }: Entry,
  { tree, tag, commit, date }: PlacedCopy,
  origin: MarketplaceOrigin & { readonly committed?: (folder: string) => FileTree },
): ReleaseFiles | undefined {
  const place = placeOf(source, origin);
  if (place === undefined) return undefined;
  const isCurrent = tag === undefined;
  const own = source.kind === 'path' ? origin : source;
  const ref = tag ?? ('ref' in own ? own.ref : undefined);
  const held = commit ?? (source.kind === 'path' ? origin.commit : undefined);
  return {
    content: tree,
    source: place,
    ...(ref !== undefined && { ref }),
    ...(held !== undefined && { commit: held }),
    ...(isCurrent &&
      source.kind === 'path' &&
      held !== undefined &&
      origin.committed !== undefined && { committed: origin.committed(source.folder) }),
    ...(date !== undefined && { date }),
  };
}

/** A source without the ref that it is read at. What is in a marketplace with a URL is found without the marketplace. */
function placeOf(source: PluginSource, { url }: MarketplaceOrigin): Source | undefined {
  switch (source.kind) {
    case 'path': {
      const { folder } = source;
      if (url === undefined) return folder === '' ? './' : `./${folder}`;
      return folder === '' ? { source: 'url', url } : { source: 'git-subdir', url, path: folder };
    }
    case 'github':
      return { source: 'github', repo: source.repo };
    case 'url':
      return { source: 'url', url: source.url };
    case 'git-subdir':
      return { source: 'git-subdir', url: source.url, path: source.path };
    default:
      return undefined;
  }
}

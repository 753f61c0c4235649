import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { marketplacePath } from '../../client/file-tree.ts';
import type { ClientFacts } from '../../model/client.ts';
import { masked } from '../../model/mask.ts';
import type { DeclaredSource } from '../../model/registry-source.ts';
import type { MarketplaceSource } from '../../model/settings.ts';
import { printable } from '../../model/text.ts';
import { member, textOf } from '../../text/values.ts';
import type { Access } from '../cache/access.ts';
import type { TreeAt } from '../files/folder-tree.ts';
import { parseSource } from '../git/remote-source.ts';
import { type OpenedSource, openMarketplaceOnDisk } from './marketplace-on-disk.ts';

/** Why a declared marketplace is not available. */
export interface Undeclarable {
  readonly problem: string;
  /** The network, a server or git prevents it, so that nothing is known of its plugins. */
  readonly isWorld?: boolean;
  /** The client reserves the name for official marketplaces. */
  readonly isReserved?: boolean;
}

/** What opening a marketplace depends on. */
interface How {
  readonly cwd: string;
  readonly access: Access;
  readonly treeAt: TreeAt | undefined;
  readonly facts: () => ClientFacts;
}

/**
 * Opens a marketplace that settings declare. Its source is what it says: a repository is fetched, even if a folder of that name
 * is next to the settings.
 */
export async function openDeclared(
  declared: DeclaredSource,
  how: How,
): Promise<Exclude<OpenedSource, { problem: string }> | Undeclarable> {
  const { declaredAs, stated, text } = declared;
  const reserved = how.facts().names.officialMarketplaces.includes(declaredAs);
  if (reserved && !isOfficial(stated))
    return {
      problem: `the client accepts the name \`${declaredAs}\` only for repositories of github.com/anthropics`,
      isReserved: true,
    };
  switch (stated.kind) {
    case 'github':
      if (!/^[\w-][\w.-]*\/[\w.-]+$/.test(stated.repo))
        return { problem: `\`repo\` is \`${printable(stated.repo)}\`, but must be \`owner/repo\`` };
      return openGit(`https://github.com/${stated.repo.replace(/\.git$/, '')}.git`, stated, how);
    case 'git':
      return openGit(stated.url, stated, how);
    case 'url': {
      const { openRemote } = await import('./remote-marketplace.ts');
      const source = parseSource(stated.url);
      if (source.kind === 'refused') return { problem: source.reason };
      if (!/^https?:\/\//i.test(stated.url)) return { problem: '`url` must begin with `https://`' };
      const label = masked(stated.url);
      return asWorld(await openRemote({ kind: 'json', url: stated.url, label }, how.access, how.facts()));
    }
    case 'file':
    case 'directory':
      return openPath(stated, declared, how);
    case 'settings': {
      if (stated.name !== declaredAs)
        return {
          problem: `its \`name\` is \`${printable(stated.name)}\`, but must be \`${declaredAs}\`, like its key`,
        };
      const { openText } = await import('./remote-marketplace.ts');
      const opened = await openText(entriesAsFile(stated), text, how.access, {
        facts: how.facts(),
        // Settings may come with a project: its entries name no folder of this machine.
        from: 'machine',
        withoutFiles: ofSettings,
        isMade: true,
      });
      // What is wrong with the entries has no place in a file that was only made here.
      return 'problem' in opened ? opened : { ...opened, faults: [] };
    }
    default:
      return { problem: unusable(stated) };
  }
}

/** Why the client loads no marketplace from a source of this kind. */
function unusable(
  source: Exclude<MarketplaceSource, { kind: 'github' | 'git' | 'url' | 'file' | 'directory' | 'settings' }>,
): string {
  switch (source.kind) {
    case 'npm':
      return 'the client cannot fetch marketplaces from npm yet';
    case 'hostPattern':
    case 'pathPattern':
    case 'skills-dir':
      return `\`${source.kind}\` is not a source to fetch from: it is valid only in policy lists`;
    case 'invalid':
      return source.lacks === undefined
        ? `\`${printable(source.type)}\` is not a kind of source; use \`github\`, \`git\`, \`url\`, \`file\`, \`directory\` or \`settings\``
        : `a source of kind \`${source.type}\` needs the key \`${source.lacks}\``;
  }
}

/** Whether a source is one of those for which the client accepts the names of official marketplaces. */
const isOfficial = (source: MarketplaceSource): boolean =>
  (source.kind === 'github' && /^anthropics\//.test(source.repo)) ||
  (source.kind === 'git' && /(^https:\/\/github\.com\/|^git@github\.com:)anthropics\//.test(source.url));

async function openGit(
  url: string,
  { ref, path }: { readonly ref?: string; readonly path?: string },
  { access, facts }: How,
): Promise<Exclude<OpenedSource, { problem: string }> | Undeclarable> {
  if (path !== undefined && path.replace(/^\.\//, '') !== marketplacePath)
    return {
      problem: `a marketplace in a repository is read only from \`${marketplacePath}\``,
      isWorld: true,
    };
  const parsed = parseSource(ref === undefined ? url : `${url}#${ref}`);
  if (parsed.kind === 'refused') return { problem: parsed.reason };
  // A repository may end in `.json`, and a path is one of the disk, which git clones too.
  if (parsed.kind !== 'git')
    return { problem: `\`${printable(masked(url))}\` is not the URL of a repository` };
  const { openRemote } = await import('./remote-marketplace.ts');
  return asWorld(await openRemote(parsed, access, facts()));
}

const asWorld = (opened: OpenedSource) => ('problem' in opened ? { ...opened, isWorld: true } : opened);

async function openPath(
  { kind, path }: Extract<MarketplaceSource, { kind: 'file' | 'directory' }>,
  { base, text }: DeclaredSource,
  { cwd, access, treeAt, facts }: How,
): Promise<Exclude<OpenedSource, { problem: string }> | Undeclarable> {
  const place = resolve(base, path);
  const status = statSync(place, { throwIfNoEntry: false });
  if (status === undefined)
    return { problem: `there is no such ${kind === 'file' ? 'file' : 'folder'} on this machine` };
  if (kind === 'file' && !status.isFile()) return { problem: 'it is a folder; use the kind `directory`' };
  if (kind === 'directory' && !status.isDirectory()) return { problem: 'it is a file; use the kind `file`' };
  if (kind === 'directory' && !existsSync(join(place, marketplacePath)))
    return { problem: `the folder has no \`${marketplacePath}\`, so the client finds no marketplace there` };
  const opened = await openMarketplaceOnDisk(place, kind === 'file', {
    source: text,
    cwd,
    access,
    facts: facts(),
    ...(treeAt && { treeAt }),
  });
  if ('problem' in opened || opened.registry !== undefined || opened.faults.length > 0) return opened;
  return { problem: 'it is not a `marketplace.json`' };
}

const ofSettings = {
  failed: 'its source is a path, but a marketplace defined in settings has no folder',
  help: 'write a source that is an object, such as `{ "source": "github", "repo": "owner/repo" }`',
};

/** The entries that settings write out, as the file of a marketplace. */
function entriesAsFile({ name, plugins }: Extract<MarketplaceSource, { kind: 'settings' }>): string {
  const usable = plugins.filter(
    (entry) => textOf(member(entry, 'name')) !== undefined && member(entry, 'source') !== undefined,
  );
  return JSON.stringify({ name, owner: { name }, plugins: usable });
}

import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { recordFile } from '../changes/copies.ts';
import { lockFile } from '../model/lock.ts';
import { ownFolders } from '../model/own-side.ts';
import type { DeclaredSource, RegistrySource } from '../model/registry-source.ts';
import { listNames } from '../project/find.ts';
import { readProject } from '../project/index.ts';
import { machinePlaces } from '../project/machine/machine-places.ts';
import { baselineFile } from '../project/project-files.ts';
import { clientFolder, placesOf } from '../project/settings-places.ts';
import { registriesFile } from '../sources/cache/user-registries.ts';
import { marketplacePlace } from '../sources/files/marketplace-place.ts';
import { foldersIn, type WatchedTree } from '../sources/files/watch-paths.ts';
import { parseSource } from '../sources/git/remote-source.ts';
import type { Io } from './io.ts';
import { listsAround, namesOfLists } from './lists.ts';
import type { RegistryOptions } from './open.ts';
import type { ProjectOptions } from './project.ts';
import { registrySources } from './registry-sources.ts';

/** On which list, and which machine, the answer depends. */
interface WatchOptions extends Pick<ProjectOptions, 'cwd' | 'policy'>, Pick<RegistryOptions, 'registry'> {
  readonly installed?: boolean;
  readonly user?: boolean;
}

/** More folders than these are not watched for new lists: the system has a limit, which other programs use, too. */
const mostFolders = 5000;

/**
 * The folders of a repository, if mkt runs at its top: a list can appear in each of them. Those that git ignores are not among them.
 */
export async function watchedTree(
  { cwd, installed = false }: Pick<WatchOptions, 'cwd' | 'installed'>,
  env: Io['env'],
): Promise<(WatchedTree & { readonly isWhole: boolean }) | undefined> {
  const { gitDirOf } = await import('../sources/git/repository.ts');
  const gitDir = installed ? undefined : gitDirOf(cwd);
  if (gitDir === undefined) return undefined;
  const { ignoredFolders } = await import('../sources/git/index-files.ts');
  const skip = ignoredFolders({ top: cwd, gitDir }, env);
  const folders = foldersIn(cwd, { skip, most: mostFolders });
  const names = namesOfLists.map((name) => basename(name));
  return { folders, names, isWhole: folders.length < mostFolders };
}

/**
 * The files and folders of this machine on which the answer of `mkt check` depends: lists, locks, settings, what the client finds
 * besides plugins, and registries that are on the disk. What is in mkt's cache is not among them.
 */
export async function watchedPaths(
  { cwd, registry, policy, installed = false, user = false }: WatchOptions,
  env: Io['env'],
): Promise<string[]> {
  const { files } = installed ? { files: [] } : await listsAround(cwd, env);
  const projects = await Promise.all(
    files.map(async (file) => (await readProject(file, { cwd, env, policy })).project),
  );
  const sources = [undefined, ...projects].flatMap((project) => registrySources(registry, env, project));
  const roots = projects.map(({ root }) => root);
  const starts = [...new Set([cwd, ...roots])];
  const paths = [
    registriesFile(env),
    ...starts
      .flatMap((root) => placesOf(root, { env, policy: policy && resolve(cwd, policy) }))
      .map(({ path }) => path),
    ...starts.flatMap(pathsOfRoot),
    ...upTo(roots, cwd).flatMap((folder) => listNames.map((name) => join(folder, name))),
    ...sources.flatMap((source) => pathsOfSource(source, cwd)),
    ...(installed || user ? pathsOfUser(env) : []),
  ];
  return [...new Set(paths)];
}

/** What counts next to a list. */
const pathsOfRoot = (root: string): string[] =>
  [
    ...listNames,
    lockFile,
    baselineFile,
    recordFile,
    '.mcp.json',
    ...ownFolders.map((name) => `.claude/${name}`),
  ].map((name) => join(root, name));

/** The working folder and those above it, up to a list: in each of them, a nearer list could appear. */
function upTo(roots: readonly string[], cwd: string): string[] {
  const folders: string[] = [];
  for (let folder = cwd; ; folder = dirname(folder)) {
    folders.push(folder);
    if (roots.includes(folder) || dirname(folder) === folder) return folders;
  }
}

/** A registry or marketplace on the disk, with the tags of its repository. */
function pathsOfSource(source: RegistrySource, cwd: string): string[] {
  const stated = typeof source === 'string' ? localPath(source, cwd) : declaredPath(source);
  if (stated === undefined) return [];
  // A `marketplace.json` stands for the folder with its plugins.
  const { root } = (stated.endsWith('.json') && marketplacePlace(stated, true)) || { root: stated };
  return [stated, root, ...['HEAD', 'packed-refs', 'refs'].map((name) => join(root, '.git', name))];
}

/** `owner/repo` can be a folder, too, which then counts. */
const localPath = (source: string, cwd: string): string | undefined =>
  parseSource(source).kind === 'path' || existsSync(resolve(cwd, source)) ? resolve(cwd, source) : undefined;

function declaredPath({ stated, base }: DeclaredSource): string | undefined {
  return stated.kind === 'directory' || stated.kind === 'file' ? resolve(base, stated.path) : undefined;
}

/** What the client keeps of plugins, and what the user has besides them. */
function pathsOfUser(env: Io['env']): string[] {
  const { config, plugins } = machinePlaces(env);
  return [
    ...['installed_plugins.json', 'known_marketplaces.json'].map((name) => join(plugins, name)),
    ...ownFolders.map((name) => join(config, name)),
    `${clientFolder(env)}.json`,
  ];
}

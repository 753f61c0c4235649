import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { supportFolder } from '../analysis/support-folder.ts';
import { marketplacePath } from '../client/file-tree.ts';
import { lockFile } from '../model/lock.ts';
import { listNames, settingsNames } from '../project/find.ts';
import { marketplacePlace } from '../sources/files/marketplace-place.ts';
import { readText } from '../sources/files/text-file.ts';
import type { Io } from './io.ts';
import { isPlugin, type Validated } from './validate-path.ts';

/** Something at a path, or in its folder, that `mkt validate` can read. */
export interface Part {
  readonly kind: Validated;
  /** Absolute. */
  readonly path: string;
}

/** What there is at a path, by names and a glance at the text. A folder may hold several parts. */
export function partsAt(path: string, env: Io['env']): Promise<readonly Part[]> | readonly Part[] {
  if (statSync(path).isFile()) {
    const kind = kindOfFile(path);
    return kind === undefined ? [] : [{ kind, path }];
  }
  return partsOfFolder(path, env);
}

function kindOfFile(path: string): Validated | undefined {
  const name = basename(path);
  if (listNames.some((each) => each === name)) return 'project';
  if (name === lockFile) return 'lock';
  if (/^(managed-)?settings(\.local)?\.json$/.test(name)) return 'settings';
  if (marketplacePlace(path, true) !== undefined) return 'marketplace';
  if (name.endsWith('.json')) return says(path, settingsKeys) ? 'settings' : 'index file';
  return isPattern(path) ? 'pattern' : undefined;
}

const settingsKeys =
  /"(enabledPlugins|extraKnownMarketplaces|additionalMarketplaces|strictKnownMarketplaces|blockedMarketplaces)"/;

/** Whether a file is a pattern: by its keys, or if it cannot be read for what it is, by its folder. */
const isPattern = (path: string): boolean =>
  /\.ya?ml$/.test(path) && (says(path, /^(id|title) *:/m) || says(path, /^useCase *:/m));

function says(path: string, what: RegExp): boolean {
  const content = readText(path, path);
  return 'text' in content && what.test(content.text);
}

async function partsOfFolder(folder: string, env: Io['env']): Promise<readonly Part[]> {
  const lists = listsIn(folder);
  const main = mainOf(folder, lists.length > 0);
  const below = main === undefined ? await partsBelow(folder, env) : [];
  const patterns = main?.kind === 'registry folder' ? [] : patternsIn(folder);
  return [...(main === undefined ? [] : [main]), ...lists, ...patterns, ...below];
}

/** The marketplace, plugin or registry that a folder is. */
function mainOf(folder: string, isProject: boolean): Part | undefined {
  if (marketplacePlace(folder, false) !== undefined) return { kind: 'marketplace', path: folder };
  // A project has servers and hooks of its own: without a manifest, they make it no plugin.
  if (isPlugin(folder, { byManifest: isProject })) return { kind: 'plugin', path: folder };
  return isRegistry(folder) ? { kind: 'registry folder', path: folder } : undefined;
}

const listsIn = (folder: string): Part[] => [
  ...listNames.flatMap((name) => fileIn('project', folder, name)).slice(0, 1),
  ...fileIn('lock', folder, lockFile),
  ...settingsNames.flatMap((name) => fileIn('settings', folder, `.claude/${name}`)),
];

function fileIn(kind: Validated, folder: string, name: string): Part[] {
  const path = join(folder, name);
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? [{ kind, path }] : [];
}

const filesIn = (folder: string): string[] =>
  existsSync(folder) && statSync(folder).isDirectory()
    ? readdirSync(folder)
        .sort()
        .map((name) => join(folder, name))
        .filter((path) => /\.(ya?ml|json)$/.test(path) && statSync(path, { throwIfNoEntry: false })?.isFile())
    : [];

/** Whether one of the files in a folder, or in its `plugins/`, is a manifest: a repository has many other files of their kind. */
const isRegistry = (folder: string): boolean =>
  [...filesIn(folder), ...filesIn(join(folder, 'plugins'))].some((path) =>
    says(path, /^[ {"]*releases"? *:/m),
  );

const patternsIn = (folder: string): Part[] =>
  filesIn(join(folder, 'patterns'))
    .filter(isPattern)
    .map((path) => ({ kind: 'pattern', path }));

/** The lists and marketplaces below the top of a repository; not those of tests, examples and the like. */
async function partsBelow(top: string, env: Io['env']): Promise<readonly Part[]> {
  const { gitDirOf } = await import('../sources/git/repository.ts');
  const gitDir = gitDirOf(top);
  if (gitDir === undefined) return [];
  const { workTreeFiles } = await import('../sources/git/index-files.ts');
  const names = [...listNames, ...settingsNames.map((name) => `.claude/${name}`), marketplacePath];
  const files = workTreeFiles({ top, gitDir }, names, env);
  const folders = files.map((file) =>
    /^\.claude(-plugin)?$/.test(basename(dirname(file))) ? dirname(dirname(file)) : dirname(file),
  );
  return [...new Set(folders)]
    .filter((folder) => folder !== top && !isAside(relative(top, folder)))
    .flatMap((folder) => [
      ...(marketplacePlace(folder, false) === undefined
        ? []
        : [{ kind: 'marketplace' as const, path: folder }]),
      ...listsIn(folder),
    ]);
}

const isAside = (folder: string): boolean => folder.split(sep).some((part) => supportFolder.test(part));

import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RecordedFacts } from '../../model/client.ts';
import { readOwn } from '../files/read-file.ts';
import type { CompiledRegistry } from './compile.ts';

/** The compiled bundled registry, or why it cannot be used: it was never built, or its sources have changed since. */
export type Compiled =
  | { readonly status: 'fresh'; readonly value: CompiledRegistry }
  | { readonly status: 'stale' | 'unbuilt' };

let own: Compiled | undefined;

/**
 * Reads the compiled registry; that of this package only once. Only in a development checkout can it be stale: its `registry/` may
 * have changed since the build.
 * @param root the folder of the package.
 */
export function readCompiled(root?: string): Compiled {
  if (root !== undefined) return readFrom(root);
  own ??= readFrom(packageRoot());
  return own;
}

function readFrom(root: string): Compiled {
  const file = join(root, 'dist', 'registry.json');
  const built = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) {
    if (!isCheckout(root)) throw new Error(`the bundled registry is missing: ${file}`);
    return { status: 'unbuilt' };
  }
  const value = JSON.parse(readOwn(file)) as CompiledRegistry;
  return !isCheckout(root) || isFresh(root, built, value.compiledFrom)
    ? { status: 'fresh', value }
    : { status: 'stale' };
}

/** Only the facts about the client: validation needs nothing else from the registry. */
export interface CompiledClient {
  readonly facts: RecordedFacts;
  readonly compiledFrom: readonly string[];
}

/** Reads the compiled facts about the client; undefined if there are none, or if their sources have changed since. */
export function readCompiledClient(root = packageRoot()): RecordedFacts | undefined {
  const file = join(root, 'dist', 'client.json');
  const built = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return undefined;
  const { facts, compiledFrom } = JSON.parse(readOwn(file)) as CompiledClient;
  return !isCheckout(root) || isFresh(root, built, compiledFrom, ['client']) ? facts : undefined;
}

/** Whether no source is newer than the compiled file and none was added or removed: about seventy calls to the file system. */
function isFresh(
  root: string,
  built: number,
  compiledFrom: readonly string[],
  folders: readonly string[] = allFolders,
): boolean {
  const now = sourcesOf(root, folders);
  if (now.join('\n') !== compiledFrom.join('\n')) return false;
  return now.every((source) => statSync(join(root, 'registry', source)).mtimeMs <= built);
}

const isCheckout = (root: string): boolean =>
  existsSync(join(root, 'src')) && existsSync(join(root, 'registry', 'plugins'));

const allFolders = ['plugins', 'patterns', 'client', '.'];

function sourcesOf(root: string, folders: readonly string[] = allFolders): string[] {
  const sources = folders.flatMap((folder) => {
    if (folder === '.') return single.filter((name) => existsSync(join(root, 'registry', name)));
    const path = join(root, 'registry', folder);
    const names = existsSync(path) ? readdirSync(path) : [];
    return names.filter((name) => /\.(ya?ml|json)$/.test(name)).map((name) => `${folder}/${name}`);
  });
  return sources.sort();
}

/** Sources outside of the folders. */
const single = ['artifacts.yaml', 'practices.yaml'];

/**
 * Changes with every build of mkt and, in a development checkout, with its `registry/`.
 * @returns undefined if the program runs from its sources, which change without a build.
 */
export function buildStamp(): string | undefined {
  const root = packageRoot();
  if (!/\/dist\/[^/]+$/.test(import.meta.url)) return undefined;
  const files = [
    'dist/mkt.cjs',
    'dist/registry.json',
    ...sourcesOf(root).map((source) => `registry/${source}`),
  ];
  const times = files.map((file) => {
    const status = statSync(join(root, file), { throwIfNoEntry: false });
    // All files of a package from a registry have the same time, and two builds may have the same version.
    return `${file} ${status?.ino} ${status?.size} ${status?.mtimeMs} ${status?.ctimeMs}`;
  });
  return [readOwn(join(root, 'package.json')), root, ...times].join('\n');
}

/** The folder of the package: the nearest one above this module with a package.json, both in `src/` and in `dist/`. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

import { watch as openWatcher, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Waits for changes of files and folders, without looking at them again and again. */
export interface PathWatch {
  /**
   * Watches these paths in place of those before; a folder with everything in it. They need not exist: then their appearance counts.
   * Changes of earlier paths are not lost.
   * @param trees folders in which files of some names count, and new folders, in which such files could appear.
   */
  follow(paths: readonly string[], trees?: readonly WatchedTree[]): void;
  /** Waits for the next change. @returns the paths that changed, or undefined after {@link close}. */
  changed(): Promise<readonly string[] | undefined>;
  close(): void;
}

/** Some folders, usually one with all folders in it, and the names that count in each of them. */
export interface WatchedTree {
  readonly folders: readonly string[];
  readonly names: readonly string[];
}

/** How the system watches one folder, not those in it. */
export type WatchFolder = (
  folder: string,
  changed: (name: string | null) => void,
) => {
  readonly close: () => void;
  readonly on: (event: 'error', listener: () => void) => unknown;
};

/** An editor saves in several steps, and git writes many files: a change is reported when nothing has happened for so long. */
const quietAfter = 100;
/** For a program that never stops writing. */
const reportedAfter = 2000;

/** What tools write into folders that they only read for the user. */
const ignored: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/**
 * Watches with the means of the system. Folders are watched, and files by their names in them: a file that an editor replaces, or that
 * vanishes and returns, is another file for the system.
 */
export function watchPaths(
  watch: WatchFolder = (folder, changed) => openWatcher(folder, (_, name) => changed(name)),
): PathWatch {
  let open: readonly ReturnType<WatchFolder>[] = [];
  const found = new Set<string>();
  let isClosed = false;
  let wake: () => void = () => undefined;
  let timers: readonly NodeJS.Timeout[] = [];

  const settle = () => {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    wake();
  };
  const noteChange = (path: string) => {
    if (isClosed) return;
    found.add(path);
    const [last, latest = setTimeout(settle, reportedAfter)] = timers;
    clearTimeout(last);
    timers = [setTimeout(settle, quietAfter), latest];
  };
  const start = (folder: string, names: Names) => {
    const watcher = watch(folder, (name) => {
      if (name === null) noteChange(folder);
      else if (counts(name, names, () => isFolder(join(folder, name)))) noteChange(join(folder, name));
    });
    // The folder was removed. The folder above it tells when it returns.
    watcher.on('error', () => noteChange(folder));
    return watcher;
  };

  return {
    follow(paths, trees = []) {
      const before = open;
      const next: ReturnType<WatchFolder>[] = [];
      open = next;
      try {
        // All are opened again: a folder that was removed and has returned looks the same, and its old watcher is silent.
        for (const [folder, names] of foldersFor(paths, trees))
          next.push(...opened(() => start(folder, names)));
      } finally {
        for (const watcher of before) watcher.close();
      }
    },
    async changed() {
      while (!isClosed && (found.size === 0 || timers.length > 0))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (isClosed) return undefined;
      const paths = [...found].sort();
      found.clear();
      return paths;
    },
    close() {
      isClosed = true;
      for (const watcher of open) watcher.close();
      open = [];
      settle();
    },
  };
}

/** A folder that was removed since it was found is not watched. */
function opened<T>(open: () => T): T[] {
  try {
    return [open()];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** What counts in a folder. */
interface Some {
  /** As {@link sameName} has them. */
  readonly names: Set<string>;
  /** The folders in it, where those that come and go count, too. */
  folders?: ReadonlySet<string>;
}
type Names = Some | 'all';

/**
 * A name as systems compare it: many do not tell `MKT.yaml` from `mkt.yaml`, nor two forms of `é`, and report the form that is on the
 * disk. On those that do, a change of the other file costs a check that finds nothing new.
 */
const sameName = (name: string): string => name.normalize('NFC').toLowerCase();

/** Whether a change of a name in a folder counts. */
export function counts(name: string, names: Names, isFolder: () => boolean): boolean {
  if (names === 'all') return !ignored.has(name);
  const same = sameName(name);
  if (names.names.has(same)) return true;
  // Windows also reports a folder in which something changes.
  return names.folders !== undefined && !ignored.has(name) && names.folders.has(same) !== isFolder();
}

/** The folders to watch, each with what counts in it. */
function foldersFor(paths: readonly string[], trees: readonly WatchedTree[]): ReadonlyMap<string, Names> {
  const folders = new Map<string, Names>();
  const add = (folder: string, ...more: readonly string[]): Names => {
    const names = folders.get(folder) ?? { names: new Set() };
    folders.set(folder, names);
    if (names !== 'all') for (const name of more) names.names.add(sameName(name));
    return names;
  };
  for (const path of paths) {
    // What a link leads to changes without the link.
    for (const each of new Set([path, realOf(path)])) {
      const [folder, name] = nearestFolder(each);
      if (name !== '') add(folder, name);
      for (const inside of foldersIn(each)) folders.set(inside, 'all');
    }
  }
  for (const tree of trees) {
    const inside = new Map<string, Set<string>>(tree.folders.map((folder) => [folder, new Set()]));
    for (const folder of tree.folders) inside.get(dirname(folder))?.add(sameName(basename(folder)));
    for (const [folder, known] of inside) {
      const names = add(folder, ...tree.names);
      if (names !== 'all') names.folders = known;
    }
  }
  return folders;
}

/** The nearest folder above a path that exists, and the name in it that leads to the path. */
function nearestFolder(path: string): readonly [folder: string, name: string] {
  for (
    let [folder, name] = [dirname(path), basename(path)];
    ;
    [folder, name] = [dirname(folder), basename(folder)]
  )
    if (isFolder(folder) || dirname(folder) === folder) return [folder, name];
}

/**
 * A folder and all folders in it, apart from those that are ignored; none for a file. Those that are less deep come first.
 * @param skip folders that do not count, with everything in them.
 * @param most how many folders there may be; what is deeper is left out.
 */
export function foldersIn(
  path: string,
  { skip = new Set(), most = Number.POSITIVE_INFINITY }: { skip?: ReadonlySet<string>; most?: number } = {},
): string[] {
  if (!isFolder(path)) return [];
  const folders = [path];
  for (const folder of folders)
    for (const entry of entriesOf(folder)) {
      if (folders.length >= most) return folders;
      const inside = join(folder, entry.name);
      if (entry.isDirectory() && !ignored.has(entry.name) && !skip.has(inside)) folders.push(inside);
    }
  return folders;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Removed meanwhile, or not readable: mkt cannot read it either.
    return [];
  }
}

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');

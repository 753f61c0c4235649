import { watch as openWatcher, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Waits for changes of files and folders, without looking at them again and again. */
export interface PathWatch {
  /**
   * Watches these paths in place of those before; a folder with everything in it. They need not exist: then their appearance counts.
   * Changes of earlier paths are not lost.
   */
  follow(paths: readonly string[]): void;
  /** Waits for the next change. @returns the paths that changed, or undefined after {@link close}. */
  changed(): Promise<readonly string[] | undefined>;
  close(): void;
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
      else if (names === 'all' ? !ignored.has(name) : names.has(name)) noteChange(join(folder, name));
    });
    // The folder was removed. The folder above it tells when it returns.
    watcher.on('error', () => noteChange(folder));
    return watcher;
  };

  return {
    follow(paths) {
      const before = open;
      const next: ReturnType<WatchFolder>[] = [];
      open = next;
      try {
        // All are opened again: a folder that was removed and has returned looks the same, and its old watcher is silent.
        for (const [folder, names] of foldersFor(paths)) next.push(...opened(() => start(folder, names)));
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

/** The names in a folder that count. */
type Names = ReadonlySet<string> | 'all';

/** The folders to watch for some paths, each with the names in it that count. */
function foldersFor(paths: readonly string[]): ReadonlyMap<string, Names> {
  const folders = new Map<string, Set<string> | 'all'>();
  const add = (folder: string, name: string) => {
    const names = folders.get(folder);
    if (names === undefined) folders.set(folder, new Set([name]));
    else if (names !== 'all') names.add(name);
  };
  for (const path of paths) {
    // What a link leads to changes without the link.
    for (const each of new Set([path, realOf(path)])) {
      const [folder, name] = nearestFolder(each);
      if (name !== '') add(folder, name);
      for (const inside of foldersIn(each)) folders.set(inside, 'all');
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

/** A folder and all folders in it, apart from those that are ignored; none for a file. */
function foldersIn(path: string): string[] {
  if (!isFolder(path)) return [];
  const folders = [path];
  for (const folder of folders) {
    for (const entry of entriesOf(folder))
      if (entry.isDirectory() && !ignored.has(entry.name)) folders.push(join(folder, entry.name));
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

import { realpathSync } from 'node:fs';
import { delimiter, join, relative, sep } from 'node:path';
import { homeFolder } from '../../sources/files/home-folder.ts';
import { clientFolder } from '../settings-places.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the client keeps on this machine what concerns plugins. */
export interface MachinePlaces {
  /** The client's own files: settings, the user's skills. */
  readonly config: string;
  /** Records, caches and marketplaces. */
  readonly plugins: string;
  /** Like the folder of plugins, but part of the image of a container; the client writes nothing there. */
  readonly seeds: readonly string[];
}

/** The places that the environment names, or the usual ones. */
export function machinePlaces(env: Environment): MachinePlaces {
  const config = clientFolder(env);
  return {
    config,
    plugins: env.CLAUDE_CODE_PLUGIN_CACHE_DIR || join(config, 'plugins'),
    seeds: (env.CLAUDE_CODE_PLUGIN_SEED_DIR ?? '').split(delimiter).filter((path) => path !== ''),
  };
}

/** How paths of this machine are shown: below the working folder from there, below the home folder from `~`, else whole. */
export function machinePaths(cwd: string, env: Environment): (path: string) => string {
  const home = homeFolder(env);
  return (path) => {
    const [here, below] = [within(cwd, path), within(home, path)];
    const shown = here ?? (below === undefined ? path : join('~', below));
    return sep === '/' ? shown : shown.replaceAll(sep, '/');
  };
}

/** A path relative to a folder that contains it; undefined if it is elsewhere. */
function within(folder: string, path: string): string | undefined {
  if (path === folder) return '.';
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? relative(folder, path) : undefined;
}

/** Whether two paths lead to one folder. */
export function isSameFolder(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return realpathSync.native(a) === realpathSync.native(b);
  } catch {
    return false;
  }
}

import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder for what can be fetched again; `MKT_CACHE_DIR` overrides the default of the system. */
export function cacheFolder(env: Environment, platform: string = process.platform): string {
  const own = env.MKT_CACHE_DIR ?? '';
  if (own !== '') return own;
  const home = env.HOME || env.USERPROFILE || homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'mkt');
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'mkt', 'Cache');
  return join(absolute(env.XDG_CACHE_HOME) ?? join(home, '.cache'), 'mkt');
}

/** The folder for what the user has configured: `~/.config/mkt`, or the equivalent of the system. */
export function configFolder(env: Environment, platform: string = process.platform): string {
  const home = env.HOME || env.USERPROFILE || homedir();
  const stated = absolute(env.XDG_CONFIG_HOME);
  if (stated !== undefined) return join(stated, 'mkt');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'mkt');
  return join(home, '.config', 'mkt');
}

/** The XDG specification says to ignore relative paths. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') === true ? path : undefined;
}

import { existsSync, mkdirSync, realpathSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { homeFolder } from './home-folder.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where mkt keeps what it can fetch again; `MKT_CACHE_DIR` overrides the system's custom. Always absolute: git and other programs run
 * in folders of their own.
 */
export function cacheFolder(env: Environment, platform: string = process.platform): string {
  const own = env.MKT_CACHE_DIR?.trim() ?? '';
  if (own !== '') return resolve(own);
  const home = homeOf(env);
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'mkt');
  if (platform === 'win32')
    return join(absolute(env.LOCALAPPDATA) ?? join(home, 'AppData', 'Local'), 'mkt', 'Cache');
  return join(absolute(env.XDG_CACHE_HOME) ?? join(home, '.cache'), 'mkt');
}

/** Where mkt keeps what the user has set: `~/.config/mkt`, or as the system has it. */
export function configFolder(env: Environment, platform: string = process.platform): string {
  const home = homeOf(env);
  const stated = absolute(env.XDG_CONFIG_HOME);
  if (stated !== undefined) return join(stated, 'mkt');
  if (platform === 'win32') return join(absolute(env.APPDATA) ?? join(home, 'AppData', 'Roaming'), 'mkt');
  return join(home, '.config', 'mkt');
}

/** Where mkt keeps what it has seen, and cannot find out again: `~/.local/state/mkt`, or as the system has it. */
export function stateFolder(env: Environment, platform: string = process.platform): string {
  const stated = absolute(env.XDG_STATE_HOME);
  if (stated !== undefined) return join(stated, 'mkt');
  if (platform === 'win32' || platform === 'darwin') return join(configFolder(env, platform), 'state');
  return join(homeOf(env), '.local', 'state', 'mkt');
}

const homeOf = (env: Environment): string =>
  homeFolder({ HOME: absolute(env.HOME), USERPROFILE: absolute(env.USERPROFILE) });

/** The XDG specification wants relative paths ignored; the same holds for every other folder of the system. */
function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}

/** Whether a file belongs to the user, and no one else can write it. Windows has no such numbers; there, a home folder is the user's. */
export const isOfUserAlone = ({ uid, mode }: Pick<Stats, 'uid' | 'mode'>): boolean =>
  process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);

/**
 * Makes a folder, by default one of mkt's own, for the user alone, with those above it.
 * @throws an error of the disk: without rights, without space, with a file in the way, and below a folder that the kernel invents
 *   (`/proc`), where Node's own recursion never ends.
 */
export function makeFolder(folder: string, mode = 0o700): void {
  const path = resolve(folder);
  if (existsSync(path)) return;
  let there = dirname(path);
  while (!existsSync(there)) there = dirname(there);
  if (/^\/(proc|sys)(\/|$)/.test(realpathSync(there)))
    throw Object.assign(new Error(`no folder can be created below ${there}`), {
      code: 'ENOTSUP',
      syscall: 'mkdir',
      path,
    });
  mkdirSync(path, { recursive: true, mode });
}

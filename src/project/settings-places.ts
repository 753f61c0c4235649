import { existsSync, readdirSync } from 'node:fs';
import { join, posix, resolve, win32 } from 'node:path';
import type { SettingsScope } from '../model/settings.ts';
import { homeFolder } from '../sources/files/home-folder.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A file that may hold settings of the client. */
export interface SettingsPlace {
  readonly scope: SettingsScope;
  /** Absolute. */
  readonly path: string;
}

/** The folder of the client's own files, `~/.claude` unless `CLAUDE_CONFIG_DIR` names another. */
export function clientFolder(env: Environment): string {
  return env.CLAUDE_CONFIG_DIR || join(homeFolder(env), '.claude');
}

/** The folder of the settings that a system's administrator sets for all users. */
export function managedFolder(platform: string = process.platform): string {
  if (platform === 'darwin') return '/Library/Application Support/ClaudeCode';
  return platform === 'win32' ? 'C:\\Program Files\\ClaudeCode' : '/etc/claude-code';
}

/** The user's own settings. */
export const userSettings = (env: Environment): SettingsPlace => ({
  scope: 'user',
  path: join(clientFolder(env), 'settings.json'),
});

/** The settings in a folder in which the client is started: those of the team, and the user's own for it. */
export const projectSettings = (folder: string): readonly SettingsPlace[] => [
  { scope: 'project', path: join(folder, '.claude', 'settings.json') },
  { scope: 'local', path: join(folder, '.claude', 'settings.local.json') },
];

/**
 * The administrator's settings: `managed-settings.json`, then the files of `managed-settings.d` in the order of their names.
 * What a server or the system's registry hands to the client is not in files, and not known here.
 * @param policy a file to use instead, as `--policy` names it; `MKT_POLICY` does the same, and where it is empty there is none.
 */
export function managedSettings(
  env: Environment,
  { policy, platform = process.platform }: { policy?: string | undefined; platform?: string } = {},
): readonly SettingsPlace[] {
  const stated = policy ?? env.MKT_POLICY;
  if (stated !== undefined) return stated === '' ? [] : [{ scope: 'managed', path: stated }];
  const folder = managedFolder(platform);
  const { join: within } = platform === 'win32' ? win32 : posix;
  const more = within(folder, 'managed-settings.d');
  return ['managed-settings.json', ...dropIns(more).map((name) => within('managed-settings.d', name))].map(
    (name) => ({ scope: 'managed', path: within(folder, name) }),
  );
}

/**
 * Every place whose settings count for a client that is started in a folder, lowest first.
 * @param withoutUser leaves the user's own settings out, so that the result is the same on every machine.
 */
export function placesOf(
  folder: string,
  {
    env,
    policy,
    withoutUser = false,
  }: { env: Environment; policy?: string | undefined; withoutUser?: boolean | undefined },
): readonly SettingsPlace[] {
  const places = [
    ...(withoutUser ? [] : [userSettings(env)]),
    ...projectSettings(folder),
    ...managedSettings(env, { policy }),
  ];
  // If the client is started next to the user's own settings, one file has two roles.
  const paths = places.map(({ path }) => resolve(path));
  return places.filter((_, index) => paths.lastIndexOf(paths[index] as string) === index);
}

function dropIns(folder: string): string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
      .sort();
  } catch {
    // Not a folder, or one that may not be listed: the client sees nothing there either.
    return [];
  }
}

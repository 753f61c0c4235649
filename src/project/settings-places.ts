import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import type { SettingsScope } from '../model/settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A file that may hold settings of the client. */
export interface SettingsPlace {
  readonly scope: SettingsScope;
  /** Absolute. */
  readonly path: string;
}

/** The folder of the client's own files, `~/.claude` unless `CLAUDE_CONFIG_DIR` names another. */
export function clientFolder(env: Environment): string {
  return env.CLAUDE_CONFIG_DIR || join(env.HOME || env.USERPROFILE || homedir(), '.claude');
}

/** The folder of the settings that a system's administrator sets for everybody. */
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
 * @param policy a file to use instead, as `--policy` names it; `MKT_POLICY` does the same.
 */
export function managedSettings(
  env: Environment,
  { policy, platform = process.platform }: { policy?: string | undefined; platform?: string } = {},
): readonly SettingsPlace[] {
  const stated = policy ?? env.MKT_POLICY ?? '';
  if (stated !== '') return [{ scope: 'managed', path: stated }];
  const folder = managedFolder(platform);
  const { join: within } = platform === 'win32' ? win32 : posix;
  const more = within(folder, 'managed-settings.d');
  return ['managed-settings.json', ...dropIns(more).map((name) => within('managed-settings.d', name))].map(
    (name) => ({ scope: 'managed', path: within(folder, name) }),
  );
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

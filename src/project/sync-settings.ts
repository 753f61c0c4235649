import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SettingsEntries } from '../changes/copies.ts';
import type { Pins } from '../changes/pins.ts';
import {
  type SettingsRefusal,
  settingsText,
  statedSource,
  type WantedSettings,
} from '../changes/settings-change.ts';
import { sourceAddedFrom } from '../client/marketplace-source.ts';
import type { Lock, LockedMarketplace } from '../model/lock.ts';
import { pinsFolder } from '../model/pins.ts';
import type { PluginId } from '../model/plugin-id.ts';
import { isArgument } from '../model/shell.ts';
import { shownPath } from '../sources/files/text-file.ts';
import { readListFile } from './list-file.ts';
import { projectSettings, userSettings } from './settings-places.ts';

/** Whose settings `mkt sync` writes. */
export type SettingsTarget = 'project' | 'local' | 'user';

/** What becomes of a file of settings. */
export interface SettingsChange {
  readonly target: SettingsTarget;
  /** Absolute. */
  readonly path: string;
  readonly shown: string;
  /** Undefined if there is no file. */
  readonly before: string | undefined;
  readonly after: string;
  /** Everything that the file says for the lock: mkt's own entries from now on. */
  readonly entries: SettingsEntries;
}

/** Why settings cannot say what is wanted. */
export type NoSettings =
  | ({ readonly shown: string } & SettingsRefusal)
  | { readonly shown: string; readonly why: 'no-source' | 'no-argument'; readonly marketplace: string };

/**
 * The settings that switch plugins on whose route is `settings` or `pin`. Nothing is written.
 * @param pins the project's own marketplace.
 * @param own entries that mkt wrote into the project's settings before.
 */
export function settingsChange(
  {
    lock,
    ids: listed,
    pins,
    own,
  }: {
    lock: Lock;
    ids: readonly PluginId[];
    pins: Pins | undefined;
    own: WantedSettings['own'];
  },
  {
    root,
    cwd,
    env,
    target,
    prune,
  }: {
    root: string;
    cwd: string;
    env: Readonly<Record<string, string | undefined>>;
    target: SettingsTarget;
    prune: boolean;
  },
): SettingsChange | NoSettings {
  const path = pathOf(target, root, env);
  const shown = target === 'user' ? path : shownPath(path, cwd);
  const marketplaces = new Map<string, Readonly<Record<string, unknown>>>();
  const ids = [...listed, ...(pins?.ids ?? [])];
  if (pins !== undefined)
    // The client takes a path from the main checkout of a project; in the user's own settings it would mean another one in each.
    marketplaces.set(pins.marketplace, {
      source: 'directory',
      path: target === 'user' ? join(root, pinsFolder) : `./${pinsFolder}`,
    });
  for (const id of listed) {
    const name = id.slice(id.lastIndexOf('@') + 1);
    const locked = lock.marketplaces.get(name);
    if (locked !== undefined && !isArgument(addedFrom(locked)))
      return { shown, why: 'no-argument', marketplace: name };
    const source = sourceOf(locked, root);
    if (source === undefined) return { shown, why: 'no-source', marketplace: name };
    marketplaces.set(name, source);
  }
  const { text, mark, withoutMark } = readListFile(path);
  const mine = target === 'project' ? own : { enabled: [], marketplaces: [] };
  const rewritten = new Map(
    pins === undefined || target === 'user'
      ? []
      : [[pins.marketplace, { source: 'directory', path: join(root, pinsFolder) }] as const],
  );
  const changed = settingsText(withoutMark, { enabled: ids, marketplaces, rewritten, own: mine, prune });
  if ('why' in changed) return { shown, ...changed };
  return {
    target,
    path,
    shown,
    before: existsSync(path) ? text : undefined,
    after: `${mark}${changed.text}`,
    entries: { enabled: [...ids].sort(), marketplaces: [...marketplaces.keys()].sort() },
  };
}

function pathOf(
  target: SettingsTarget,
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  if (target === 'user') return userSettings(env).path;
  return (
    projectSettings(root).find(({ scope }) => scope === target)?.path ?? join(root, '.claude/settings.json')
  );
}

/** What `marketplace add` takes for a marketplace. */
export const addedFrom = ({ source, url }: LockedMarketplace): string => url ?? source;

/** A marketplace as settings name it: paths count from the folder of the project. */
export function sourceOf(
  marketplace: LockedMarketplace | undefined,
  root: string,
): Readonly<Record<string, unknown>> | undefined {
  if (marketplace === undefined) return undefined;
  const { source, url } = marketplace;
  const remote = sourceAddedFrom(source) ?? (url === undefined ? undefined : sourceAddedFrom(url));
  if (remote !== undefined) return statedSource(remote);
  if (!existsSync(resolve(root, source))) return undefined;
  return statedSource({ kind: source.endsWith('.json') ? 'file' : 'directory', path: source });
}

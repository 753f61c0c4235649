import { type Review, reviewOf } from '../changes/review.ts';
import { releaseOfManifest } from '../client/release.ts';
import type { Content } from '../model/content.ts';
import type { Lock } from '../model/lock.ts';
import { type Plugin, pluginId, type Release } from '../model/plugin.ts';
import type { LockWorld } from '../project/make-lock.ts';

/** A release with what it has in files, if that is known. */
interface Side {
  readonly release: Release;
  readonly content?: Content | undefined;
}

/** What changes from one version of a plugin to another; undefined if one of them is gone. */
export async function reviewOfVersions(
  plugin: Plugin,
  before: string,
  after: string,
): Promise<Review | undefined> {
  const [old, fresh] = [sideOf(plugin, before), sideOf(plugin, after)];
  return old === undefined || fresh === undefined ? undefined : reviewOfSides(old, fresh);
}

/**
 * What changes when a locked plugin moves to a version, which may be the same with other files. The locked files count, not what its
 * version has become since: a tag can move, and a marketplace without tags has only the newest version.
 * @returns undefined if the new version is gone, or nothing is known of the old one.
 */
export async function reviewOfMove(
  plugin: Plugin,
  { lock, version, after }: { readonly lock: Lock; readonly version: string; readonly after: string },
  world: LockWorld,
): Promise<Review | undefined> {
  const fresh = sideOf(plugin, after);
  if (fresh === undefined) return undefined;
  const locked = await lockedSide(plugin, lock, world);
  const old = locked ?? (version === after ? undefined : sideOf(plugin, version));
  return old && reviewOfSides(old, fresh);
}

/** The locked files, where they are not those that the registry has of the locked version, and so read already. */
async function lockedSide(
  plugin: Plugin,
  { marketplaces, plugins }: Lock,
  world: LockWorld,
): Promise<Side | undefined> {
  const { name, marketplace } = plugin;
  const id = pluginId(name, marketplace);
  const locked = plugins.get(id);
  if (locked === undefined || plugin.files?.(locked.version)?.commit === locked.commit) return undefined;
  const { readLockedReleases } = await import('../project/locked-releases.ts');
  const { releases } = await readLockedReleases({ marketplaces, plugins: new Map([[id, locked]]) }, world);
  const [read] = releases;
  if (read === undefined) return undefined;
  const { manifest, renames, tree } = read;
  const release = releaseOfManifest(manifest, { name, marketplace, version: locked.version, renames });
  return { release, content: tree };
}

function sideOf(plugin: Plugin, version: string): Side | undefined {
  const release = plugin.release(version);
  return release && { release, content: plugin.files?.(version)?.content };
}

const reviewOfSides = (
  { release: old, content: was }: Side,
  { release: fresh, content: is }: Side,
): Promise<Review> => reviewOf(old, fresh, was && is && { before: was, after: is });

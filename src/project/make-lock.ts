import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { unlockedInRelease } from '../client/unlocked-in-release.ts';
import type { ReleaseFiles } from '../model/content.ts';
import type {
  Lock,
  LockedMarketplace,
  LockedPlugin,
  LockedRequirement,
  UnlockedCode,
} from '../model/lock.ts';
import { lockedRequirementText } from '../model/locked-requirement.ts';
import { masked } from '../model/mask.ts';
import { type Plugin, type PluginId, pluginId, type Release } from '../model/plugin.ts';
import type { Fault } from '../model/problems.ts';
import type { Registry } from '../model/registry.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Chosen } from '../model/resolution.ts';
import type { Source } from '../model/source.ts';
import { isRange } from '../model/version.ts';
import type { Access } from '../sources/cache/access.ts';
import { shownPath } from '../sources/files/text-file.ts';
import { lockedFiles } from '../sources/registries/locked-files.ts';
import { contentIntegrity } from './content-integrity.ts';

/** A choice that becomes a locked plugin. */
export interface ToLock {
  readonly chosen: Chosen;
  readonly release: Release;
  readonly plugin: Plugin;
  /** The range in the list; undefined if only other plugins need it. */
  readonly constraint?: string;
}

/** Why a plugin cannot be locked. */
export interface NotLocked {
  readonly id: PluginId;
  /** In words, or what keeps a file from being copied exactly. */
  readonly reason: string | Fault;
  /** The network, a server or git is the cause, and another time it may be possible. */
  readonly isWorld?: boolean;
}

export interface LockWorld {
  readonly root: string;
  readonly cwd: string;
  readonly access: Access;
}

/**
 * The lock of a combination. A plugin that stays at its version stays as it was locked, whatever its tag leads to by now: only who asks
 * for it moves it.
 * @param before the lock so far.
 * @param moving the plugins that are locked again although their version stays.
 */
export async function makeLock(
  all: readonly ToLock[],
  {
    before,
    moving,
    registries,
  }: { before: Lock; moving: (id: PluginId) => boolean; registries: readonly Registry[] },
  world: LockWorld,
): Promise<{ readonly lock: Lock } | { readonly failed: readonly NotLocked[] }> {
  const failed: NotLocked[] = [];
  const plugins = new Map<PluginId, LockedPlugin>();
  const renewed = new Set<string>();
  for (const each of all) {
    const { name, marketplace, version } = each.chosen;
    const id = pluginId(name, marketplace);
    const old = before.plugins.get(id);
    const dependencies = requirementsOf(each.release.dependencies, marketplace);
    const wishes = each.release.optionalDependencies ?? [];
    const optional = requirementsOf(
      wishes.filter(({ range }) => isRange(range)),
      marketplace,
    );
    const isKept =
      old?.version === version &&
      !moving(id) &&
      textOf(old.dependencies) === textOf(dependencies) &&
      textOf(old.optionalDependencies ?? []) === textOf(optional);
    const locked =
      isKept && old !== undefined
        ? withConstraint(old, each.constraint)
        : await lockOne(each, { dependencies, optional }, world);
    if ('failed' in locked) failed.push({ id, reason: locked.failed, isWorld: locked.isWorld === true });
    else plugins.set(id, locked);
    if (!isKept) renewed.add(marketplace);
  }
  if (failed.length > 0) return { failed };
  const marketplaces = new Map<string, LockedMarketplace>();
  for (const { marketplace } of plugins.values()) {
    if (marketplaces.has(marketplace)) continue;
    const old = before.marketplaces.get(marketplace);
    const now = marketplaceOf(marketplace, registries, world);
    const isKept = old !== undefined && !renewed.has(marketplace) && old.source === now?.source;
    const locked = isKept ? old : (now ?? old);
    if (locked !== undefined) marketplaces.set(marketplace, locked);
  }
  return { lock: { marketplaces, plugins } };
}

const textOf = (requirements: readonly LockedRequirement[]): string =>
  requirements.map(lockedRequirementText).sort().join('\n');

const requirementsOf = (requirements: readonly Requirement[], own: string): LockedRequirement[] => {
  const seen = new Map<string, LockedRequirement>();
  for (const { name, marketplace = own, range } of requirements)
    seen.set(`${name}@${marketplace}@${range}`, { name, marketplace, range: range === '' ? '*' : range });
  return [...seen.values()];
};

function withConstraint(
  { constraint: _, ...locked }: LockedPlugin,
  constraint: string | undefined,
): LockedPlugin {
  return { ...locked, ...(constraint !== undefined && { constraint }) };
}

async function lockOne(
  { chosen, release, plugin, constraint }: ToLock,
  {
    dependencies,
    optional,
  }: { readonly dependencies: readonly LockedRequirement[]; readonly optional: readonly LockedRequirement[] },
  world: LockWorld,
): Promise<LockedPlugin | { readonly failed: NotLocked['reason']; readonly isWorld?: boolean }> {
  const { name, marketplace, version } = chosen;
  const files = plugin.files?.(version) ?? (await filesByRecord(release, world));
  if ('failed' in files) return files;
  const found = await contentIntegrity(files.content);
  // A partial copy of a repository lacks what could not be fetched.
  if ('fault' in found) return { failed: found.fault, isWorld: found.fault.case === 'not-cached' };
  const commit = (await isCommitted(files, found.integrity)) ? files.commit : undefined;
  return {
    name,
    marketplace,
    version,
    source: withoutSecrets(files.source),
    integrity: found.integrity,
    dependencies,
    ...(optional.length > 0 && { optionalDependencies: optional }),
    conflicts: requirementsOf(release.conflicts, marketplace),
    unlocked: unlockedOf(release, files.content.label),
    ...(constraint !== undefined && { constraint }),
    ...(commit !== undefined && files.ref !== undefined && { ref: files.ref }),
    ...(commit !== undefined && { commit }),
  };
}

/** A folder may have uncommitted changes: then no commit represents it. */
async function isCommitted({ committed }: ReleaseFiles, integrity: string): Promise<boolean> {
  if (committed === undefined) return true;
  const held = await contentIntegrity(committed);
  return 'integrity' in held && held.integrity === integrity;
}

/** The files of a release of which only the record was read: by the source and the commit that it names. */
async function filesByRecord(
  { source, commit }: Release,
  world: LockWorld,
): Promise<ReleaseFiles | { readonly failed: string; readonly isWorld?: boolean }> {
  if (source === undefined || typeof source === 'string')
    return { failed: 'its registry does not say where its files are' };
  if (commit === undefined) return { failed: 'its registry names no commit for this version' };
  const { ref: _, sha: __, ...place } = source;
  const found = await lockedFiles({ source: place, commit }, undefined, world);
  if ('problem' in found) {
    const { url = place.repo } = place;
    const failed = typeof url === 'string' ? `\`${masked(url)}\`: ${found.problem}` : found.problem;
    return { failed, isWorld: found.isWorld === true };
  }
  return { content: found.content, source: place, commit };
}

const withoutSecrets = (source: Source): Source =>
  typeof source === 'string'
    ? source
    : Object.fromEntries(
        Object.entries(source).map(([key, value]) => [
          key,
          typeof value === 'string' ? masked(value) : value,
        ]),
      );

/** Places counting from the plugin's own folder: the rest depends on where it was read. */
function unlockedOf(release: Release, label: string): UnlockedCode[] {
  const front = label === '' ? '' : `${label}/`;
  return unlockedInRelease(release)
    .map(({ runs, location }) => {
      const file = location?.file ?? '.claude-plugin/plugin.json';
      return {
        file: file.startsWith(front) ? file.slice(front.length) : file,
        line: location?.line ?? 1,
        runs: runs.replace(/\s+/g, ' ').trim(),
      };
    })
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

function marketplaceOf(
  name: string,
  registries: readonly Registry[],
  world: LockWorld,
): LockedMarketplace | undefined {
  const registry = registries.find(({ marketplaces }) => marketplaces.includes(name));
  if (registry === undefined) return undefined;
  const { url, commit } = registry.origin?.(name) ?? {};
  return {
    source: fromRoot(masked(registry.source), world),
    ...(url !== undefined && { url: masked(url) }),
    ...(commit !== undefined && { commit }),
  };
}

/** A path counts from the project's folder, not from where mkt was started; other sources stay as they are. */
function fromRoot(source: string, { root, cwd }: LockWorld): string {
  if (isAbsolute(source) || !existsSync(resolve(cwd, source))) return source;
  const path = shownPath(resolve(cwd, source), root);
  return isAbsolute(path) || path.startsWith('.') ? path : `./${path}`;
}

import { declaredDependencies } from '../client/manifest.ts';
import { areTooComplex } from '../client/range-limit.ts';
import { dependencyOf, presentName } from '../client/requirements.ts';
import type { LockedPlugin } from '../model/lock.ts';
import { pinsBundle, pinsFolder, pinsMark } from '../model/pins.ts';
import { type PluginId, pluginId } from '../model/plugin-id.ts';
import { isAnyRange, noVersion } from '../model/version.ts';
import { isMap, member } from '../text/values.ts';
import type { LockedRelease } from './plugin-copy.ts';

/** The files of the marketplace, from the project's folder. */
export const pinsMarketplaceFile = `${pinsFolder}/.claude-plugin/marketplace.json`;
export const pinsBundleFile = `${pinsFolder}/locked/.claude-plugin/plugin.json`;

/** The files of the marketplace, and what the settings enable of it. */
export interface Pins {
  readonly marketplace: string;
  /** The ids that the client knows, the bundle first. */
  readonly ids: readonly PluginId[];
  /** Texts by path, from the project's folder. */
  readonly files: ReadonlyMap<string, string>;
}

type Releases = ReadonlyMap<PluginId, LockedRelease>;

/** A plugin with all that it requires: the client looks for the dependencies of an installed plugin only among installed ones. */
export function closureOf(id: PluginId, plugins: ReadonlyMap<PluginId, LockedPlugin>): PluginId[] {
  const found = new Set([id]);
  for (const each of found)
    for (const { name, marketplace } of plugins.get(each)?.dependencies ?? [])
      found.add(pluginId(name, marketplace));
  return [...found];
}

/**
 * Why a plugin cannot be pinned, as the end of a sentence that names it; undefined if it can. An entry with a commit holds where the
 * client does not choose by a range; where it does, it takes a tag, and then the tag must be the locked one.
 */
export function whyNoPin(release: LockedRelease, releases: Releases): string | undefined {
  const { locked, manifest, renames } = release;
  if (locked.name === pinsBundle)
    return `\`${pinsBundle}\` is the name of the plugin that requires all pinned ones`;
  if (typeof locked.source === 'string')
    return 'its marketplace is a folder, and a pin needs the URL of a repository';
  if (locked.commit === undefined) return 'the lock names no commit for it';
  for (const declared of declaredDependencies(manifest)) {
    const requirement = dependencyOf(declared);
    if (requirement === undefined) continue;
    const { name, marketplace = locked.marketplace, range } = requirement;
    // What the entry says is written again here; what the plugin's own manifest says is what the client reads at the commit.
    const isOwn = declared.from === 'manifest';
    if (isOwn && requirement.marketplace !== undefined)
      return `it requires \`${name}\` from the marketplace \`${marketplace}\`, so the client would not use the pinned one`;
    const present =
      marketplace === locked.marketplace ? (presentName(name, renames) ?? name) : requirement.name;
    if (isOwn && present !== name)
      return `it requires \`${present}\` under its former name \`${name}\`, which the client does not find`;
    const target = releases.get(pluginId(present, marketplace));
    if (target === undefined) return `it requires \`${present}\`, whose files could not be read`;
    // A written `*` excludes what it does not know, and prereleases, when the client loads the plugin.
    const written = isMap(declared.value) ? declared.value.version : undefined;
    const isStar = typeof written === 'string' && isAnyRange(written);
    const { version } = target.locked;
    if (isOwn && isStar && (version === noVersion || version.includes('-')))
      return `it requires \`${name}\` in the range \`${written}\`, which, for the client, does not include ${version === noVersion ? 'a plugin without a version' : version}`;
    if (isOwn && isRanged(range) && areTooComplex(rangesOf(target.locked, releases)))
      return `it requires \`${name}\`, whose ranges have too many alternatives (\`||\`) for the client to compare`;
    if (isOwn && isRanged(range) && !isTagged(target.locked))
      return `it requires \`${name}@${range}\`, for which the client needs a tag, but ${name} ${target.locked.version} has none`;
  }
  return undefined;
}

/** The ranges in which the manifests of locked plugins require one of them. */
const rangesOf = ({ name, marketplace }: LockedPlugin, releases: Releases): string[] =>
  [...releases.values()].flatMap(({ locked, manifest, renames }) =>
    declaredDependencies(manifest).flatMap((declared) => {
      const requirement = declared.from === 'manifest' ? dependencyOf(declared) : undefined;
      const isMeant =
        requirement !== undefined &&
        (presentName(requirement.name, renames) ?? requirement.name) === name &&
        (requirement.marketplace ?? locked.marketplace) === marketplace;
      return isMeant ? [requirement.range] : [];
    }),
  );

const isRanged = (range: string): boolean => range !== '' && range !== '*';

/** Whether the client takes the locked commit for the locked version. Build metadata is not part of a range. */
const isTagged = ({ name, version, ref }: LockedPlugin): boolean =>
  ref === `${name}--v${version}` && !version.includes('+');

/** The marketplace of some plugins that can be pinned; undefined for none. */
export function pinsOf(pinned: readonly LockedRelease[], marketplace: string): Pins | undefined {
  if (pinned.length === 0) return undefined;
  const all = [...pinned].sort((a, b) => (a.locked.name < b.locked.name ? -1 : 1));
  const ranged = new Set(all.flatMap(rangedBy));
  const file = {
    name: marketplace,
    description: `${pinsMark}: the pinned plugins of mkt.lock. Install ${pluginId(pinsBundle, marketplace)} once on each machine.`,
    owner: { name: 'mkt' },
    plugins: [
      { name: pinsBundle, source: `./${pinsBundle}`, description: 'Requires every pinned plugin.' },
      ...all.map(entryOf),
    ],
  };
  const bundle = {
    name: pinsBundle,
    version: '1.0.0',
    description: 'Requires every pinned plugin of mkt.lock.',
    dependencies: all.map(({ locked: { name, version } }) => (ranged.has(name) ? { name, version } : name)),
  };
  return {
    marketplace,
    ids: [pinsBundle, ...all.map(({ locked }) => locked.name)].map((name) => pluginId(name, marketplace)),
    files: new Map([
      [pinsMarketplaceFile, textOf(file)],
      [pinsBundleFile, textOf(bundle)],
    ]),
  };
}

const textOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The plugins that a manifest requires in a range. */
const rangedBy = ({ manifest }: LockedRelease): string[] =>
  declaredDependencies(manifest).flatMap((declared) => {
    const requirement = dependencyOf(declared);
    const isAsked = declared.from === 'manifest' && requirement !== undefined && isRanged(requirement.range);
    return isAsked ? [requirement.name] : [];
  });

/** The marketplace's own entry, with the locked commit as its source, and dependencies that mean its pinned neighbors. */
function entryOf({ locked, manifest, renames }: LockedRelease): Record<string, unknown> {
  const { entry } = manifest;
  const stated = entry?.value ?? {};
  const source = isMap(locked.source) ? locked.source : {};
  const dependencies = Array.isArray(stated.dependencies)
    ? {
        dependencies: declaredDependencies(manifest).flatMap((declared) => {
          const name = declared.from === 'entry' ? dependencyOf(declared)?.name : undefined;
          return name === undefined ? [] : [presentName(name, renames) ?? name];
        }),
      }
    : {};
  // Of a plugin that states no version, the client takes that of the entry.
  const isStated = member(manifest.json?.value, 'version') !== undefined;
  return {
    ...stated,
    ...dependencies,
    ...(!isStated && locked.version !== noVersion && { version: locked.version }),
    name: locked.name,
    source: { ...source, sha: locked.commit },
  };
}

/**
 * The name of a project's marketplace of pins, from its folder. The client knows one marketplace of a name on a machine, so that
 * projects must not share one; and it refuses names that read as Anthropic's own.
 */
export function pinsNameFor(folder: string): string {
  const slug = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${slug === '' || /claude|anthropic|official/.test(slug) ? 'project' : slug}-pins`;
}

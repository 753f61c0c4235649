import coerce from 'semver/functions/coerce.js';
import parse from 'semver/functions/parse.js';
import { noRequirements } from '../model/complete-release.ts';
import { highestFirst } from '../model/highest-first.ts';
import type { ClientView, EngineEffect, MisnamedTag, Plugin, Release } from '../model/plugin.ts';
import { isVersion, noVersion } from '../model/version.ts';
import { once } from '../text/once.ts';
import { isMap, member, textOf, textsOf } from '../text/values.ts';
import { refusesOtherEngine, unmetEngine } from './engines.ts';
import type { FileTree } from './file-tree.ts';
import {
  type Entry,
  installedManifest,
  type Manifest,
  readManifest,
  shownField,
  statedVersion,
} from './manifest.ts';
import { filesOf } from './plugin-files.ts';
import type { Surroundings } from './reading/stated-dependencies.ts';
import { releaseOfManifest } from './release.ts';
import {
  clientDependencies,
  entryDependencies,
  manifestRequirements,
  optionalDependencies,
  type Renames,
} from './requirements.ts';

/** A version of a plugin, from a tag of its repository. */
export interface PluginVersion {
  /** A semver version: what the tag says, whatever the manifest says. */
  readonly version: string;
  /** The plugin's own folder at that tag. `.claude-plugin/plugin.json` must be readable at once. */
  readonly tree: FileTree;
  readonly tag?: string;
  readonly commit?: string;
  /** ISO date. */
  readonly date?: string;
}

/** What is known about the versions of the plugin of an entry. */
export interface KnownVersions {
  readonly versions: readonly PluginVersion[];
  /** Versions of tags on commits without the folder of the plugin. */
  readonly hollow?: readonly string[];
  /** The current copy of a plugin whose files are not in the marketplace itself. */
  readonly current?: FileTree;
  /** The commit that holds it. */
  readonly currentCommit?: string;
  /** These are all versions; the current copy is one of them. */
  readonly isComplete?: boolean;
  readonly misnamedTags?: readonly MisnamedTag[];
}

/** The same, or why nothing is known. */
export type VersionsAnswer =
  | KnownVersions
  /** `isBroken`: the client cannot have it either. */
  | { readonly failed: string; readonly isBroken?: true; readonly help?: string };

/** The interface for versions from tags: called once for each plugin that is looked up. */
export type VersionsOf = (entry: Entry) => VersionsAnswer | Promise<VersionsAnswer>;

interface Copy {
  readonly manifest: () => Manifest;
  readonly date?: string;
  readonly commit?: string;
  readonly unpinnable?: boolean;
  readonly statedVersion?: string;
  readonly tag?: string;
  readonly untagged?: boolean;
}

export interface PluginHome {
  /** Where the marketplace is. */
  readonly origin: Parameters<typeof filesOf>[2] & { readonly isCloned?: boolean };
  readonly marketplace: string;
  readonly registry: string;
  readonly renames: Renames;
  /** What the dependencies of its plugins are checked against. */
  readonly around: () => Surroundings;
}

/**
 * The plugin of an entry: its tagged versions and its current copy; if a tag has the version of the current copy, the tag is used.
 * @param now what is known about its current copy.
 */
export function marketplacePlugin(
  entry: Entry,
  now: Manifest,
  {
    versions: tagged,
    hollow: withoutFolder = [],
    isComplete = false,
    misnamedTags: misnamed,
    currentCommit,
  }: Omit<KnownVersions, 'current'>,
  { marketplace, registry, renames, around, origin }: PluginHome,
): Plugin {
  const misnamedTags = misnamed ?? [];
  // Only a reader of the tags of a repository can know that some are misnamed.
  const untagged = misnamed !== undefined && tagged.length === 0;
  const copies = new Map<string, Copy>();
  for (const { version, tree, date, commit, tag } of tagged) {
    if (copies.has(version)) continue;
    copies.set(version, {
      manifest: once(() => readManifest(tree, entry, now.facts)),
      ...(date !== undefined && { date }),
      ...(commit !== undefined && { commit }),
      ...(tag !== undefined && { tag }),
    });
  }
  const { version: nowVersion, ...marks } = currentVersion(now);
  // Without its folder in the marketplace there is no current copy, even if tags still contain it.
  const isThere = !isComplete && (now.tree !== undefined || entry.source.kind !== 'path');
  if (isThere && !copies.has(nowVersion))
    copies.set(nowVersion, { manifest: () => now, ...marks, ...(untagged && { untagged }) });
  const hollow = withoutFolder.filter((version) => copies.get(version)?.tag === undefined);
  const usable = (version: string) => {
    const copy = copies.get(version);
    return copy !== undefined && whyUnusable(copy.manifest()) === undefined ? copy : undefined;
  };
  const copyOf = (version: string) => copies.get(version)?.manifest() ?? now;
  const refuses = refusesOtherEngine(entry, origin.isCloned === true);
  const fits = (version: string) => {
    const copy = copies.get(version);
    return !refuses || copy === undefined || unmetEngine(copy.manifest()) === undefined;
  };
  /** If the client of this version can use a release with a tag, it takes none that needs another client. */
  const versions = once(() => {
    const all = highestFirst([...copies.keys()].filter((version) => usable(version) !== undefined));
    const fitting = all.filter(fits);
    return fitting.some((version) => copies.get(version)?.tag !== undefined) ? fitting : all;
  });
  const taggedVersions = once(() =>
    highestFirst([...copies.keys()]).filter(
      (version) => copies.get(version)?.tag !== undefined && fits(version),
    ),
  );
  const unmetNow = once(() => (refuses && isThere ? unmetEngine(now) : undefined));
  const isPinned = 'sha' in entry.source && entry.source.sha !== undefined;
  const engineOf = (version: string, copy: Copy): EngineEffect | undefined => {
    const unmet = unmetEngine(copy.manifest());
    if (unmet !== undefined) return { ...unmet, effect: refuses ? 'refused' : 'loads' };
    const newer = unmetNow();
    if (newer === undefined || isPinned || version !== taggedVersions()[0]) return undefined;
    return { ...newer, effect: 'replaces', ...(nowVersion !== noVersion && { newer: nowVersion }) };
  };
  const client: ClientView | undefined = isComplete
    ? undefined
    : {
        current: nowVersion,
        get currentTag() {
          const head = currentCommit ?? (origin.isCloned === true ? origin.commit : undefined);
          return tagged.find(({ commit }) => commit !== undefined && commit === head)?.version;
        },
        loaded: loadedVersion(now),
        loadsCurrent: !['github', 'url', 'git-subdir'].includes(entry.source.kind),
        get tagged() {
          return hollow.length === 0 ? taggedVersions() : highestFirst([...taggedVersions(), ...hollow]);
        },
        get unmet() {
          const unmet = unmetNow();
          return unmet && { range: unmet.range, instead: isPinned ? undefined : taggedVersions()[0] };
        },
        get entryDependencies() {
          return entryDependencies(now);
        },
        refusal: (version) => {
          if (version === undefined) return missingFolder(entry, now) ?? whyUnusable(now);
          return hollow.includes(version) ? 'its tag has no such folder' : whyUnusable(copyOf(version));
        },
        dependencies: (version) => clientDependencies(version === undefined ? now : copyOf(version)),
        optionalDependencies: (version) =>
          optionalDependencies(version === undefined ? now : copyOf(version)),
      };
  const releases = new Map<string, Release>();
  const category = textOf(shownField(now, 'category'));
  return {
    name: entry.name,
    marketplace,
    registry,
    description: textOf(shownField(now, 'description')) ?? '',
    keywords: textsOf(shownField(now, 'keywords')),
    worksWith: [],
    ...(misnamedTags.length > 0 && { misnamedTags }),
    ...(category !== undefined && { category }),
    ...(client && { client }),
    get location() {
      return entry.file.read().locate(['plugins', entry.index, 'name']);
    },
    get versions() {
      return versions();
    },
    requirements(version) {
      const copy = usable(version);
      return copy === undefined
        ? noRequirements
        : manifestRequirements(copy.manifest(), marketplace, renames);
    },
    release(version) {
      const copy = usable(version);
      if (copy === undefined) return undefined;
      const { manifest, ...facts } = copy;
      const before = releases.get(version);
      if (before !== undefined) return before;
      const engine = engineOf(version, copy);
      const made = releaseOfManifest(manifest(), {
        name: entry.name,
        marketplace,
        version,
        renames,
        ...facts,
        ...(engine && { engine }),
      });
      releases.set(version, made);
      return made;
    },
    files(version) {
      const copy = usable(version);
      if (copy === undefined) return undefined;
      const { tree } = copy.manifest();
      const { tag, date, commit = tag === undefined ? currentCommit : undefined } = copy;
      const held = { ...(tag && { tag }), ...(commit && { commit }), ...(date && { date }) };
      return tree && filesOf(entry, { tree, ...held }, origin);
    },
    async faults(version) {
      const copy = usable(version);
      if (copy === undefined) return [];
      const [{ readPlugin }, { modFaults }, { entryFormFaults }] = await Promise.all([
        import('./reading/plugin-reading.ts'),
        import('./reading/mod-faults.ts'),
        import('./reading/entry-faults.ts'),
      ]);
      // Of a plugin inside the marketplace, the client loads the current copy, even if a tag has its version.
      const manifest = version === nowVersion && client?.loadsCurrent === true ? now : copy.manifest();
      return [
        ...entryFormFaults(entry),
        ...readPlugin(manifest, around()).faults,
        ...(await modFaults(manifest, entry.name)),
      ];
    },
  };
}

/** Why an entry with a path leads nowhere. */
export const missingFolder = ({ source }: Entry, { tree }: Manifest): string | undefined =>
  source.kind === 'path' && tree === undefined
    ? `its entry points to the folder \`${source.folder}\`, which does not exist`
    : undefined;

/** The version by which the client judges the current copy when it loads it; only `.claude-plugin/plugin.json` overrides the entry. */
export function loadedVersion({ json, entry }: Manifest): string | undefined {
  const stated = textOf(member((json ?? { value: entry?.value }).value, 'version'));
  return stated === undefined ? undefined : semverOf(stated);
}

/** The version that a text means; undefined if it means none. */
const semverOf = (stated: string): string | undefined =>
  isVersion(stated) ? stated : (parse(stated, { loose: true })?.version ?? coerce(stated)?.version);

/** The version of the current copy in semver, and whether it can be requested. */
export function currentVersion(
  manifest: Manifest,
): Pick<Copy, 'unpinnable' | 'statedVersion'> & { version: string } {
  const stated = statedVersion(manifest);
  if (stated === undefined) return { version: noVersion, unpinnable: true };
  const version = semverOf(stated);
  if (version === stated) return { version };
  return version === undefined
    ? { version: noVersion, unpinnable: true, statedVersion: stated }
    : { version, statedVersion: stated };
}

/** Why the client loads nothing of a plugin with this manifest; undefined if it loads it. */
export function whyUnusable(manifest: Manifest): string | undefined {
  const json = installedManifest(manifest);
  if (json === undefined) return undefined;
  if (!isMap(json.value))
    return json.value === undefined
      ? 'its `plugin.json` is not valid JSON'
      : 'its `plugin.json` is not a JSON object';
  if (typeof json.value.name !== 'string') return 'its `plugin.json` has no `name`';
  const { dependencies } = json.value;
  return dependencies === undefined || Array.isArray(dependencies)
    ? undefined
    : 'the `dependencies` in its `plugin.json` are not a list';
}

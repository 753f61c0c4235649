import coerce from 'semver/functions/coerce.js';
import parse from 'semver/functions/parse.js';
import { highestFirst } from '../model/highest-first.ts';
import type { MisnamedTag, Release, UnmetEngine } from '../model/plugin.ts';
import { isVersion, noVersion } from '../model/version.ts';
import { once } from '../text/once.ts';
import { isMap, member, textOf } from '../text/values.ts';
import { refusesOtherEngine, unmetEngine } from './engines.ts';
import type { FileTree } from './file-tree.ts';
import { type Entry, installedManifest, type Manifest, readManifest, statedVersion } from './manifest.ts';

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

/** One copy of a plugin. */
export interface Copy {
  readonly manifest: () => Manifest;
  readonly date?: string;
  readonly commit?: string;
  readonly unpinnable?: boolean;
  readonly statedVersion?: string;
  readonly tag?: string;
  readonly untagged?: boolean;
}

/**
 * The copies of a plugin by version, and which of them the client can use. A class, since a marketplace can have 100,000 plugins: an
 * object with getters of its own takes fifty times as long, and memory that is freed late.
 */
export class Copies {
  readonly entry: Entry;
  /** What is known about its current copy. */
  readonly now: Manifest;
  readonly known: Omit<KnownVersions, 'current'>;
  /** The version of the current copy. */
  readonly nowVersion: string;
  readonly byVersion: ReadonlyMap<string, Copy>;
  /** Without its folder in the marketplace there is no current copy, even if tags still contain it. */
  readonly isThere: boolean;
  /** Whether the client takes no release that needs another client. */
  readonly refuses: boolean;
  #versions: readonly string[] | undefined;
  #tagged: readonly string[] | undefined;
  #releases: Map<string, Release> | undefined;

  constructor(entry: Entry, now: Manifest, known: Omit<KnownVersions, 'current'>, isCloned: boolean) {
    this.entry = entry;
    this.now = now;
    this.known = known;
    const byVersion = new Map<string, Copy>();
    for (const { version, tree, date, commit, tag } of known.versions) {
      if (byVersion.has(version)) continue;
      byVersion.set(version, {
        manifest: once(() => readManifest(tree, entry, now.facts)),
        ...(date !== undefined && { date }),
        ...(commit !== undefined && { commit }),
        ...(tag !== undefined && { tag }),
      });
    }
    const { version: nowVersion, ...marks } = currentVersion(now);
    this.isThere = known.isComplete !== true && (now.tree !== undefined || entry.source.kind !== 'path');
    // Only a reader of the tags of a repository can know that some are misnamed.
    const untagged = known.misnamedTags !== undefined && known.versions.length === 0;
    if (this.isThere && !byVersion.has(nowVersion))
      byVersion.set(nowVersion, { manifest: () => now, ...marks, ...(untagged && { untagged }) });
    this.nowVersion = nowVersion;
    this.byVersion = byVersion;
    this.refuses = refusesOtherEngine(entry, isCloned);
  }

  /** The copy of a version, if the client loads it. */
  usable(version: string): Copy | undefined {
    const copy = this.byVersion.get(version);
    return copy !== undefined && whyUnusable(copy.manifest()) === undefined ? copy : undefined;
  }

  /** The manifest of a version, or of the current copy. */
  manifestOf(version: string | undefined): Manifest {
    return (version === undefined ? undefined : this.byVersion.get(version)?.manifest()) ?? this.now;
  }

  /** Versions of tags on commits without the folder of the plugin, and of no other tag. */
  get hollow(): readonly string[] {
    const { hollow = [] } = this.known;
    return hollow.filter((version) => !this.hasTag(version));
  }

  /** If the client of this version can use a release with a tag, it takes none that needs another client. */
  get versions(): readonly string[] {
    if (this.#versions !== undefined) return this.#versions;
    const all = highestFirst(
      [...this.byVersion.keys()].filter((version) => this.usable(version) !== undefined),
    );
    const fitting = all.filter((version) => this.#fits(version));
    this.#versions = fitting.some((version) => this.hasTag(version)) ? fitting : all;
    return this.#versions;
  }

  /** The release of a version, made once. */
  released(version: string, make: () => Release): Release {
    this.#releases ??= new Map();
    const before = this.#releases.get(version);
    if (before !== undefined) return before;
    const made = make();
    this.#releases.set(version, made);
    return made;
  }

  /** Those of tags, highest first, without those that need another client. */
  get tagged(): readonly string[] {
    this.#tagged ??= highestFirst([...this.byVersion.keys()]).filter(
      (version) => this.hasTag(version) && this.#fits(version),
    );
    return this.#tagged;
  }

  /** What the current copy needs of the client, if the client does not have it and refuses the copy. */
  get unmetNow(): UnmetEngine | undefined {
    return this.refuses && this.isThere ? unmetEngine(this.now) : undefined;
  }

  /** Whether its entry names a commit. */
  get isPinned(): boolean {
    return 'sha' in this.entry.source && this.entry.source.sha !== undefined;
  }

  hasTag(version: string): boolean {
    return this.byVersion.get(version)?.tag !== undefined;
  }

  #fits(version: string): boolean {
    const copy = this.byVersion.get(version);
    return !this.refuses || copy === undefined || unmetEngine(copy.manifest()) === undefined;
  }
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
export const currentVersion = (manifest: Manifest): CurrentVersion => versionMeant(statedVersion(manifest));

type CurrentVersion = Pick<Copy, 'unpinnable' | 'statedVersion'> & { readonly version: string };

/** The same of a copy with this version in its manifests, if they have one. */
export function versionMeant(stated: string | undefined): CurrentVersion {
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

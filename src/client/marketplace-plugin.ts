import { noRequirements } from '../model/complete-release.ts';
import { highestFirst } from '../model/highest-first.ts';
import type { ClientView, EngineEffect, Plugin } from '../model/plugin.ts';
import { noVersion } from '../model/version.ts';
import { textOf, textsOf } from '../text/values.ts';
import { unmetEngine } from './engines.ts';
import { type Entry, type Manifest, shownField } from './manifest.ts';
import {
  Copies,
  type Copy,
  type KnownVersions,
  loadedVersion,
  missingFolder,
  whyUnusable,
} from './plugin-copies.ts';
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
export const marketplacePlugin = (
  entry: Entry,
  now: Manifest,
  known: Omit<KnownVersions, 'current'>,
  home: PluginHome,
): Plugin => new MarketplacePlugin(new Copies(entry, now, known, home.origin.isCloned === true), home);

/** What the client sees of a plugin. A class for the same reason as {@link Copies}. */
class EntryView implements ClientView {
  readonly current: string;
  readonly loaded: string | undefined;
  readonly loadsCurrent: boolean;
  readonly #copies: Copies;
  readonly #origin: PluginHome['origin'];

  constructor(copies: Copies, origin: PluginHome['origin']) {
    this.current = copies.nowVersion;
    this.loaded = loadedVersion(copies.now);
    this.loadsCurrent = loadsCurrent(copies.entry);
    this.#copies = copies;
    this.#origin = origin;
  }

  get currentTag() {
    const { currentCommit, versions } = this.#copies.known;
    const head = currentCommit ?? (this.#origin.isCloned === true ? this.#origin.commit : undefined);
    return versions.find(({ commit }) => commit !== undefined && commit === head)?.version;
  }

  get tagged() {
    const { tagged, hollow } = this.#copies;
    return hollow.length === 0 ? tagged : highestFirst([...tagged, ...hollow]);
  }

  get unmet() {
    const { unmetNow, isPinned, tagged } = this.#copies;
    return unmetNow && { range: unmetNow.range, instead: isPinned ? undefined : tagged[0] };
  }

  get entryDependencies() {
    return entryDependencies(this.#copies.now);
  }

  refusal(version?: string) {
    const { entry, now, hollow } = this.#copies;
    if (version === undefined) return missingFolder(entry, now) ?? whyUnusable(now);
    return hollow.includes(version)
      ? 'its tag has no such folder'
      : whyUnusable(this.#copies.manifestOf(version));
  }

  dependencies(version?: string) {
    return clientDependencies(this.#copies.manifestOf(version));
  }

  optionalDependencies(version?: string) {
    return optionalDependencies(this.#copies.manifestOf(version));
  }
}

/** Of a plugin inside the marketplace, the client loads the current copy, even if a tag has its version. */
const loadsCurrent = ({ source }: Entry): boolean => !['github', 'url', 'git-subdir'].includes(source.kind);

/**
 * A class for the same reason as {@link Copies}. Without private members, because others derive plugins from it that differ in one
 * property.
 */
class MarketplacePlugin implements Plugin {
  readonly name: string;
  readonly marketplace: string;
  readonly registry: string;
  private readonly copies: Copies;
  private readonly home: PluginHome;
  private view: ClientView | undefined;

  constructor(copies: Copies, home: PluginHome) {
    this.name = copies.entry.name;
    this.marketplace = home.marketplace;
    this.registry = home.registry;
    this.copies = copies;
    this.home = home;
  }

  get description() {
    return textOf(shownField(this.copies.now, 'description')) ?? '';
  }

  get keywords() {
    return textsOf(shownField(this.copies.now, 'keywords'));
  }

  get category() {
    return textOf(shownField(this.copies.now, 'category'));
  }

  get worksWith() {
    return [];
  }

  get misnamedTags() {
    const { misnamedTags = [] } = this.copies.known;
    return misnamedTags.length > 0 ? misnamedTags : undefined;
  }

  get client() {
    if (this.copies.known.isComplete === true) return undefined;
    this.view ??= new EntryView(this.copies, this.home.origin);
    return this.view;
  }

  get location() {
    const { file, index } = this.copies.entry;
    return file.read().locate(['plugins', index, 'name']);
  }

  get versions() {
    return this.copies.versions;
  }

  requirements(version: string) {
    const copy = this.copies.usable(version);
    const { marketplace, renames } = this.home;
    return copy === undefined ? noRequirements : manifestRequirements(copy.manifest(), marketplace, renames);
  }

  release(version: string) {
    const copy = this.copies.usable(version);
    if (copy === undefined) return undefined;
    const { marketplace, renames } = this.home;
    return this.copies.released(version, () => {
      const { manifest, ...facts } = copy;
      const engine = engineOf(this.copies, version, copy);
      return releaseOfManifest(manifest(), {
        name: this.name,
        marketplace,
        version,
        renames,
        ...facts,
        ...(engine && { engine }),
      });
    });
  }

  files(version: string) {
    const { entry, known } = this.copies;
    const copy = this.copies.usable(version);
    if (copy === undefined) return undefined;
    const { tree } = copy.manifest();
    const { tag, date, commit = tag === undefined ? known.currentCommit : undefined } = copy;
    const held = { ...(tag && { tag }), ...(commit && { commit }), ...(date && { date }) };
    return tree && filesOf(entry, { tree, ...held }, this.home.origin);
  }

  async faults(version: string) {
    const { entry, now, nowVersion, known } = this.copies;
    const copy = this.copies.usable(version);
    if (copy === undefined) return [];
    const [{ readPlugin }, { modFaults }, { entryFormFaults }] = await Promise.all([
      import('./reading/plugin-reading.ts'),
      import('./reading/mod-faults.ts'),
      import('./reading/entry-faults.ts'),
    ]);
    const isCurrent = version === nowVersion && known.isComplete !== true && loadsCurrent(entry);
    const manifest = isCurrent ? now : copy.manifest();
    return [
      ...entryFormFaults(entry),
      ...readPlugin(manifest, this.home.around()).faults,
      ...(await modFaults(manifest, entry.name)),
    ];
  }
}

/** What the client makes of a version because of `engines`. */
function engineOf(copies: Copies, version: string, copy: Copy): EngineEffect | undefined {
  const unmet = unmetEngine(copy.manifest());
  if (unmet !== undefined) return { ...unmet, effect: copies.refuses ? 'refused' : 'loads' };
  const newer = copies.unmetNow;
  if (newer === undefined || copies.isPinned || version !== copies.tagged[0]) return undefined;
  const { nowVersion } = copies;
  return { ...newer, effect: 'replaces', ...(nowVersion !== noVersion && { newer: nowVersion }) };
}

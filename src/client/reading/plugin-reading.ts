import type { Fault } from '../../model/problems.ts';
import { once } from '../../text/once.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { isMap } from '../../text/values.ts';
import { type HookMap, hookMaps } from '../components/hooks.ts';
import { type FoundComponents, readComponents } from '../components/read-components.ts';
import { type FoundText, findTexts, type TextComponent } from '../components/texts.ts';
import type { FileTree } from '../file-tree.ts';
import type { JsonFile } from '../json-file.ts';
import type { Manifest } from '../manifest.ts';
import { dependencyFaults, dependencyLists } from './dependency-faults.ts';
import { type HookEvent, hookEvents } from './hook-events.ts';
import { hookFaults, namedHooksFile } from './hook-faults.ts';
import { manifestFaults } from './manifest-faults.ts';
import { monitorFaults } from './monitor-faults.ts';
import { newFeatures } from './new-features.ts';
import { serverFaults } from './server-faults.ts';
import type {
  DependencyList,
  SoundDependency,
  StatedDependency,
  Surroundings,
} from './stated-dependencies.ts';
import { pathFaults } from './stated-paths.ts';
import { hasFrontMatter, textFaults } from './text-faults.ts';

/** One plugin, read: the input of all rules about it. Every member is computed once, on demand. */
export interface PluginReading {
  readonly kind: 'plugin';
  readonly manifest: Manifest;
  /** The name by which users and other plugins refer to it; empty if it has none. */
  readonly name: string;
  /** Its marketplace, if it is looked at as part of one. */
  readonly around: Surroundings | undefined;
  /** The objects that describe it: its own manifest, if that is an object, and its entry. */
  readonly statements: readonly Statement[];
  readonly dependencies: readonly DependencyList[];
  /** The dependencies that name a plugin in a way that the client accepts. */
  readonly soundDependencies: readonly SoundDependency[];
  /** Its contents; undefined if its files are in another place and were not fetched. */
  readonly contents: PluginContents | undefined;
  /** What prevents the client from installing or loading it, and what is wrong with the form of its files. */
  readonly faults: readonly Fault[];
}

/** An object that describes a plugin, and where it is. */
export interface Statement {
  readonly value: Readonly<Record<string, unknown>>;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  readonly from: 'manifest' | 'entry';
}

/** The contents of the folder of a plugin. */
export interface PluginContents {
  readonly tree: FileTree;
  readonly files: readonly string[];
  readonly components: FoundComponents;
  /** Agents, commands and skills, including those that cannot be read. */
  readonly textFiles: readonly FoundText[];
  /** Text components with front matter that the client can read. */
  readonly withFrontMatter: readonly TextComponent[];
  readonly hookEvents: readonly HookEvent[];
}

/**
 * Reads a plugin.
 * @param around its marketplace; without it, only the form of its dependencies is checked.
 */
export const readPlugin = (manifest: Manifest, around?: Surroundings): PluginReading =>
  new LazyReading(manifest, around);

/** A class, since a marketplace can have 100,000 plugins: closures for each member take ten times the memory. */
class LazyReading implements PluginReading {
  readonly kind = 'plugin';
  readonly manifest: Manifest;
  readonly name: string;
  readonly around: Surroundings | undefined;
  #statements: readonly Statement[] | undefined;
  #dependencies: readonly DependencyList[] | undefined;
  #soundDependencies: readonly SoundDependency[] | undefined;
  #contents: PluginContents | undefined;
  #hookMaps: readonly HookMap[] | undefined;
  #faults: readonly Fault[] | undefined;

  constructor(manifest: Manifest, around: Surroundings | undefined) {
    this.manifest = manifest;
    this.name = manifest.entry?.name ?? manifest.namespace;
    this.around = around;
  }

  get statements() {
    this.#statements ??= statementsOf(this.manifest);
    return this.#statements;
  }

  get dependencies() {
    this.#dependencies ??= dependencyLists(this.manifest);
    return this.#dependencies;
  }

  get soundDependencies() {
    this.#soundDependencies ??= this.dependencies.flatMap(({ items }) => items.filter(isSound));
    return this.#soundDependencies;
  }

  get contents() {
    if (this.manifest.tree === undefined) return undefined;
    this.#contents ??= contentsOf(this.manifest, this.manifest.tree, () => this.#maps());
    return this.#contents;
  }

  get faults() {
    this.#faults ??= faultsOf(this, () => this.#maps());
    return this.#faults;
  }

  #maps(): readonly HookMap[] {
    this.#hookMaps ??= hookMaps(this.manifest);
    return this.#hookMaps;
  }
}

function statementsOf({ json, entry }: Manifest): Statement[] {
  const statements: Statement[] = [];
  if (json !== undefined && isMap(json.value))
    statements.push({ value: json.value, file: json, path: [], from: 'manifest' });
  if (entry !== undefined)
    statements.push({ value: entry.value, file: entry.file, path: ['plugins', entry.index], from: 'entry' });
  return statements;
}

const isSound = (item: StatedDependency): item is SoundDependency => item.isSound;

function contentsOf(manifest: Manifest, tree: FileTree, maps: () => readonly HookMap[]): PluginContents {
  const components = readComponents(manifest);
  const withFrontMatter = once(() => components.texts.filter(hasFrontMatter));
  const events = once(() => hookEvents(maps()));
  return {
    tree,
    get files() {
      return tree.files();
    },
    components,
    get textFiles() {
      return findTexts(manifest);
    },
    get withFrontMatter() {
      return withFrontMatter();
    },
    get hookEvents() {
      return events();
    },
  };
}

function faultsOf(reading: PluginReading, maps: () => readonly HookMap[]): Fault[] {
  const { manifest, name, around, dependencies, contents } = reading;
  const plugins = name === '' ? [] : [name];
  return [
    ...dependencyFaults(dependencies, name, around),
    ...newFeatures(manifest),
    ...(contents === undefined
      ? []
      : [
          ...manifestFaults(manifest),
          ...pathFaults(manifest, contents.files),
          ...hookFaults(maps(), manifest.facts),
          ...namedHooksFile(manifest),
          ...serverFaults(manifest),
          ...monitorFaults(manifest),
          ...contents.components.texts.flatMap((text) => textFaults(text, contents.tree)),
        ]),
  ].map((fault) => ({ ...fault, plugins }));
}

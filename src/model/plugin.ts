import type { ComponentItem, ComponentKey, componentKinds } from './component-kinds.ts';
import type { ReleaseFiles } from './content.ts';
import type { FileUse } from './file-use.ts';
import type { Location } from './location.ts';
import type { MisnamedTag } from './misnamed-tag.ts';
import type { ModReading } from './mod.ts';
import type { NameUse } from './name-use.ts';
import type { NamedCall } from './named-call.ts';
import type { Fault } from './problems.ts';
import type { Requirement } from './requirement.ts';
import type { Source } from './source.ts';
import { shownVersion, type Versioned } from './versioned.ts';

export type { MisnamedTag } from './misnamed-tag.ts';
export { type PluginId, pluginId } from './plugin-id.ts';
export type { Requirement } from './requirement.ts';
export type { Source } from './source.ts';
export { shownVersion, type Versioned, versionOf } from './versioned.ts';

/** A hook as far as it is known: some sources state only the event. */
export type Hook = ComponentItem<'hooks'>;

/** An MCP server as far as it is known: some sources state only the name. */
export type McpServer = ComponentItem<'mcpServers'>;

/** A language server and the file extensions that it claims. */
export type LspServer = ComponentItem<'lspServers'>;

/**
 * What a release adds to the client. Agents, commands and skills are paths inside their default folder without an extension
 * (`review`, `advanced-reasoning/meta`); the client uses the last part as the name: {@link componentName}.
 */
export type Components = { readonly [Key in ComponentKey]: readonly ComponentItem<Key>[] };

export { componentName, type NamedComponentKind } from './component-kinds.ts';

/** An output or input of a plugin: an artifact of `registry/artifacts.yaml` in one format. */
export interface Port {
  readonly artifact: string;
  readonly format: string;
  /** For inputs: whether the plugin also works without it. */
  readonly optional?: boolean;
}

/** An environment variable that a plugin reads. */
export interface EnvVar {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  readonly default?: string;
  readonly secret?: boolean;
}

export interface Resources {
  /** Cores. */
  readonly cpu?: number;
  /** A quantity such as `32Gi` or `512Mi`. */
  readonly memory?: string;
  readonly gpu?: 'none' | 'shared' | 'exclusive';
}

/** How subscribers learn of an event, such as by a file or a queue, and what it carries. */
export interface EventChannel {
  readonly channel?: string;
  readonly payload?: string;
}

/** What a plugin produces, consumes, publishes, subscribes to and needs in its environment. */
export interface Integration {
  readonly produces: readonly Port[];
  readonly consumes: readonly Port[];
  readonly publishes: readonly string[];
  readonly subscribes: readonly string[];
  /** Of events, by name: how they reach their subscribers, as far as that is stated. */
  readonly channels?: Readonly<Record<string, EventChannel>>;
  readonly requires: {
    /** Ranges by runtime, such as `{ python: '>=3.12' }`. */
    readonly runtimes: Readonly<Record<string, string>>;
    /** Ranges by library, `ecosystem:Name`. */
    readonly libraries: Readonly<Record<string, string>>;
    /** Executables expected on PATH. */
    readonly tools: readonly string[];
  };
  readonly resources?: Resources;
  readonly env: readonly EnvVar[];
  /** What it is for in a combination: simulation, development, testing, ci, documentation, monitoring, deployment, review, … */
  readonly roles: readonly string[];
}

/** Something that a release needs or uses, with the places that show it. */
export interface Use {
  readonly name: string;
  readonly locations: readonly Location[];
}

/** What is known about one component besides its name. */
export interface ComponentDetail {
  readonly kind: (typeof componentKinds)[ComponentKey]['detail'];
  /** The name as {@link Components} has it; of a hook the event. */
  readonly name: string;
  readonly location: Location;
  /** Whether it is an output style that applies as soon as its plugin is on. */
  readonly isForced?: boolean;
  /** The local ports that a server or a monitor is started with. */
  readonly ports?: readonly number[];
  /** Whether only the model can call it, and users cannot. */
  readonly isForModelOnly?: boolean;
  /** What the list of skills says of it, for the model to choose from; absent if it is not in that list. */
  readonly listed?: string;
  /** What the client tells the model in every session so that it can choose this component. */
  readonly description?: string;
  /** Tokens of name and description, estimated as characters divided by four. */
  readonly contextTokens?: number;
}

/** A range of the client under `engines` that does not contain its version. */
export interface UnmetEngine {
  readonly range: string;
  /** The version of the client. */
  readonly client: string;
  readonly location: Location;
}

/** What the client makes of a release because of `engines`. */
export interface EngineEffect extends UnmetEngine {
  /** It refuses the release, loads it anyway, or installs it instead of a newer one that needs a different client. */
  readonly effect: 'refused' | 'loads' | 'replaces';
  /** The newer version, if the release replaces one and the version is known. */
  readonly newer?: string;
}

/** A credential written in a configuration. The credential itself is not kept. */
export interface Credential {
  /** What it looks like: `a GitHub token`. */
  readonly kind: string;
  /** Where in the configuration: `mcpServers.github.env.GITHUB_TOKEN`. */
  readonly key: string;
  readonly location: Location;
}

/** A place where the text of one plugin names a component of another. */
export interface Reference {
  readonly plugin: string;
  readonly component: string;
  readonly location: Location;
}

/** A place where the text of one plugin names another. */
export interface Mention {
  readonly plugin: string;
  readonly location: Location;
}

/** One version of one plugin, complete: the plugin's defaults are merged in. */
export interface Release {
  readonly name: string;
  readonly marketplace: string;
  readonly version: string;
  /** ISO date, `2026-01-19`. */
  readonly date?: string;
  readonly commit?: string;
  readonly description: string;
  readonly category?: string;
  readonly keywords: readonly string[];
  readonly license?: string;
  readonly source?: Source;
  readonly components: Components;
  readonly dependencies: readonly Requirement[];
  /** What the client installs along with it if it can, and leaves out otherwise; absent if there is nothing. */
  readonly optionalDependencies?: readonly Requirement[];
  readonly conflicts: readonly Requirement[];
  readonly integration: Integration;
  /** The name before `:` in the names of its components, if the names in its manifest and in the marketplace differ. */
  readonly namespace?: string;
  /** It has neither a version nor a tag: what is installed depends on the day. Its {@link version} is `0.0.0`. */
  readonly unpinnable?: boolean;
  /** The version as its author wrote it, if that is not semver. */
  readonly statedVersion?: string;
  /** Estimated tokens that all descriptions take in every session; undefined if the texts are not known. */
  readonly contextTokens?: number;
  /** Executables that its hooks and servers start. */
  readonly tools?: readonly Use[];
  /** Environment variables that its hooks and servers refer to, except the client's own. */
  readonly variables?: readonly Use[];
  /** Credentials in its hooks and servers. */
  readonly credentials?: readonly Credential[];
  /** Its tag; undefined for a current copy, or if versions do not come from tags. */
  readonly tag?: string;
  /** Once installed, it stays off until the user switches it on, or something that requires it is installed. */
  readonly offByDefault?: true;
  /** Set if `engines` and the version of the client make a difference. */
  readonly engine?: EngineEffect;
  /** Its repository was read, and none of its tags is a version of this plugin. */
  readonly untagged?: boolean;
  /** What users can read about it besides its description; undefined if its files are not known. */
  readonly documentation?: { readonly readme: boolean; readonly homepage?: string };
  readonly details?: readonly ComponentDetail[];
  /** The client settings that it ships. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The options that the client asks its users for. */
  readonly options?: readonly Use[];
  /** What its mod does; undefined if it has none. Parses code, so call it only when needed. */
  readMod?(): Promise<ModReading | undefined>;
  /** Where its texts name components of the given plugins. Reads every text, so call it only when needed. */
  references?(plugins: ReadonlySet<string>): readonly Reference[];
  /** The exact version of a program that it runs, where its files agree on one, and one of them. Reads files, so call it only when needed. */
  exactVersion?(use: {
    readonly by: 'npm' | 'python' | 'docker' | 'git' | 'python-git' | 'bundle' | 'script';
    readonly what: string;
  }): { readonly version: string; readonly file: string } | undefined;
  /** The events whose hooks its marketplace entry replaces, and where; undefined if it replaces none. */
  replacedHooks?(): { readonly events: readonly string[]; readonly location: Location } | undefined;
  /** Where its hooks, texts and monitors name what the client looks up. Reads every text, so call it only when needed. */
  nameUses?(): readonly NameUse[];
  /** The files of the project that its texts and hooks say it writes or reads. Reads every text, so call it only when needed. */
  fileUses?(): readonly FileUse[];
  /** Where its texts call components by their names, its own ones, too. Reads every text, so call it only when needed. */
  namedCalls?(): readonly NamedCall[];
  /** Where its texts name one of the given plugins without a component; names of one word are ambiguous and do not count. */
  mentions?(plugins: ReadonlySet<string>): readonly Mention[];
}

/** What lists show of a plugin and its newest release, and search; not the whole, since there can be 100,000 of them. */
export interface Listed {
  readonly plugin: Pick<Plugin, 'name' | 'marketplace'>;
  readonly release: Pick<
    Release,
    | 'version'
    | 'unpinnable'
    | 'statedVersion'
    | 'category'
    | 'description'
    | 'keywords'
    | 'components'
    | 'integration'
  >;
}

/**
 * The release of a version that the plugin is known to have.
 * @throws Error if it has no such version: a mistake of the caller.
 */
export function releaseOf(plugin: Plugin, version: string): Release {
  const release = plugin.release(version);
  if (release === undefined) throw new Error(`${plugin.name} has no release ${version}`);
  return release;
}

/** The newest versions of a plugin, to show what there is. */
export const shownVersions = (plugin: Plugin): string[] =>
  plugin.versions.slice(0, 12).map((version) => shownVersion(plugin.release(version) ?? { version }));

/** A plugin with its version, if it has one. */
export const named = (name: string, release: Versioned): string =>
  release.unpinnable === true && release.statedVersion === undefined
    ? name
    : `${name} ${shownVersion(release)}`;

/** A plugin as an argument of a command: a release without a version cannot be asked for by one. */
export const specOf = ({ name, version, unpinnable }: Versioned & Pick<Release, 'name'>): string =>
  unpinnable === true ? name : `${name}@${version}`;

/** What the client itself sees of a plugin when it installs: less than exists, and not always what it records. */
export interface ClientView {
  /** The version of the current copy, which users get when they install the plugin. */
  readonly current: string;
  /** The version of a tag on the commit that holds the current copy, if there is one: it may be another one. */
  readonly currentTag?: string | undefined;
  /**
   * The version that the client compares with ranges when it loads the current copy; undefined if it knows none, and then no range
   * contains it. If the plugin has its own manifest, the version in the entry does not count.
   */
  readonly loaded: string | undefined;
  /** Set if the client does not install the current copy, which needs another version of it. */
  readonly unmet?:
    | {
        readonly range: string;
        /** The newest tagged version that it installs in its place; undefined if it refuses the plugin. */
        readonly instead: string | undefined;
      }
    | undefined;
  /** Whether the plugin is in the marketplace itself, so that the current copy is loaded, whatever version is recorded. */
  readonly loadsCurrent: boolean;
  /** The versions that a range can choose from, highest first: those with a tag. */
  readonly tagged: readonly string[];
  /** The dependencies that its entry declares, if any: the client refuses to install a cycle of these. */
  readonly entryDependencies?: readonly Requirement[];
  /** Why the client does not install a tagged version, or the current copy; undefined if it does. */
  refusal?(this: ClientView, tagged?: string): string | undefined;
  /** The dependencies of a tagged version, or of the current copy; ranges that the client drops are `*`. */
  dependencies(this: ClientView, tagged?: string): readonly ClientDependency[];
  /** The optional dependencies of a tagged version, or of the current copy, under the names as written. */
  optionalDependencies?(this: ClientView, tagged?: string): readonly Requirement[];
}

/** A dependency as the client sees it. */
export interface ClientDependency extends Requirement {
  /**
   * Its range is `*` because a range that excludes nothing was written: then the client loads it only in a version that it knows, and
   * in no prerelease.
   */
  readonly hasStar?: true;
  /** A `plugin.json` in the root states it: the client reads that file when it installs the plugin, and not when it loads it. */
  readonly onlyAtInstall?: true;
}

/** A plugin with all its releases. Its functions are called on it, as those of {@link ClientView} are: they may need it as `this`. */
export interface Plugin {
  readonly name: string;
  readonly marketplace: string;
  /** The registry it was read from, as the user wrote it; `bundled` for mkt's own. */
  readonly registry: string;
  readonly description: string;
  readonly category?: string | undefined;
  readonly keywords: readonly string[];
  /** Plugins that this one's texts name, the most frequent first. */
  readonly worksWith: readonly string[];
  /** The plugin that replaced this one, and its first release that did. */
  readonly supersededBy?: { readonly name: string; readonly since: string };
  readonly location?: Location;
  /** Tags of its repository that are not versions of it, but look as if they were meant to be. */
  readonly misnamedTags?: readonly MisnamedTag[] | undefined;
  /** Undefined if it does not come from a marketplace of the client, or has no current copy there. */
  readonly client?: ClientView | undefined;
  /** All versions, highest first. */
  readonly versions: readonly string[];
  /**
   * The requirements of a version; cheap, so that a resolver can read many.
   * @throws never; an unknown version has no requirements.
   */
  requirements(this: Plugin, version: string): Requirements;
  /** The complete release, or undefined for a version that is not in {@link versions}. */
  release(this: Plugin, version: string): Release | undefined;
  /** The files of a version, as an exact copy needs them; undefined if only its record is known. */
  files?(this: Plugin, version: string): ReleaseFiles | undefined;
  /** What is wrong with the files of a release; undefined if only its record is known. */
  faults?(this: Plugin, version: string): Promise<readonly Fault[]>;
}

/** What the resolver needs to know about one version. */
export interface Requirements {
  readonly dependencies: readonly Requirement[];
  /** They are never a reason for a conflict: what does not fit is left out. */
  readonly optionalDependencies?: readonly Requirement[];
  readonly conflicts: readonly Requirement[];
  readonly runtimes: Readonly<Record<string, string>>;
  readonly libraries: Readonly<Record<string, string>>;
}

import type { ComponentItem, ComponentKey, componentKinds } from './component-kinds.ts';
import type { Location } from './location.ts';
import type { MisnamedTag } from './misnamed-tag.ts';
import type { Fault } from './problems.ts';
import type { Requirement } from './requirement.ts';

export type { MisnamedTag } from './misnamed-tag.ts';
export { type PluginId, pluginId } from './plugin-id.ts';
export type { Requirement } from './requirement.ts';

/** A hook as far as it is known: some sources state only the event. */
export type Hook = ComponentItem<'hooks'>;

/** An MCP server as far as it is known: some sources state only the name. */
export type McpServer = ComponentItem<'mcpServers'>;

/** A language server and the file extensions that it claims. */
export type LspServer = ComponentItem<'lspServers'>;

/**
 * What a release brings into the client. Agents, commands and skills are paths inside their default folder without
 * ending (`review`, `advanced-reasoning/meta`); the name by which the client knows one is its last part: {@link componentName}.
 */
export type Components = { readonly [Key in ComponentKey]: readonly ComponentItem<Key>[] };

export { componentName, type NamedComponentKind } from './component-kinds.ts';

/** Something that a plugin hands over or expects: an artifact of `registry/artifacts.yaml` in one format. */
export interface Port {
  readonly artifact: string;
  readonly format: string;
  /** For inputs: the plugin works without it too. */
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

/** What a plugin produces, consumes, publishes, subscribes to and needs around it. */
export interface Integration {
  readonly produces: readonly Port[];
  readonly consumes: readonly Port[];
  readonly publishes: readonly string[];
  readonly subscribes: readonly string[];
  readonly requires: {
    /** Runtime to range, as `{ python: '>=3.12' }`. */
    readonly runtimes: Readonly<Record<string, string>>;
    /** Library, `ecosystem:Name`, to range. */
    readonly libraries: Readonly<Record<string, string>>;
    /** Executables expected on PATH. */
    readonly tools: readonly string[];
  };
  readonly resources?: Resources;
  readonly env: readonly EnvVar[];
  /** What it is for in a combination: simulation, development, testing, ci, documentation, monitoring, deployment, review, … */
  readonly roles: readonly string[];
}

/** Where the files of a plugin lie, in the client's own words. */
export type Source = string | Readonly<Record<string, unknown>>;

/** Something that a release needs or uses, with the places that show it. */
export interface Use {
  readonly name: string;
  readonly locations: readonly Location[];
}

/** What is known of one component beyond its name. */
export interface ComponentDetail {
  readonly kind: (typeof componentKinds)[ComponentKey]['detail'];
  /** The name as {@link Components} has it; of a hook the event. */
  readonly name: string;
  readonly location: Location;
  /** Users cannot call it: it is only for the model. */
  readonly isForModelOnly?: boolean;
  /** What the client tells the model in every session so that it can choose this component. */
  readonly description?: string;
  /** Tokens of name and description, an estimate: characters divided by four. */
  readonly contextTokens?: number;
}

/** A credential that stands in a configuration as it is. The credential itself is not kept. */
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
  readonly conflicts: readonly Requirement[];
  readonly integration: Integration;
  /** The name before `:` in the names of its components, where its manifest has another than the marketplace. */
  readonly namespace?: string;
  /** Neither a version nor a tag: what is installed depends on the day. Its {@link version} is `0.0.0`. */
  readonly unpinnable?: boolean;
  /** The version as its author wrote it, where that is not semver. */
  readonly statedVersion?: string;
  /** Tokens that all descriptions take in every session, an estimate; undefined where the texts are not known. */
  readonly contextTokens?: number;
  /** Executables that its hooks and servers start. */
  readonly tools?: readonly Use[];
  /** Environment variables that its hooks and servers refer to, the client's own left out. */
  readonly variables?: readonly Use[];
  /** Credentials that stand in its hooks and servers. */
  readonly credentials?: readonly Credential[];
  /** The tag that holds it; undefined for a current copy, and where versions do not come from tags. */
  readonly tag?: string;
  /** Its repository was looked at, and no tag of it is a version of this plugin. */
  readonly untagged?: boolean;
  /** What there is to read about it beside its description; undefined where its files are not known. */
  readonly documentation?: { readonly readme: boolean; readonly homepage?: string };
  readonly details?: readonly ComponentDetail[];
  /** The client settings that it ships. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where its texts name components of the given plugins. Reads every text: ask only when it is needed. */
  references?(plugins: ReadonlySet<string>): readonly Reference[];
  /** Where its texts name one of the given plugins without a component; names of one word could mean anything and do not count. */
  mentions?(plugins: ReadonlySet<string>): readonly Mention[];
}

/** What the client itself sees of a plugin when it installs: less than there is, and not always what it records. */
export interface ClientView {
  /** The version of the copy of today, which is what a user gets who asks for the plugin. */
  readonly current: string;
  /** The plugin lies in the marketplace itself, so that the copy of today is loaded, whatever version is recorded. */
  readonly loadsCurrent: boolean;
  /** The versions that a range can choose from, highest first: those with a tag. */
  readonly tagged: readonly string[];
  /** The dependencies of a tagged version, or of the copy of today; ranges that the client drops are `*`. */
  dependencies(tagged?: string): readonly Requirement[];
}

/** A plugin with all its releases. */
export interface Plugin {
  readonly name: string;
  readonly marketplace: string;
  /** The registry it was read from, as the user wrote it; `bundled` for mkt's own. */
  readonly registry: string;
  readonly description: string;
  readonly category?: string;
  readonly keywords: readonly string[];
  /** Plugins that this one's own texts name, most often named first. */
  readonly worksWith: readonly string[];
  /** A suite that took this plugin over, from that release of the suite on. */
  readonly supersededBy?: { readonly name: string; readonly since: string };
  readonly location?: Location;
  /** Tags of its repository that are no versions of it, but look as if they were meant to be. */
  readonly misnamedTags?: readonly MisnamedTag[];
  /** Undefined where it does not come from a marketplace of the client, or from one that has no copy of today. */
  readonly client?: ClientView;
  /** All versions, highest first. */
  readonly versions: readonly string[];
  /**
   * What choosing a version asks for; cheap, so that a resolver can look at many.
   * @throws never; an unknown version has no requirements.
   */
  requirements(version: string): Requirements;
  /** The complete release, or undefined for a version that is not in {@link versions}. */
  release(version: string): Release | undefined;
  /** What is wrong with the files of a release, where they are at hand; undefined where only its record is. */
  faults?(version: string): Promise<readonly Fault[]>;
}

/** What the resolver needs to know of one version. */
export interface Requirements {
  readonly dependencies: readonly Requirement[];
  readonly conflicts: readonly Requirement[];
  readonly runtimes: Readonly<Record<string, string>>;
  readonly libraries: Readonly<Record<string, string>>;
}

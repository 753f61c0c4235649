import type { PluginId } from './plugin-id.ts';
import type { Requirement } from './requirement.ts';
import type { Source } from './source.ts';

/**
 * What `mkt.lock` holds: for each plugin of a project the one release that everyone gets. Plugins are kept under
 * `name@marketplace`, in maps, because a plain object would answer for plugins called `constructor`.
 */
export interface Lock {
  readonly marketplaces: ReadonlyMap<string, LockedMarketplace>;
  readonly plugins: ReadonlyMap<PluginId, LockedPlugin>;
}

/** The marketplace that locked plugins were read from. */
export interface LockedMarketplace {
  /** As the project names it, a path counting from the project's folder; never with credentials. */
  readonly source: string;
  /** Where its repository is; undefined for what is named by a path. */
  readonly url?: string;
  /** The commit that its entries were read at; undefined for a folder without a repository. */
  readonly commit?: string;
}

/** One locked release. */
export interface LockedPlugin {
  readonly name: string;
  readonly marketplace: string;
  readonly version: string;
  /** The range that the project's list asks for; undefined if only other plugins need it. */
  readonly constraint?: string;
  /**
   * Where its files lie, in the client's own form without `ref` and `sha`; a text is a path in a marketplace that is itself
   * named by a path.
   */
  readonly source: Source;
  /** The tag or branch that holds the commit; undefined for a default branch. */
  readonly ref?: string;
  /** Undefined if no commit holds exactly these files. */
  readonly commit?: string;
  /** Over the path, mode and bytes of every file. */
  readonly integrity: string;
  /** Each with its marketplace. */
  readonly dependencies: readonly LockedRequirement[];
  /** Optional dependencies, whether or not they are locked; absent if there are none. */
  readonly optionalDependencies?: readonly LockedRequirement[];
  readonly conflicts: readonly LockedRequirement[];
  /** Code that it runs although neither its commit nor its integrity hold it. */
  readonly unlocked: readonly UnlockedCode[];
}

/** A dependency or a conflict of a locked release. */
export type LockedRequirement = Required<Omit<Requirement, 'location'>>;

/** A command that fetches code when it runs, or a server that is fetched, without saying exactly which. */
export interface UnlockedCode {
  /** In the plugin. */
  readonly file: string;
  readonly line: number;
  /** The command or the URL. */
  readonly runs: string;
}

/** A lock that holds nothing. */
export const emptyLock: Lock = { marketplaces: new Map(), plugins: new Map() };

/** Whether this version of mkt reads locks of a version. */
export const isLockVersion = (version: number): boolean => version === 1;

/** The name of the file. */
export const lockFile = 'mkt.lock';

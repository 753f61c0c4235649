import type { Listed, Plugin } from './plugin.ts';

/** The result of asking a registry for a plugin. Offline, missing and broken are different outcomes. */
export type Lookup =
  | { readonly status: 'found'; readonly plugins: readonly Plugin[] }
  /** `isBroken`: it is listed, but cannot be installed. */
  | {
      readonly status: 'failed';
      readonly reason: string;
      readonly isBroken?: boolean;
      /** What to do about it, if that is known. */
      readonly help?: string;
    };

/** What a marketplace says about other marketplaces, and about its former names. */
export interface MarketplacePolicy {
  /** Marketplaces that dependencies of its plugins may come from, besides itself. */
  readonly allowCross: readonly string[];
  /** The new name by former plugin name; null for a plugin that was removed. */
  readonly renames: ReadonlyMap<string, string | null>;
}

/** Where a marketplace is, as far as a lock needs to know. */
export interface MarketplaceOrigin {
  /** Where its repository is; undefined for what is named by a path. */
  readonly url?: string;
  /** The ref that was asked for; undefined for the default branch. */
  readonly ref?: string;
  /** The commit that it was read at; undefined for a folder without a repository, or without commits. */
  readonly commit?: string | undefined;
}

/**
 * A source of releases. A registry is not read as a whole if that is expensive: `lookup` is called with the names that a request
 * can reach.
 */
export interface Registry {
  /** As the user wrote it; `bundled` for mkt's own. */
  readonly source: string;
  /** The marketplaces whose plugins it has. */
  readonly marketplaces: readonly string[];
  /** Returns all plugins with a name, one for each marketplace that has it; an empty `found` if there are none. */
  lookup(name: string): Promise<Lookup> | Lookup;
  /** Returns what is known about a name without a transfer, for browsing; if absent, {@link lookup} needs no transfer. */
  glance?(name: string): readonly Plugin[];
  /** Returns what lists show of a name, where {@link glance} would only make the plugin for that; undefined if it has to. */
  listed?(name: string): Listed | undefined;
  /** Returns all plugin names, for suggestions and browsing; undefined if that would need a transfer. */
  names(): readonly string[] | undefined;
  /**
   * Reads what {@link names} and {@link glance} need, if that takes requests that nothing else needs.
   * @returns why that is not possible; undefined if it is.
   */
  browse?(): Promise<string | undefined>;
  /** Returns the policy of one of its marketplaces; undefined if it is not known. */
  policy?(marketplace: string): MarketplacePolicy | undefined;
  /** Returns where one of its marketplaces is; undefined for records that were read without their files. */
  origin?(marketplace: string): MarketplaceOrigin | undefined;
  /** It could not be read: it fails to look up anything, and says nothing about plugins of other marketplaces. */
  readonly isUnreachable?: boolean;
}

import type { Plugin } from './plugin.ts';

/** What came of asking a registry for a plugin. Offline is not missing is not broken: each outcome has its name. */
export type Lookup =
  | { readonly status: 'found'; readonly plugins: readonly Plugin[] }
  /** `isBroken`: it is there, and nobody can install it. */
  | { readonly status: 'failed'; readonly reason: string; readonly isBroken?: boolean };

/** What a marketplace says of others, and of names that it has given up. */
export interface MarketplacePolicy {
  /** Marketplaces that dependencies of its plugins may come from, besides itself. */
  readonly allowCross: readonly string[];
  /** Former plugin names: the name that follows, or null for a plugin that was removed. */
  readonly renames: ReadonlyMap<string, string | null>;
}

/**
 * A source of releases. A registry is never read as a whole where that costs anything: `lookup` is asked for the names that
 * a request can reach.
 */
export interface Registry {
  /** As the user wrote it; `bundled` for mkt's own. */
  readonly source: string;
  /** The marketplaces whose plugins it holds. */
  readonly marketplaces: readonly string[];
  /** All plugins of one name, one for each marketplace that has it; none is an empty `found`. */
  lookup(name: string): Promise<Lookup> | Lookup;
  /** What is known of a name without a transfer, for browsing; where this is missing, {@link lookup} costs none. */
  glance?(name: string): readonly Plugin[];
  /** All plugin names, for suggestions and browsing; undefined where that would cost a transfer. */
  names(): readonly string[] | undefined;
  /** The policy of one of its marketplaces; undefined where nothing is known of it. */
  policy?(marketplace: string): MarketplacePolicy | undefined;
}

import type { OwnSettings } from './own-side.ts';
import type { Setting, SettingsScope, Stated } from './settings-scope.ts';

export { type Setting, type SettingsScope, type Stated, settingsScopes } from './settings-scope.ts';

/** Where settings say that a marketplace comes from. Each kind is what it says: nothing is guessed from folders on this disk. */
export type MarketplaceSource =
  | { readonly kind: 'github'; readonly repo: string; readonly ref?: string; readonly path?: string }
  | { readonly kind: 'git'; readonly url: string; readonly ref?: string; readonly path?: string }
  /** A `marketplace.json` on a server, without the files next to it. */
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'directory'; readonly path: string }
  /** The entries are written in the settings themselves. */
  | { readonly kind: 'settings'; readonly name: string; readonly plugins: readonly unknown[] }
  | { readonly kind: 'npm'; readonly package: string }
  | { readonly kind: 'skills-dir' }
  | { readonly kind: 'hostPattern'; readonly pattern: string }
  | { readonly kind: 'pathPattern'; readonly pattern: string }
  /** Nothing that the client knows, or without a key that its kind needs. */
  | { readonly kind: 'invalid'; readonly type: string; readonly lacks?: string };

/** A marketplace that settings declare under a name. */
export interface DeclaredMarketplace {
  readonly source: MarketplaceSource;
  readonly autoUpdate?: boolean;
}

/** What settings say that concerns plugins, merged as the client merges it. */
export interface ClientSettings {
  /** The files that were read, lowest first. */
  readonly files: readonly { readonly scope: SettingsScope; readonly file: string }[];
  /** By `plugin@marketplace`: whether it is on. */
  readonly enabledPlugins: ReadonlyMap<string, Setting<boolean>>;
  /** By name; the whole entry of the highest file counts. */
  readonly marketplaces: ReadonlyMap<string, Setting<DeclaredMarketplace>>;
  /** `strictKnownMarketplaces`: the only sources that are allowed; undefined if all are. Counts in managed settings only. */
  readonly allowed?: Stated<readonly Stated<MarketplaceSource>[]>;
  /** `blockedMarketplaces`: sources that are not allowed. Counts in managed settings only. */
  readonly blocked: readonly Stated<MarketplaceSource>[];
  /** Policy keys outside managed settings, which the client ignores. */
  readonly ignoredPolicy: readonly Stated<string>[];
  readonly disableAllHooks?: Setting<boolean>;
  /** What concerns components. */
  readonly own?: OwnSettings;
  /** No plugins for one session only. Counts in managed settings only. */
  readonly disableSideloadFlags?: Stated<true>;
  /** The keys that some file sets, whatever their values. */
  readonly keys?: ReadonlySet<string>;
  /** Names of the environment variables that `env` sets; their values are of no interest. */
  readonly variables?: ReadonlySet<string>;
}

/** Settings that say nothing. */
export const noSettings: ClientSettings = {
  files: [],
  enabledPlugins: new Map(),
  marketplaces: new Map(),
  blocked: [],
  ignoredPolicy: [],
};

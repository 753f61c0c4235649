import type { Location } from './location.ts';
import type { MarketplaceSource, SettingsScope } from './settings.ts';

/** One installation of a plugin, as the client keeps it in `installed_plugins.json`. */
export interface InstallRecord {
  /** `plugin@marketplace`. */
  readonly id: string;
  readonly name: string;
  readonly marketplace: string;
  readonly scope: SettingsScope;
  /** The folder that it is installed for; undefined if it is for all. */
  readonly projectPath?: string;
  /** Where the client keeps its copy. Plugins in the folder of a marketplace are loaded from there instead. */
  readonly installPath?: string;
  /** The version as the client shows it: of any form. */
  readonly version?: string;
  /** The version of the tag that the copy was taken from. */
  readonly resolvedVersion?: string;
  /** Only another plugin needed it. */
  readonly isDependency: boolean;
  readonly location: Location;
}

/** A marketplace that the client knows, as in `known_marketplaces.json`. */
export interface KnownMarketplace {
  readonly name: string;
  readonly source: MarketplaceSource;
  /** The folder of its files, or its `marketplace.json`. */
  readonly place: string;
}

/** What a plugin on this machine comes to in a session. */
export type PluginState =
  | 'loads'
  /** Installed, but disabled or not enabled. */
  | 'off'
  /** Installed for another folder only. */
  | 'elsewhere'
  /** Enabled, but the client does not load it. */
  | 'fails';

/** A plugin on this machine, for reports. */
export interface MachinePlugin {
  readonly id: string;
  readonly state: PluginState;
  /** Where it is installed: `user`, `project`, `local`, `managed`; more than one if it is installed more than once. */
  readonly scopes: readonly SettingsScope[];
  /** The version that the client recorded. */
  readonly recorded?: string;
  /** Where the copy is that the client reads, in a form that can be shown. */
  readonly copy?: string;
}

/** A plugin that a user has in a folder without mkt. */
export interface OwnPlugin {
  /** As the client shows it: `review@lab`, `review@skills-dir`. */
  readonly id: string;
  /** That of its manifest, by which plugins of other origins replace it. */
  readonly name: string;
  readonly scope: SettingsScope;
  readonly isOn: boolean;
}

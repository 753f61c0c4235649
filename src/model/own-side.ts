import type { ComponentItem } from './component-kinds.ts';
import type { Location } from './location.ts';
import type { NameUse } from './name-use.ts';
import type { ServerPolicy } from './server-policy.ts';
import type { Setting, SettingsScope, Stated } from './settings-scope.ts';

/** The folders of a `.claude` that hold components. */
export const ownFolders = ['agents', 'commands', 'output-styles', 'skills'] as const;

/** Where a component comes from that no plugin ships: the project, its user, or its user for this project alone. */
export type OwnLevel = 'project' | 'user' | 'local';

/** Kinds of component that a project can have without a plugin. */
export type OwnKind = 'agent' | 'command' | 'skill' | 'output-style' | 'mcp-server';

/** A component that no plugin ships. Of several with one name, the client takes one, and only that one is here. */
export interface OwnComponent {
  readonly kind: OwnKind;
  /** What users type, or the client shows. */
  readonly name: string;
  readonly level: OwnLevel;
  readonly location: Location;
  /** How a server is started. */
  readonly server?: ComponentItem<'mcpServers'>;
}

/** A hook in settings. */
export interface OwnHook extends ComponentItem<'hooks'> {
  readonly scope: SettingsScope;
  readonly location: Location;
}

/** What settings say that concerns components, those of plugins or the user's own. */
export interface OwnSettings {
  readonly hooks: readonly OwnHook[];
  /** Of managed settings: only their own hooks run. */
  readonly allowManagedHooksOnly?: Stated<boolean>;
  /** Of managed settings: these kinds count only if they come from plugins. */
  readonly pluginsOnly: readonly ('skills' | 'agents' | 'hooks' | 'mcp')[];
  /** Of managed settings: the plugins whose mods run before all others, in this order, and those whose mods run after them. */
  readonly modOrder: { readonly first: readonly string[]; readonly last: readonly string[] };
  readonly outputStyle?: Stated<string>;
  readonly agent?: Stated<string>;
  /** By the name of a skill. */
  readonly skillOverrides: ReadonlyMap<string, Setting<string>>;
  /** Servers of `.mcp.json` by name: which are on or off without asking. */
  readonly mcpJson: Readonly<Record<'enabled' | 'disabled', readonly Stated<string>[]>>;
  readonly serverPolicy: ServerPolicy;
  /** The share of the context window for the listing of skills, and the most characters of one description. */
  readonly listing: { readonly fraction?: Stated<number>; readonly descriptionCharacters?: Stated<number> };
  /** Where settings name what the client looks up: matchers of hooks, permissions, the main agent. */
  readonly uses: readonly NameUse[];
}

/** What the client finds besides plugins in the folder where it is started. */
export interface OwnSide {
  readonly components: readonly OwnComponent[];
  /** The names of all servers of `.mcp.json`, those that are disabled included. */
  readonly mcpJson: readonly string[];
  /** Where agents, commands and skills name what the client looks up. Reads every text, so call it only when needed. */
  nameUses(): readonly NameUse[];
}

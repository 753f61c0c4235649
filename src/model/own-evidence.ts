import type { OwnLevel } from './own-side.ts';
import type { SettingsScope } from './settings-scope.ts';

/** The evidence of findings about what a project or its user has besides plugins: MKT315. */

/** Components of one name, one of a plugin, one of the project or its user. */
export interface OwnNames {
  readonly kind: 'agent' | 'command' | 'skill' | 'output-style';
  readonly level: OwnLevel;
  readonly names: readonly {
    readonly name: string;
    /** How it is typed. */
    readonly typed: string;
    readonly plugin: string;
    readonly fullName: string;
  }[];
}

/** An MCP server of a plugin and one of the project or its user. */
export interface OwnServer {
  readonly level: OwnLevel;
  readonly name: string;
  /** The beginning of the names of its tools. */
  readonly prefix: string;
  readonly plugin: string;
  readonly server: string;
  /** The beginning of the names of the tools of the plugin's server. */
  readonly pluginPrefix: string;
}

/** A setting that keeps hooks and mods of plugins from running. */
export interface HooksSwitchedOff {
  readonly key: string;
  readonly file: string;
  readonly plugins: readonly { readonly plugin: string; readonly hooks: number; readonly hasMod: boolean }[];
}

/** Hooks of settings and of plugins that run together. */
export interface OwnHooksMeet {
  readonly events: readonly {
    readonly event: string;
    readonly blocks: string;
    readonly plugins: readonly string[];
    /** Whose settings. */
    readonly scopes: readonly SettingsScope[];
  }[];
}

/** One command that settings and plugins run on one event. */
export interface HookTwice {
  readonly event: string;
  readonly command: string;
  readonly plugins: readonly string[];
}

/** A setting that a plugin overrules, or the other way round. */
export interface OwnSetting {
  readonly key: string;
  readonly file: string;
  readonly value: string;
  readonly plugins: readonly { readonly plugin: string; readonly value: string }[];
}

/** Entries of a setting that do not reach what they name, because a plugin ships it. */
export interface IdleSetting {
  readonly key: string;
  readonly file: string;
  readonly names: readonly { readonly name: string; readonly plugin: string }[];
}

/** MCP servers of plugins that settings keep from being started. */
export interface ForbiddenServers {
  readonly key: string;
  readonly file: string;
  readonly servers: readonly { readonly plugin: string; readonly name: string }[];
}

/** Entries that deny servers by names that only servers of plugins have, which have other names in the client. */
export interface IdleDenials {
  readonly key: string;
  readonly file: string;
  readonly names: readonly { readonly name: string; readonly plugin: string; readonly fullName: string }[];
}

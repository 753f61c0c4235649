import type { SettingsScope } from './settings-scope.ts';

/** The evidence of findings about mods: MKT311, MKT312 and MKT316. Plugins have the names that people read. */

/** Where mods of several plugins meet. */
export interface ModMeeting {
  readonly plugins: readonly string[];
  /** `tool.call`. */
  readonly event: string;
  /** The field of the event by which both choose, and its values; absent if one of them takes everything. */
  readonly on?: { readonly field: string; readonly values: readonly string[] };
  /** The plugin whose mod runs first, and why; absent if that is not known. */
  readonly first?: string;
  readonly because?: 'dependency' | 'settings';
}

/** MKT312: what a mod does before a guard. */
export interface BypassedGuard {
  /** The plugin whose mod answers or allows. */
  readonly plugin: string;
  /** The plugins that guard. */
  readonly guards: readonly string[];
  /** Whose settings guard. */
  readonly settings?: readonly SettingsScope[];
  readonly event: string;
  readonly on?: ModMeeting['on'];
  /** The mod certainly runs before the guards. */
  readonly isFirst: boolean;
  /** Why it runs before the mod of the guard. */
  readonly because?: 'dependency' | 'settings';
}

/** MKT316. */
export interface ModReach {
  readonly plugin: string;
  readonly module: string;
  /** What it can answer or refuse, in place of everything that comes after it. */
  readonly decides: readonly string[];
  readonly reaches: readonly {
    readonly what: 'files' | 'processes' | 'network' | 'settings' | 'session';
    /** `fs.write` or `http.fetch api.example.com`, each with the line of its first place. */
    readonly calls: readonly { readonly call: string; readonly file: string; readonly line: number }[];
  }[];
  /** How many values its code computes, so that only running it would show them. */
  readonly unknown: number;
}

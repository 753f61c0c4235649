/** What findings about components that meet are made of: MKT304 to MKT309. Plugins are named as people read them. */

/** MKT304: one name stands for several servers. */
export interface DifferentServers {
  readonly name: string;
  readonly servers: readonly {
    readonly plugin: string;
    /** The command line, or the place of the URL. */
    readonly start: string;
    /** What the names of its tools begin with. */
    readonly prefix: string;
  }[];
}

/** MKT304: several plugins start the same server. */
export interface SameServer {
  readonly servers: readonly { readonly plugin: string; readonly name: string; readonly start: string }[];
}

/** MKT305. */
export interface ExtensionClash {
  readonly plugins: readonly string[];
  readonly extensions: readonly string[];
}

/** Plugins whose hooks run together on some values of an event. */
export interface HookMeeting {
  readonly plugins: readonly string[];
  /** Sorted; empty where they meet on everything, and where the event has no values. */
  readonly values: readonly string[];
  /** They meet on everything, and that is tools. */
  readonly isEveryTool: boolean;
}

/** MKT306: hooks that can decide against each other. */
export interface DecidingHooks {
  readonly event: string;
  readonly plugins: readonly string[];
  /** The largest first. */
  readonly meetings: readonly HookMeeting[];
  /** What each of them can keep from happening. */
  readonly blocks: string;
  /** What each of them can change. */
  readonly rewrites?: string;
}

/** MKT306: hooks that run side by side and cannot stop each other. */
export interface HooksSideBySide {
  readonly events: readonly {
    readonly event: string;
    /** How many of them there are. */
    readonly hooks: number;
    readonly plugins: readonly string[];
    readonly meetings: readonly HookMeeting[];
  }[];
}

/** MKT307: names of commands of the client. */
export interface ShadowedCommands {
  readonly plugins: readonly string[];
  readonly names: readonly string[];
  /** Those of the names that are other names of a command. */
  readonly aliases: readonly { readonly name: string; readonly of: string }[];
  /** The first name as it reaches the first plugin's. */
  readonly fullName: string;
  /** The versions of the client in which the plugin's was seen to win. */
  readonly seen: { readonly from: string; readonly to: string };
  /** The version that will load them, where that is known, and whether it is one of these. */
  readonly client?: { readonly version: string; readonly isSeen: boolean };
}

/** MKT307: names of skills that come with the client. */
export interface NamesOfSkills {
  readonly plugins: readonly string[];
  readonly names: readonly string[];
  /** The first name as it reaches a plugin's. */
  readonly fullName: string;
}

/** MKT308. */
export interface ExecutableClash {
  readonly plugins: readonly string[];
  readonly names: readonly string[];
  /** What each of the plugins could call the first of these. */
  readonly renames: readonly string[];
}

/** MKT309. */
export interface LongToolNames {
  readonly plugin: string;
  /** Its name without a marketplace behind it. */
  readonly name: string;
  /** How many characters a tool's name may have. */
  readonly most: number;
  /** What is before the name of a tool, and how many characters are left for it; the tightest first. */
  readonly servers: readonly { readonly name: string; readonly prefix: string; readonly left: number }[];
}

/** The evidence of findings about clashing components: MKT304 to MKT309. Plugins have the names that people read. */

/** MKT304: several servers have the same name. */
export interface DifferentServers {
  readonly name: string;
  readonly servers: readonly {
    readonly plugin: string;
    /** The command line, or the place of the URL. */
    readonly start: string;
    /** The prefix of the names of its tools. */
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
  /** Sorted; empty if they meet on everything, or the event has no values. */
  readonly values: readonly string[];
  /** Whether they meet on everything, and the values are tools. */
  readonly isEveryTool: boolean;
}

/** MKT306: hooks that can make conflicting decisions. */
export interface DecidingHooks {
  readonly event: string;
  readonly plugins: readonly string[];
  /** The largest first. */
  readonly meetings: readonly HookMeeting[];
  /** What each of them can block. */
  readonly blocks: string;
  /** What each of them can change. */
  readonly rewrites?: string;
}

/** MKT306: hooks that run in parallel and cannot block each other. */
export interface ParallelHooks {
  readonly events: readonly {
    readonly event: string;
    /** How many of them there are. */
    readonly hooks: number;
    readonly plugins: readonly string[];
    readonly meetings: readonly HookMeeting[];
  }[];
}

/** MKT307: names of client commands. */
export interface ShadowedCommands {
  readonly plugins: readonly string[];
  readonly names: readonly string[];
  /** Those of the names that are aliases of a command. */
  readonly aliases: readonly { readonly name: string; readonly of: string }[];
  /** The full name of the first plugin's command with the first name. */
  readonly fullName: string;
  /** The versions of the client in which the plugin's command was seen to win. */
  readonly seen: { readonly from: string; readonly to: string };
  /** The version that will load them, if known, and whether it is one of these. */
  readonly client?: { readonly version: string; readonly isSeen: boolean };
}

/** MKT307: names of skills that come with the client. */
export interface BundledSkillNames {
  readonly plugins: readonly string[];
  readonly names: readonly string[];
  /** The full name of a plugin's skill with the first name. */
  readonly fullName: string;
}

/** MKT308. */
export interface ExecutableClash {
  readonly plugins: readonly string[];
  readonly names: readonly string[];
  /** A new name for the first of these, for each of the plugins. */
  readonly renames: readonly string[];
}

/** MKT309. */
export interface LongToolNames {
  readonly plugin: string;
  /** Its name without a marketplace. */
  readonly name: string;
  /** How many characters the name of a tool can have. */
  readonly most: number;
  /** How many characters its name and that of a server can have together, so that enough are left for those of tools. */
  readonly namesTogether: number;
  /** The prefix of the names of its tools, and how many characters it leaves; the tightest first. */
  readonly servers: readonly { readonly name: string; readonly prefix: string; readonly left: number }[];
}

/** MKT310: output styles of several plugins that force themselves, or have one name. */
export interface StyleClash {
  /** The full names, in the order of the plugins. */
  readonly styles: readonly { readonly plugin: string; readonly name: string; readonly fullName: string }[];
}

/** MKT313: what several plugins start with one port. */
export interface PortClash {
  readonly port: number;
  readonly users: readonly {
    readonly plugin: string;
    readonly kind: 'mcp-server' | 'monitor';
    readonly name: string;
  }[];
}

/** MKT313: who counts on one local port, where at most one of them starts a program on it. */
export interface PortAddress {
  readonly port: number;
  /** What starts with the port; undefined if the plugins only connect to it. */
  readonly starter?: PortClash['users'][number];
  /** Remote servers with an address on this machine. */
  readonly remote: readonly { readonly plugin: string; readonly name: string; readonly address: string }[];
}

/** The names that a set of plugins shares, and the full names that distinguish them. */
export interface NameClash {
  /** Each followed by its marketplace if two of them have the same name. */
  readonly plugins: readonly string[];
  /** The names that all of them ship, sorted. */
  readonly names: readonly string[];
  /** The full names of the first of these, each once. */
  readonly fullNames: readonly string[];
}

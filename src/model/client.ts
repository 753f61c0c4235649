/**
 * What is known about Claude Code itself, against which manifests and combinations are checked. The facts are in
 * `registry/client/*.yaml`, each file with its source and date, because they change with the client.
 */
export interface ClientFacts {
  readonly commands: {
    /** Commands, each with its aliases. */
    readonly builtIn: Readonly<Record<string, readonly string[]>>;
    /** Skills that come with the client, each with its aliases. */
    readonly bundledSkills: Readonly<Record<string, readonly string[]>>;
    /** Versions in which a plugin's command with such a name was seen to replace the client's. */
    readonly pluginWins: { readonly from: string; readonly to: string };
  };
  /** What credentials look like; the patterns are regular expressions. */
  readonly credentials: {
    readonly shapes: readonly { readonly name: string; readonly pattern: string }[];
    readonly secretNames: string;
    readonly placeholders: string;
  };
  /** Keys that the client reads in the front matter of a text. */
  readonly frontMatter: {
    readonly agents: readonly string[];
    /** Keys of an agent that the client ignores if a plugin ships it. */
    readonly notInPlugins: readonly string[];
    readonly commands: readonly string[];
    readonly skills: readonly string[];
  };
  readonly hooks: {
    readonly events: Readonly<Record<string, HookEvent>>;
    /** How a hook can be handled. */
    readonly kinds: Readonly<Record<string, { readonly needs: string; readonly process?: boolean }>>;
  };
  readonly names: {
    /** Marketplace names that only repositories of `github.com/anthropics` may have. */
    readonly officialMarketplaces: readonly string[];
    /** Marketplace names that are not allowed, in upper or lower case. */
    readonly reservedMarketplaces: readonly string[];
    /** Names that another of Anthropic's clients reserves for itself. */
    readonly desktopMarketplaces: readonly string[];
    /** Short names of models; a name with a digit counts as a full id. */
    readonly models: readonly string[];
    /** Agents that come with the client, in lower case. */
    readonly agents: readonly string[];
    /** How many characters the name of a tool can have. */
    readonly toolNameLength: number;
    /** Keys of a plugin's `settings.json` that the client applies. */
    readonly pluginSettings: readonly string[];
  };
  readonly tools: {
    /** Tools of the client itself. */
    readonly builtIn: readonly string[];
    /** Those that a session calls most often. */
    readonly usual: readonly string[];
  };
  readonly variables: {
    readonly clientPrefixes: readonly string[];
    readonly client: readonly string[];
    readonly system: readonly string[];
  };
}

/** The client's name as a runtime: plugins can require a range of it, and an environment can state its version. */
export const clientRuntime = 'claude-code';

/** An event that hooks can listen to. */
export interface HookEvent {
  /** What a matcher is compared with; if absent, matchers are ignored and the hook always runs. */
  readonly matches?: string;
  readonly values?: readonly string[];
  /** What a hook can block: `the tool call`. */
  readonly blocks?: string;
  /** What a hook can change. */
  readonly rewrites?: string;
  /** Happens on every successful tool call. */
  readonly onToolCall?: boolean;
  /** If a hook for it cannot be loaded, the client ignores the whole file. */
  readonly guards?: boolean;
}

/** No facts about the client, for a registry without any. */
export const noClientFacts: ClientFacts = {
  commands: { builtIn: {}, bundledSkills: {}, pluginWins: { from: '0.0.0', to: '0.0.0' } },
  credentials: { shapes: [], secretNames: '$.', placeholders: '^' },
  frontMatter: { agents: [], notInPlugins: [], commands: [], skills: [] },
  hooks: { events: {}, kinds: {} },
  names: {
    officialMarketplaces: [],
    reservedMarketplaces: [],
    desktopMarketplaces: [],
    models: [],
    agents: [],
    toolNameLength: Number.MAX_SAFE_INTEGER,
    pluginSettings: [],
  },
  tools: { builtIn: [], usual: [] },
  variables: { clientPrefixes: [], client: [], system: [] },
};

/** Whether a variable is set by the client or by every system, so that users need not provide it. */
export function isProvidedVariable(name: string, { variables }: ClientFacts): boolean {
  const { clientPrefixes, client, system } = variables;
  return (
    client.includes(name) || system.includes(name) || clientPrefixes.some((prefix) => name.startsWith(prefix))
  );
}

import { atVersion, type Dated } from './dated.ts';

/**
 * What is known about Claude Code itself, against which manifests and combinations are checked. The facts are in
 * `registry/client/*.yaml`, each file with its source and date, because they change with the client. Here they are those of one version,
 * to which {@link factsOf} reduces what is recorded.
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
    readonly kinds: Readonly<
      Record<string, { readonly needs: readonly string[]; readonly process?: boolean }>
    >;
    /** Code that runs in the client: the first version that does so, and what it can listen to. */
    readonly mods: { readonly since: string; readonly events: readonly string[] };
  };
  /** Where components come from that no plugin ships, for each kind, the highest first. */
  readonly levels: Readonly<Record<'agents' | 'skills' | 'mcpServers', readonly string[]>>;
  /** The list of skills and commands that every session has. */
  readonly listing: {
    /** The most characters of one description. */
    readonly descriptionCharacters: number;
    /** The share of the context window that it may take. */
    readonly budgetFraction: number;
    readonly charactersPerToken: number;
    /** The smallest and the largest of the models' context windows, in tokens. */
    readonly contextWindows: readonly number[];
  };
  /** How the client reads plugins and marketplaces, where that differs by version. */
  readonly loading: {
    /** The version that reads them; undefined if nothing is known about any. */
    readonly claudeCode?: string;
    /** It does not load a plugin whose manifest names `hooks/hooks.json`, which it loads anyway. */
    readonly refusesNamedHooksFile?: boolean;
    /** It does not install a plugin whose folder another installed plugin has. */
    readonly refusesSharedFolders?: boolean;
    /** Tags count in a marketplace that is a folder with a repository. */
    readonly readsTagsInFolders?: boolean;
    /** It clones a source of the kind `git-subdir` with `owner/repo` over SSH, and does not try HTTPS. */
    readonly clonesShortNameOverSsh?: boolean;
    /** Keys of a manifest whose values it drops if they are malformed; its validator reports them anyway. */
    readonly ignoredIfMalformed?: readonly string[];
    /** What this version does not know. */
    readonly unknown: readonly UnknownToClient[];
  };
  readonly names: {
    /** Marketplace names that only repositories of `github.com/anthropics` may have. */
    readonly officialMarketplaces: readonly string[];
    /** Repositories on GitHub of marketplaces that the client knows by itself, by name. */
    readonly builtInMarketplaces: Readonly<Record<string, string>>;
    /** Marketplace names that are not allowed, in upper or lower case. */
    readonly reservedMarketplaces: readonly string[];
    /** Beginnings of marketplace names that are not allowed. */
    readonly reservedMarketplacePrefixes: readonly string[];
    /** Marketplace names that the documentation reserves, but the client was seen to accept. */
    readonly documentedMarketplaces?: readonly string[];
    /** Whether another spelling of an official name is refused. */
    readonly refusesRespelling?: boolean;
    /** Names of plugins that pass as Anthropic's own; absent for versions that do not look at them. */
    readonly officialPlugins?: OfficialPluginNames;
    /** Names of skills that belong to those of an account. */
    readonly reservedSkills: readonly string[];
    /** Plugins that come with the client. */
    readonly builtInPlugins: readonly string[];
    /** Names that another of Anthropic's clients reserves for itself. */
    readonly desktopMarketplaces: readonly string[];
    /** Short names of models; a name with a digit counts as a full id. */
    readonly models: readonly string[];
    /** Those of them that an agent can have. */
    readonly agentModels: readonly string[];
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

/** The facts as they are recorded: some hold for some versions only. */
export type RecordedFacts = Readonly<Record<keyof ClientFacts, unknown>>;

/** The facts of one version of the client; of the newest that is known, if none is given. */
export function factsOf(recorded: RecordedFacts, version?: string): ClientFacts {
  const facts = atVersion(recorded, version) as ClientFacts;
  const unknown = unknownAt(recorded, version);
  return version === undefined
    ? facts
    : { ...facts, loading: { ...facts.loading, unknown, claudeCode: version } };
}

/** What a version does not know yet, with the version that does. */
function unknownAt({ loading }: RecordedFacts, version: string | undefined): UnknownToClient[] {
  const all = (loading as { readonly unknown?: readonly Dated<UnknownToClient>[] }).unknown ?? [];
  return all.flatMap((fact) => {
    const [known] = atVersion([fact], version) as UnknownToClient[];
    return known === undefined ? [] : [{ ...known, ...(fact.until !== undefined && { from: fact.until }) }];
  });
}

/** The client's name as a runtime: plugins can require a range of it, and an environment can state its version. */
export const clientRuntime = 'claude-code';

/** Something in a file that a version of the client does not know yet. */
export interface UnknownToClient {
  /** The kind of value that has it: what a manifest or an entry says of a plugin, an entry alone, or a marketplace. */
  readonly of: 'plugin' | 'entry' | 'marketplace';
  /** Its path there, with `*` for any key or item. */
  readonly key: string;
  /** Only this value of it is not known. */
  readonly is?: string;
  /** What the client does: not install or load the plugin, or ignore the key. */
  readonly effect: 'install' | 'load' | 'ignores';
  /** The first version that knows it. */
  readonly from?: string;
}

/** Names of plugins that pass as Anthropic's own; a run of separators counts as one hyphen. */
export interface OfficialPluginNames {
  /** First words. */
  readonly prefixes: readonly string[];
  readonly names: readonly string[];
  /** A word that is not allowed next to one of the others. */
  readonly beside: { readonly word: string; readonly others: readonly string[] };
  /** Words that only get a warning. */
  readonly words: readonly string[];
}

/** An event that hooks can listen to. */
export interface HookEvent {
  /** What a matcher is compared with; if absent, matchers are ignored and the hook always runs. */
  readonly matches?: string;
  readonly values?: readonly string[];
  /** Only letters, digits, `_` and `|` make its matcher a list of exact names. */
  readonly isNarrow?: boolean;
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
  hooks: { events: {}, kinds: {}, mods: { since: '0.0.0', events: [] } },
  levels: { agents: [], skills: [], mcpServers: [] },
  listing: {
    descriptionCharacters: Number.MAX_SAFE_INTEGER,
    budgetFraction: 1,
    charactersPerToken: 1,
    contextWindows: [],
  },
  loading: { unknown: [] },
  names: {
    officialMarketplaces: [],
    builtInMarketplaces: {},
    reservedMarketplaces: [],
    reservedMarketplacePrefixes: [],
    reservedSkills: [],
    builtInPlugins: [],
    desktopMarketplaces: [],
    models: [],
    agentModels: [],
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

/**
 * Everything that mkt can find, in one typed record: the name of each rule, what it checks, and its cases. Only a case decides the
 * level and what it blocks. The evidence of a case is data, typed here, from which its rule writes the message. An entry without a
 * rule does not compile, and neither does a rule without an entry.
 */
import type {
  BundledSkillNames,
  DecidingHooks,
  DifferentServers,
  ExecutableClash,
  ExtensionClash,
  LongToolNames,
  ParallelHooks,
  PortClash,
  SameServer,
  ShadowedCommands,
  StyleClash,
} from './clash-evidence.ts';
import type {
  ContextCost,
  DataCycle,
  EventEvidence,
  ExposedCredentials,
  Handover,
  HookProcesses,
  ManualTests,
  MissingInput,
  MissingVariables,
  OversizedDemand,
  ResourceDemand,
  ScatteredSettings,
  SerialStages,
  SettingClash,
  SharedOutput,
  UnmonitoredDeployment,
  UnpublishedEvents,
  UntestedCombination,
  UntestedLinks,
  VariableClash,
  WrongFormat,
} from './combination-evidence.ts';
import type { componentKinds, TextKey } from './component-kinds.ts';
import type { Location } from './location.ts';
import type { ModRefusal } from './mod.ts';
import type { BypassedGuard, ModMeeting, ModReach } from './mod-evidence.ts';
import type { DeadNames } from './name-evidence.ts';
import type {
  Ambiguous,
  BothChosen,
  BrokenListing,
  ClientDiffers,
  ClientLoadsOther,
  MarketplaceNameClash,
  NoMatchingVersion,
  NotFound,
  NotLookedUp,
  OnlySuperseded,
  OtherClient,
  OtherMarketplaceName,
  OutsideEnvironment,
  RangelessDependency,
  UnknownMarketplace,
  UnknownOfDependency,
  Unresolved,
  UnresolvedEnvironment,
  UnresolvedNeeds,
  UntaggedDependency,
  UnusableSource,
} from './resolution-evidence.ts';
import type { SettingsScope } from './settings.ts';
import type {
  BlockedByPolicy,
  DisabledDependency,
  IgnoredPolicy,
  ListsDiffer,
  NotFetched,
} from './settings-evidence.ts';
import type { Severity } from './severity.ts';

/** What a case prevents: the installation, the loading of what was installed, or nothing. What blocks is an error. */
export type Blocks = 'install' | 'load' | 'nothing';

/** What a rule checks. */
export type Scope = 'file' | 'plugin' | 'marketplace' | 'list' | 'combination';

/** What a rule is about, for code that needs the findings of one kind. Most rules have no topic. */
export type Topic =
  /** What can prevent a request from being resolved. */
  | 'resolution'
  /** Versions that exclude each other. */
  | 'versions'
  /** Components with the same name. */
  | 'names'
  /** Other parts of plugins that get in each other's way. */
  | 'overlaps'
  /** What users can read about a plugin. */
  | 'documentation';

/** One way in which a rule finds something. `Evidence` is known to the compiler only. */
export interface Case<Evidence = unknown> {
  readonly level: Severity;
  readonly blocks: Blocks;
  /** It is about a dependency that cannot be satisfied as declared. */
  readonly of?: 'dependency';
  /** The resolution of a request reports it too, for the requested plugins. */
  readonly alsoIn?: 'resolution';
  /**
   * What it means for the verdict if it blocks nothing: something could not be looked up, or the client ends up with another working
   * combination. It is shown even with `--quiet`.
   */
  readonly verdict?: 'unknown' | 'other';
  /** Never set: it only carries the type. */
  readonly evidence?: Evidence;
}

type More = Pick<Case, 'of' | 'alsoIn' | 'verdict'>;

/** The case has only one form. */
export type Nothing = Readonly<Record<never, never>>;

/** A text that the client reads with a head of its own. */
export type TextKind = (typeof componentKinds)[TextKey]['singular'];

export type Language = 'JSON' | 'YAML';

/** What a finding says about a whole file; for some files the client then loads nothing of their plugin. */
export type InFile<Evidence = Nothing> = Evidence & { readonly losesPlugin?: boolean };

/** Text that does not parse, described for its author. */
export interface Syntax {
  readonly language: Language;
  readonly detail: string;
  readonly help?: string;
  /** The message comes from a library, and needs the language before it. */
  readonly isVague?: boolean;
}

export interface RepeatedKey {
  readonly language: Language;
  readonly key: string;
  readonly firstLine: number;
}

/** How a value does not fit its schema. `at` is its path in the document, empty for the whole file. */
export type Violation =
  | { readonly kind: 'missing-key'; readonly key: string; readonly at?: string; readonly meaning?: string }
  | {
      readonly kind: 'wrong-type';
      readonly at: string;
      /** Names of types as in a JSON Schema. */
      readonly expected: readonly string[];
      readonly found: string;
      /** The text as written, if it only lacks quotes. */
      readonly quote?: string;
      /** The value of a word for yes or no. */
      readonly truth?: boolean;
      readonly meaning?: string;
    }
  | {
      readonly kind: 'wrong-value';
      readonly at: string;
      readonly allowed: readonly string[];
      readonly value: unknown;
      readonly near?: string;
    }
  | { readonly kind: 'too-small'; readonly at: string; readonly least?: number; readonly inclusive?: boolean }
  | { readonly kind: 'wrong-form'; readonly at: string; readonly value: unknown; readonly meaning?: string }
  /** A message of the format itself. */
  | { readonly kind: 'constraint'; readonly detail: string; readonly help?: string }
  | { readonly kind: 'other'; readonly at: string; readonly detail: string };

/** What is wrong with the `source` of an entry, and where in it. */
export interface InvalidSource {
  readonly plugin: string;
  readonly at: string;
  readonly detail: string;
  readonly help?: string;
}

export interface BadName {
  readonly name: string;
  readonly better: string;
}

/** A string that should be a version or a range: the value at a path, or a key there. */
export interface NotSemver {
  readonly text: string;
  readonly wanted: 'range' | 'version';
  readonly at: string;
  readonly isKey: boolean;
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

const error = <Evidence>(blocks: Blocks, more: More = {}): Case<Evidence> => ({
  level: 'error',
  blocks,
  ...more,
});
const warning = <Evidence>(more: More = {}): Case<Evidence> => ({
  level: 'warning',
  blocks: 'nothing',
  ...more,
});
const note = <Evidence>(): Case<Evidence> => ({ level: 'note', blocks: 'nothing' });

/** What a failed resolution rests on, the more specific first: it decides which rule reports it. */
export type Ground = 'environment' | 'runtime' | 'library' | 'versions';

interface Entry {
  readonly name: string;
  readonly scope: Scope;
  readonly topics?: readonly Topic[];
  /** The section of the integration guide that it covers. */
  readonly section: string;
  /** One line: fires when … */
  readonly summary: string;
  /** Versions of the client to which it applies; all if absent. */
  readonly claudeCode?: string;
  /** What a failed resolution rests on, if this rule reports it. */
  readonly ground?: Ground;
  /** By name; the usual one first, whose level is that of the rule. */
  readonly cases: Readonly<Record<string, Case>>;
}

export const problems = {
  MKT101: {
    name: 'plugin-not-found',
    scope: 'list',
    topics: ['resolution'],
    section: 'Plugin Not Found',
    summary:
      'a requested plugin is not in any registry, is in several marketplaces, or could not be looked up',
    cases: {
      'not-found': error<NotFound>('install'),
      ambiguous: error<Ambiguous>('install'),
      'broken-listing': error<BrokenListing>('install'),
      'not-looked-up': warning<NotLookedUp>({ verdict: 'unknown' }),
    },
  },
  MKT102: {
    name: 'no-matching-version',
    scope: 'list',
    topics: ['resolution', 'versions'],
    section: 'Version Compatibility',
    summary: 'the plugin exists, but no release is in the range',
    cases: { found: error<NoMatchingVersion>('install') },
  },
  MKT103: {
    name: 'version-conflict',
    scope: 'list',
    topics: ['resolution', 'versions'],
    section: 'Version Compatibility',
    summary: 'no combination of versions satisfies the request; says why, and what would help',
    ground: 'versions',
    cases: { found: error<Unresolved>('install') },
  },
  MKT104: {
    name: 'unknown-marketplace',
    scope: 'list',
    topics: ['resolution'],
    section: 'Plugin Not Found',
    summary: 'a spec or a dependency names a marketplace that is not in any registry',
    cases: {
      'of-spec': error<UnknownMarketplace>('install'),
      'unusable-source': error<UnusableSource>('install'),
      'other-name': error<OtherMarketplaceName>('install'),
      'of-dependency': error<UnknownOfDependency>('install'),
    },
  },
  MKT105: {
    name: 'cross-marketplace-blocked',
    scope: 'list',
    topics: ['resolution'],
    section: 'Plugin Not Found',
    summary:
      'a dependency is in another marketplace, which the marketplace of the requested plugin does not allow',
    cases: {
      found: error<{ dependency: string; marketplace: string; roots: readonly string[] }>('install'),
      declared: error<{ plugin: string; dependency: string; marketplace: string }>('load', {
        of: 'dependency',
        alsoIn: 'resolution',
      }),
    },
  },
  MKT106: {
    name: 'dependency-cycle',
    scope: 'combination',
    topics: ['resolution'],
    section: 'Identify Dependencies',
    summary: 'the dependencies of chosen plugins form a cycle',
    cases: {
      cycle: warning<{ plugins: readonly string[] }>(),
      'on-itself': warning<{ plugin: string }>(),
      declared: warning<{ plugins: readonly string[] }>(),
      'declared-on-itself': warning<{ plugin: string }>(),
      'in-entries': error<{ plugins: readonly string[] }>('install'),
      'own-entry': error<{ plugin: string }>('install'),
    },
  },
  MKT107: {
    name: 'renamed-plugin',
    scope: 'list',
    topics: ['resolution'],
    section: 'Plugin Not Found',
    summary: 'a plugin is requested by a name that its marketplace has renamed or removed',
    cases: {
      renamed: warning<{ plugin: string; present: string }>(),
      removed: error<{ plugin: string; registry: string }>('install'),
      'leads-nowhere': error<{ plugin: string; registry: string; names: readonly string[] }>('install'),
      'dependency-removed': error<{ plugin: string; dependency: string; marketplace: string }>('load', {
        of: 'dependency',
      }),
      'dependency-renamed': error<{ plugin: string; dependency: string; present: string }>('load', {
        of: 'dependency',
      }),
    },
  },
  MKT108: {
    name: 'superseded-plugin',
    scope: 'combination',
    section: 'Version Compatibility',
    summary: 'a chosen plugin was replaced by another one, which is also chosen or could be',
    cases: { 'both-chosen': warning<BothChosen>(), 'only-superseded': warning<OnlySuperseded>() },
  },
  MKT109: {
    name: 'unpinnable-plugin',
    scope: 'combination',
    section: 'Version Compatibility',
    summary: 'a chosen plugin has neither a version nor a tag, so what is installed depends on the day',
    cases: { found: note<{ plugins: string[]; stated: { plugin: string; version: string }[] }>() },
  },
  MKT110: {
    name: 'client-resolution-differs',
    scope: 'combination',
    topics: ['versions'],
    section: 'Version Compatibility',
    summary: 'a combination exists, but the client itself ends up with another one, or with none',
    cases: {
      'installation-fails': error<ClientDiffers>('install'),
      'not-loaded': error<ClientDiffers>('load'),
      'other-versions': warning<ClientDiffers>({ verdict: 'other' }),
      'other-copy': warning<ClientLoadsOther>({ verdict: 'other' }),
    },
  },
  MKT111: {
    name: 'untagged-dependency',
    scope: 'combination',
    section: 'Version Compatibility',
    summary: 'a dependency has a version range, but the client cannot choose the version of that plugin',
    cases: {
      'range-ignored': warning<UntaggedDependency>(),
      'no-matching-tag': warning<UntaggedDependency>(),
      'source-without-ranges': warning<RangelessDependency>(),
    },
  },
  MKT112: {
    name: 'marketplace-name-clash',
    scope: 'list',
    section: 'Plugin Not Found',
    summary: 'several registered marketplaces have the same name, and the client keeps only the last one',
    cases: { found: error<MarketplaceNameClash>('nothing') },
  },
  MKT113: {
    name: 'dependency-disabled',
    scope: 'list',
    section: 'Plugin Not Found',
    summary: 'a chosen plugin requires one that settings switch off',
    cases: { found: error<DisabledDependency>('load') },
  },
  MKT114: {
    name: 'client-too-old',
    scope: 'list',
    section: 'Version Compatibility',
    summary: 'a chosen plugin needs another version of the client than the one that will load it',
    cases: {
      refused: error<OtherClient>('install'),
      pinned: error<OtherClient>('install'),
      'older-release': note<OtherClient & { version: string; newer?: string }>(),
      'loads-anyway': note<OtherClient>(),
    },
  },
  MKT115: {
    name: 'blocked-by-policy',
    scope: 'list',
    section: 'Plugin Not Found',
    summary: 'managed settings forbid the source of a marketplace that plugins come from',
    cases: {
      blocked: error<BlockedByPolicy>('install'),
      'not-allowed': error<BlockedByPolicy>('install'),
      ignored: note<IgnoredPolicy>(),
    },
  },
  MKT116: {
    name: 'lists-differ',
    scope: 'list',
    section: 'Configuration Errors',
    summary: 'the settings of the client enable other plugins than `mkt.yaml` lists',
    cases: {
      'enabled-beyond': warning<ListsDiffer>(),
      'switched-off': warning<ListsDiffer>(),
    },
  },
  MKT117: {
    name: 'not-fetched-by-settings',
    scope: 'list',
    section: 'Plugin Not Found',
    summary: 'project settings enable plugins that the client does not fetch for whoever clones the project',
    cases: { found: note<NotFetched>() },
  },
  MKT118: {
    name: 'installed-state',
    scope: 'list',
    section: 'Plugin Not Found',
    summary: 'the client does not load a plugin that is switched on, or loads another version than it lists',
    cases: {
      'files-gone': error<{ id: string; scope: SettingsScope; version?: string }>('load'),
      'folder-gone': error<{ id: string; folder: string; marketplace: string }>('load'),
      'not-installed': error<{ id: string }>('load'),
      'not-fetched': warning<{ id: string; scope: SettingsScope }>(),
      'not-listed': error<{ plugin: string; marketplace: string; renamedTo?: string }>('load'),
      'marketplace-unknown': error<{ marketplace: string; plugins: readonly string[] }>('load'),
      'marketplace-gone': error<{ marketplace: string; plugins: readonly string[]; place: string }>('load'),
      'name-taken': error<{ name: string; folder: string; by: string; isInstalled: boolean }>('load'),
      'dependency-missing': error<{ plugin: string; dependency: string }>('load', { of: 'dependency' }),
      'dependency-off': error<{ plugin: string; dependency: string }>('load', { of: 'dependency' }),
      'dependency-version': error<{
        plugin: string;
        dependency: string;
        range: string;
        version?: string;
      }>('load', { of: 'dependency' }),
      'other-version': note<{ id: string; recorded: string; loaded: string; copy: string }>(),
    },
  },
  MKT201: {
    name: 'runtime-conflict',
    scope: 'combination',
    topics: ['resolution', 'versions'],
    section: 'Dependency Conflicts',
    summary: 'the version ranges of a runtime do not overlap',
    ground: 'runtime',
    cases: { found: error<UnresolvedNeeds>('nothing') },
  },
  MKT202: {
    name: 'library-conflict',
    scope: 'combination',
    topics: ['resolution', 'versions'],
    section: 'Dependency Conflicts',
    summary: 'the version ranges of a library do not overlap',
    ground: 'library',
    cases: { found: error<UnresolvedNeeds>('nothing') },
  },
  MKT203: {
    name: 'runtime-not-in-environment',
    scope: 'combination',
    topics: ['resolution', 'versions'],
    section: 'Dependency Conflicts',
    summary: 'a plugin cannot use the version of a runtime or library that the project has',
    ground: 'environment',
    cases: {
      'no-combination': error<UnresolvedEnvironment>('nothing'),
      chosen: error<OutsideEnvironment>('nothing'),
    },
  },
  MKT301: {
    name: 'agent-name-clash',
    scope: 'combination',
    topics: ['names'],
    section: 'Modular Architecture',
    summary: 'several chosen plugins ship an agent with the same name',
    cases: { found: warning<NameClash>() },
  },
  MKT302: {
    name: 'command-name-clash',
    scope: 'combination',
    topics: ['names'],
    section: 'Modular Architecture',
    summary: 'several chosen plugins ship a command with the same name',
    cases: { found: warning<NameClash>() },
  },
  MKT303: {
    name: 'skill-name-clash',
    scope: 'combination',
    topics: ['names'],
    section: 'Modular Architecture',
    summary: 'several chosen plugins ship a skill with the same name',
    cases: { found: warning<NameClash>() },
  },
  MKT304: {
    name: 'mcp-server-clash',
    scope: 'combination',
    topics: ['overlaps'],
    section: 'Clear Interfaces',
    summary: 'several plugins use one name for different MCP servers, or ship the same server',
    cases: { 'different-servers': error<DifferentServers>('nothing'), 'same-server': note<SameServer>() },
  },
  MKT305: {
    name: 'lsp-extension-clash',
    scope: 'combination',
    topics: ['overlaps'],
    section: 'Clear Interfaces',
    summary: 'language servers of several plugins claim the same file extension',
    cases: { found: warning<ExtensionClash>() },
  },
  MKT306: {
    name: 'hook-overlap',
    scope: 'combination',
    topics: ['overlaps'],
    section: 'Modular Architecture',
    summary: 'hooks of several plugins run on the same event and could make conflicting decisions',
    cases: { 'can-decide': warning<DecidingHooks>(), 'side-by-side': note<ParallelHooks>() },
  },
  MKT307: {
    name: 'shadows-builtin',
    scope: 'combination',
    topics: ['overlaps'],
    section: 'Clear Interfaces',
    summary: 'a command or skill has the same name as one that comes with the client',
    cases: { 'over-command': warning<ShadowedCommands>(), 'beside-skill': note<BundledSkillNames>() },
  },
  MKT308: {
    name: 'executable-clash',
    scope: 'combination',
    topics: ['overlaps'],
    section: 'Modular Architecture',
    summary: 'several plugins put an executable with the same name on PATH',
    cases: { found: warning<ExecutableClash>() },
  },
  MKT309: {
    name: 'mcp-tool-name-length',
    scope: 'combination',
    section: 'Clear Interfaces',
    summary: 'the names of a plugin and its MCP server leave too little room for the names of its tools',
    cases: { found: warning<LongToolNames>() },
  },
  MKT310: {
    name: 'output-style-clash',
    scope: 'combination',
    topics: ['overlaps'],
    section: 'Clear Interfaces',
    summary: 'several plugins force an output style, or ship one of the same name',
    cases: { forced: warning<StyleClash>(), 'same-name': note<StyleClash>() },
  },
  MKT311: {
    name: 'mod-clash',
    scope: 'combination',
    topics: ['overlaps'],
    section: 'Modular Architecture',
    summary: 'mods of several plugins answer the same event, or register the same name',
    cases: {
      'same-answer': warning<ModMeeting>(),
      'same-command': warning<{ plugins: readonly string[]; command: string }>(),
      'same-noun': warning<{ plugins: readonly string[]; noun: string; inner?: string }>(),
      'same-plugin-name': warning<{ plugins: readonly string[]; name: string }>(),
      'client-command': warning<{ plugin: string; command: string; of: string }>(),
      'own-agent': warning<{ plugin: string; agent: string; fullName: string }>(),
      'same-gate': note<ModMeeting>(),
    },
  },
  MKT312: {
    name: 'guard-bypassed',
    scope: 'combination',
    topics: ['overlaps'],
    section: 'Modular Architecture',
    summary: 'a mod answers or allows before the hook or mod of another plugin that guards the same thing',
    cases: {
      'hook-skipped': warning<BypassedGuard>(),
      'hook-overruled': warning<BypassedGuard>(),
      'mod-skipped': warning<BypassedGuard>(),
    },
  },
  MKT313: {
    name: 'port-clash',
    scope: 'combination',
    topics: ['overlaps'],
    section: 'Clear Interfaces',
    summary: 'several plugins start MCP servers or monitors with the same local port',
    cases: { found: warning<PortClash>() },
  },
  MKT314: {
    name: 'guard-never-fires',
    scope: 'combination',
    topics: ['overlaps'],
    section: 'Clear Interfaces',
    summary: 'a matcher, a list of tools or a skill names a component by a name that resolves to nothing',
    cases: { guard: warning<DeadNames>(), agent: warning<DeadNames>(), name: warning<DeadNames>() },
  },
  MKT316: {
    name: 'mod-reach',
    scope: 'combination',
    section: 'Check plugin registry',
    summary: 'what the code of a mod can do inside the client with the rights of the user',
    cases: { found: note<ModReach>() },
  },
  MKT401: {
    name: 'chatty-pair',
    scope: 'combination',
    section: 'Communication Overhead',
    summary: 'two plugins exchange very many artifacts',
    cases: { 'one-way': warning<Handover>(), 'both-ways': warning<{ there: Handover; back: Handover }>() },
  },
  MKT402: {
    name: 'hook-fan-out',
    scope: 'combination',
    section: 'Communication Overhead',
    summary: 'each tool call starts more processes than the budget allows',
    cases: { found: warning<HookProcesses>() },
  },
  MKT403: {
    name: 'context-budget',
    scope: 'combination',
    section: 'Communication Overhead',
    summary: 'the descriptions that every session loads take more tokens than the budget allows',
    cases: { found: warning<ContextCost>() },
  },
  MKT404: {
    name: 'duplicate-producer',
    scope: 'combination',
    section: 'Modular Architecture',
    summary: 'several plugins produce an artifact that another one takes, and nothing says whose is used',
    cases: { found: note<SharedOutput>() },
  },
  MKT501: {
    name: 'env-var-clash',
    scope: 'combination',
    section: 'Configuration Complexity',
    summary: 'several plugins use one environment variable for different things',
    cases: { found: error<VariableClash>('nothing') },
  },
  MKT502: {
    name: 'env-var-missing',
    scope: 'combination',
    section: 'Check environment variables',
    summary: 'a chosen plugin needs an environment variable that is not set where the plugins will run',
    cases: { found: warning<MissingVariables>() },
  },
  MKT503: {
    name: 'scattered-configuration',
    scope: 'combination',
    section: 'Configuration Complexity',
    summary: 'many variables and servers of several plugins must be set up before the combination works',
    cases: { found: note<ScatteredSettings>() },
  },
  MKT504: {
    name: 'setting-clash',
    scope: 'combination',
    section: 'Configuration Complexity',
    summary: 'several plugins ship different values for one setting of the client',
    cases: { found: warning<SettingClash>() },
  },
  MKT505: {
    name: 'secret-in-config',
    scope: 'combination',
    section: 'Configuration Errors',
    summary: 'the configuration of a hook or a server contains a credential',
    cases: { found: error<ExposedCredentials>('nothing') },
  },
  MKT507: {
    name: 'unlocked-code',
    scope: 'combination',
    section: 'Configuration Complexity',
    summary: 'a plugin runs code that its own files do not contain, at whatever version there is on that day',
    cases: {
      found: warning<{
        plugin: string;
        uses: readonly {
          by: 'npm' | 'python' | 'docker' | 'git' | 'bundle' | 'script';
          what: string;
          runs: string;
        }[];
      }>(),
    },
  },
  MKT601: {
    name: 'unmet-input',
    scope: 'combination',
    section: 'Map Data Flow',
    summary: 'a plugin needs an artifact that no chosen plugin produces',
    cases: { found: warning<MissingInput>() },
  },
  MKT602: {
    name: 'format-mismatch',
    scope: 'combination',
    section: 'Verify Interfaces',
    summary: 'an artifact that a plugin takes is produced, but only in formats that it does not read',
    cases: { needed: warning<WrongFormat>(), optional: note<WrongFormat>() },
  },
  MKT603: {
    name: 'data-cycle',
    scope: 'combination',
    section: 'Map Data Flow',
    summary: 'required artifacts form a cycle, so no stage can come first',
    cases: { found: warning<DataCycle>() },
  },
  MKT604: {
    name: 'isolated-plugin',
    scope: 'combination',
    section: 'Identify Dependencies',
    summary: 'no data, event or dependency connects a chosen plugin to the others',
    cases: { some: note<{ plugins: readonly string[] }>(), all: note<{ plugins: readonly string[] }>() },
  },
  MKT605: {
    name: 'event-unheard',
    scope: 'combination',
    section: 'Event-Driven Architecture',
    summary:
      'a plugin subscribes to an event that no plugin publishes; in event-driven plans, also an event without a subscriber',
    cases: {
      unpublished: note<UnpublishedEvents>(),
      unheard: note<{ published: readonly EventEvidence[] }>(),
    },
  },
  MKT701: {
    name: 'no-test-plugin',
    scope: 'combination',
    section: 'Testing Integration',
    summary: 'chosen plugins build something together, but none of them tests it',
    cases: { found: warning<UntestedCombination>() },
  },
  MKT702: {
    name: 'no-ci',
    scope: 'combination',
    section: 'Testing Integration',
    summary: 'a chosen plugin tests what others make, but none runs the tests on every change',
    cases: { found: note<ManualTests>() },
  },
  MKT703: {
    name: 'untested-link',
    scope: 'combination',
    section: 'Testing Integration',
    summary: 'a chosen plugin tests, but covers nothing that one plugin hands to another',
    cases: { found: note<UntestedLinks>() },
  },
  MKT801: {
    name: 'resource-contention',
    scope: 'combination',
    section: 'Resource Management',
    summary: 'plugins of one stage need more GPUs, cores or memory than the environment has',
    cases: { together: error<ResourceDemand>('nothing'), alone: error<OversizedDemand>('nothing') },
  },
  MKT802: {
    name: 'no-monitoring',
    scope: 'combination',
    section: 'Use Monitoring',
    summary: 'a chosen plugin deploys something, but none monitors it',
    cases: { found: note<UnmonitoredDeployment>() },
  },
  MKT803: {
    name: 'serial-bottleneck',
    scope: 'combination',
    section: 'Parallel Execution',
    summary: 'plugins that need nothing from each other run one after the other',
    cases: { found: note<SerialStages>() },
  },
  MKT804: {
    name: 'undocumented-plugin',
    scope: 'combination',
    topics: ['documentation'],
    section: 'Documentation',
    summary: 'a chosen plugin has no description, no README and no homepage',
    cases: { found: note<{ plugins: readonly string[] }>() },
  },
  MKT901: {
    name: 'malformed-file',
    scope: 'file',
    section: 'Validate configuration format',
    summary: 'a file is not valid JSON or YAML, is not text, is too large, or has a duplicate key',
    cases: {
      syntax: error<InFile<Syntax>>('load'),
      'too-deep': error<InFile<{ language: Language; most: number }>>('load'),
      'duplicate-key': error<InFile<RepeatedKey>>('load'),
      'key-overruled': warning<InFile<RepeatedKey>>(),
      'key-not-text': error<InFile>('load'),
      'second-document': error<InFile>('load'),
      alias: error<InFile<{ detail: string }>>('load'),
      empty: error<InFile<{ kind: 'manifest' | 'list' }>>('load'),
      encoding: error<InFile<{ found: 'UTF-16' | 'NUL' | 'bytes that are not UTF-8' }>>('load'),
      'too-large': error<InFile<{ bytes: number; most: number }>>('load'),
      more: error<InFile<{ amount: number }>>('load'),
      unreadable: error<InFile<{ reason: string }>>('load'),
      'not-a-file': error<InFile>('load'),
      'not-cached': error<InFile>('load'),
      'no-file': error<InFile>('load'),
      'no-manifests': error<InFile>('load'),
      'too-many-manifests': error<InFile<{ amount: number; most: number }>>('load'),
      link: error<InFile<{ to: 'folder' | 'file' }>>('load'),
      'front-matter': error<InFile<{ kind: TextKind; because?: { case: string; evidence: object } }>>('load'),
      'front-matter-guessed': note<InFile>(),
      'text-too-large': warning<InFile<{ bytes: number; most: number }>>(),
      'text-encoding': warning<InFile>(),
    },
  },
  MKT902: {
    name: 'schema-violation',
    scope: 'file',
    section: 'Validate configuration format',
    summary: 'a value has the wrong type, or a key is missing',
    cases: {
      violation: error<Violation>('load'),
      'ignored-violation': warning<Violation>(),
      'source-missing': error<{ plugin: string }>('install'),
      source: error<InvalidSource>('install'),
      'headers-helper': error<{ plugin: string }>('load'),
      'entry-hook-files': error<{ plugin: string }>('load'),
      'nameless-entry': error<{ isMap: boolean }>('install'),
      'dependencies-not-a-list': error<Nothing>('load'),
      'dependency-without-name': error<{ isMap: boolean }>('load'),
      'dependency-name': error<{ stated: string }>('load'),
      'conflicting-manifests': error<{ plugin: string; components: readonly string[] }>('load'),
      'not-a-map': warning<{ key: string }>(),
      'no-version': note<Nothing>(),
      'no-description': note<Nothing>(),
      'no-author': note<Nothing>(),
      'no-plugins': warning<Nothing>(),
      'marketplace-without-description': note<Nothing>(),
      email: warning<{ email: string }>(),
      'no-server-map': error<Nothing>('load'),
      'guard-outside-hooks': error<{ event: string }>('load'),
      'event-outside-hooks': warning<{ event: string }>(),
      'no-hooks-map': warning<Nothing>(),
      'guard-not-a-list': error<{ event: string }>('load'),
      'event-not-a-list': warning<{ event: string }>(),
      matcher: warning<{ matcher: string }>(),
      'guard-kind': error<{ type: string; known: readonly string[] }>('load'),
      'hook-kind': warning<{ type: string; known: readonly string[] }>(),
      'guard-lacks': error<{ type: string; needed: string }>('load'),
      'hook-lacks': warning<{ type: string; needed: string }>(),
      'mod-amount': error<{ amount: number }>('nothing'),
      'mod-missing': error<Nothing>('nothing'),
      'mod-refused': error<{ why: Exclude<ModRefusal['why'], 'unread'>; detail?: string }>('nothing'),
      'mod-unread': warning<{ detail: string }>(),
      'unquoted-path': note<Nothing>(),
      'option-in-shell': warning<Nothing>(),
      'no-front-matter': warning<{ kind: TextKind }>(),
      'front-matter-not-a-map': error<Nothing>('load'),
      'front-matter-text': error<{ key: string; quote?: string }>('load'),
      'front-matter-list': error<{ key: string }>('load'),
      undescribed: warning<{ kind: TextKind }>(),
      'nameless-agent': note<Nothing>(),
      model: warning<{ known: readonly string[]; model?: string }>(),
      'ignore-without-colon': warning<{ meant: string }>(),
      'ignore-without-rule': warning<Nothing>(),
      'ignore-of-no-rule': warning<{ rule: string }>(),
      'ignore-without-reason': warning<Nothing>(),
      'ignore-of-nothing': warning<Nothing>(),
      'unknown-pattern': error<{ pattern: string; near: readonly string[] }>('nothing'),
    },
  },
  MKT903: {
    name: 'unknown-key',
    scope: 'file',
    section: 'Validate configuration format',
    summary: 'a key is not part of the format',
    cases: {
      'unknown-key': warning<{
        key: string;
        known: readonly string[];
        at?: string;
        near?: string;
        isRight?: boolean;
      }>(),
      'key-of-the-entry': warning<{ key: string }>(),
      'source-key': warning<{
        plugin: string;
        key: string;
        kind: string;
        known: readonly string[];
        isSubdir: boolean;
      }>(),
      'no-effect': warning<{ plugin: string; key: string }>(),
      'dependency-key': warning<{ key: string; known: readonly string[]; near?: string }>(),
      'hook-event': warning<{ event: string; near?: string }>(),
      'moved-key': warning<{ key: string }>(),
      'not-in-plugins': warning<{ key: string }>(),
      'front-matter-misspelt': warning<{ key: string; kind: TextKind; near: string }>(),
      'unknown-rule': warning<{ rule: string; near: readonly string[] }>(),
      'stale-ignore': note<{ rule: string }>(),
      'stale-acceptance': note<{ rule: string; plugins?: readonly string[]; message?: string }>(),
    },
  },
  MKT904: {
    name: 'missing-source',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'a path leaves its folder, or points to something that does not exist',
    cases: {
      'no-folder': error<{ plugin: string; folder: string; isFile: boolean; near?: string }>('install'),
      'source-leaves': error<InvalidSource>('install'),
      'source-on-this-machine': warning<{ plugin: string; url: string }>(),
      'linked-marketplace': error<{ of: 'folder' | 'commit' }>('install'),
      link: warning<{ of: 'folder' | 'commit' }>(),
      nested: warning<{ of: 'folder' | 'commit'; most: number }>(),
      'too-many-files': warning<{ of: 'folder' | 'commit'; most: number }>(),
      'unreadable-folder': warning<Nothing>(),
      'not-copied': warning<{ what: 'special-file' | 'submodule' | 'name' | 'second-of-name' | 'target' }>(),
    },
  },
  MKT905: {
    name: 'unlisted-plugin',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'a folder of a marketplace holds a plugin that no entry lists',
    cases: {
      folder: warning<{ folder: string }>(),
      folders: warning<{ folders: readonly string[] }>(),
    },
  },
  MKT906: {
    name: 'version-mismatch',
    scope: 'plugin',
    section: 'Check plugin registry',
    summary: 'the marketplace entry and the manifest of a plugin disagree',
    cases: {
      version: warning<{ entry: string; manifest: string }>(),
      name: warning<{ entry: string; manifest: string }>(),
      'dependency-range': warning<{ dependency: string; entry: string; manifest: string }>(),
    },
  },
  MKT907: {
    name: 'duplicate-plugin',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'a plugin is described twice',
    cases: {
      'listed-twice': error<{ plugin: string; firstLine: number }>('nothing'),
      'described-twice': error<{ plugin: string; place: string }>('nothing'),
      'one-source': warning<{ plugin: string; other: string; otherLine: number }>(),
      'dependency-twice': warning<{
        dependency: string;
        firstLine: number;
        forgotten?: string;
        kept?: string;
      }>(),
      components: warning<{ name: string; kinds: readonly TextKind[] }>(),
      'asked-twice': warning<{ plugin: string; firstLine: number; specs?: readonly string[] }>(),
      'hooks-file-named': note<{ path: string }>(),
      'hooks-file-refused': error<{ path: string }>('load'),
    },
  },
  MKT908: {
    name: 'bad-name',
    scope: 'plugin',
    section: 'Check plugin registry',
    summary: 'a name does not match its file, or the client does not accept it',
    cases: {
      plugin: warning<BadName>(),
      component: warning<BadName>(),
      marketplace: warning<BadName>(),
      'only-capitals': warning<{ plugin: string; other: string; otherLine: number }>(),
      reserved: error<{ name: string }>('install'),
      'official-elsewhere': error<{ name: string }>('install'),
      official: warning<{ name: string }>(),
      impersonating: error<{ name: string }>('install'),
      respelling: error<{ name: string }>('install'),
      documented: warning<{ name: string }>(),
      desktop: warning<{ name: string }>(),
    },
  },
  MKT909: {
    name: 'broken-rename',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'a chain of renames forms a cycle or leads nowhere',
    cases: {
      cycle: error<{ chain: readonly string[] }>('nothing'),
      'dead-end': error<{ chain: readonly string[] }>('nothing'),
      'still-listed': warning<{ plugin: string }>(),
    },
  },
  MKT910: {
    name: 'bad-version',
    scope: 'plugin',
    section: 'Version Compatibility',
    summary: 'semver cannot parse a version or a range',
    cases: {
      version: warning<{ version: string; plugin?: string }>(),
      'marketplace-version': note<{ version: string }>(),
      'not-semver': error<NotSemver>('load'),
      'ignored-not-semver': warning<NotSemver>(),
      'dependency-range': error<{ dependency: string; range: string }>('install'),
      'range-in-name': warning<{ stated: string; name: string; range: string }>(),
      'range-not-text': warning<{ dependency: string; text: string }>(),
      'range-in-entry': warning<{ dependency: string; range: string }>(),
    },
  },
  MKT911: {
    name: 'dangling-reference',
    scope: 'plugin',
    section: 'Check plugin registry',
    summary:
      'a reference points to something that does not exist, or a file is where the client does not look',
    cases: {
      /** `variable`: the environment variable that names the file, so that nothing is known to start it. */
      file: warning<{ path: string; variable?: string }>(),
      'file-in-text': warning<{ path: string }>(),
      'link-in-text': note<{ path: string }>(),
      path: error<{ path: string; from: 'manifest' | 'entry'; near?: string }>('load'),
      'default-folder': warning<{ key: string; folder: string; files: number }>(),
      dependency: error<{
        plugin: string;
        dependency: string;
        marketplace: string;
        entryName?: string;
        near?: string;
      }>('load', { of: 'dependency' }),
      component: warning<{ plugin: string; component: string; near?: string }>(),
      agents: warning<{ agents: readonly string[] }>(),
      'own-component': note<{ name: string; key: string }>(),
      tools: note<{ key: string; tools: readonly string[]; near?: string }>(),
      'channel-server': warning<{ server: string; known: readonly string[] }>(),
      'stray-manifest': warning<{ hasEntry: boolean }>(),
      'empty-plugin': note<Nothing>(),
      'not-a-folder': warning<{ folder: string }>(),
      'beside-manifest': warning<{ folder: string; inside: string }>(),
      'loose-skill': warning<{ file: string }>(),
      'skill-capitals': warning<{ file: string }>(),
      'skill-not-a-file': warning<Nothing>(),
      'skill-too-deep': warning<{ folder: string }>(),
      'no-skill-file': warning<{ folder: string }>(),
      'claude-md': note<Nothing>(),
    },
  },
  MKT912: {
    name: 'unsatisfiable-release',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'no registry can satisfy the dependencies of a release',
    cases: {
      release: error<{
        plugin: string;
        versions: readonly string[];
        explanation: readonly string[];
        way?: string;
      }>('install'),
    },
  },
  MKT913: {
    name: 'stale-lock',
    scope: 'file',
    section: 'Version Compatibility',
    summary: 'the lock does not answer the list of the project',
    cases: {
      'not-locked': error<{ plugin: string }>('nothing'),
      constraint: error<{ plugin: string; version: string; range: string }>('nothing'),
      'dependency-range': error<{ plugin: string; dependency: string; version: string; range: string }>(
        'nothing',
      ),
      'dependency-missing': error<{ plugin: string; dependency: string }>('nothing'),
      unreached: error<{ plugin: string; version: string }>('nothing'),
      conflict: error<{ plugin: string; other: string; version: string; range: string }>('nothing'),
    },
  },
  MKT914: {
    name: 'content-changed',
    scope: 'file',
    section: 'Version Compatibility',
    summary: 'what was locked is not what is there now: a moved tag, a vanished commit, other files',
    cases: {
      'files-differ': error<{ plugin: string; locked: string; found: string }>('nothing'),
      'tag-moved': error<{ plugin: string; tag: string; locked: string; now: string }>('nothing'),
      'tag-gone': error<{ plugin: string; tag: string }>('nothing'),
      'files-gone': error<{ plugin: string; reason: string }>('nothing'),
      'other-source': error<{ plugin: string; locked: string; listed: string }>('nothing'),
    },
  },
  MKT915: {
    name: 'entry-overrules-manifest',
    scope: 'combination',
    section: 'Check plugin registry',
    summary:
      "a field of the marketplace entry replaces one of the plugin's manifest, or never counts beside it",
    cases: {
      'hooks-replaced': warning<{ plugin: string; events: readonly string[] }>(),
      'key-ignored': warning<{ plugin: string; key: string }>(),
    },
  },
  MKT916: {
    name: 'name-reads-as-official',
    scope: 'plugin',
    section: 'Check plugin registry',
    summary: "a plugin name passes as one of Anthropic's own, so the client's validator fails or warns",
    cases: { reserved: error<{ name: string }>('nothing'), word: warning<{ name: string }>() },
  },
} as const satisfies Readonly<Record<`MKT${number}`, Entry>>;

export type RuleId = keyof typeof problems;

type Cases<Id extends RuleId> = (typeof problems)[Id]['cases'];

/** What rules are called where code speaks of them; ids are for people and for their files. */
export type RuleName = (typeof problems)[RuleId]['name'];

/** The id of a rule of this name. */
export type IdOf<Name extends RuleName> = {
  [Id in RuleId]: (typeof problems)[Id]['name'] extends Name ? Id : never;
}[RuleId];

/** The names of a rule's cases. */
export type CaseName<Id extends RuleId> = keyof Cases<Id> & string;

/** The evidence of a case. */
export type EvidenceOf<Id extends RuleId, Name extends CaseName<Id>> =
  Cases<Id>[Name] extends Case<infer Evidence> ? Evidence : never;

/** The word at a place, and what it should evidently be. */
export interface Fix {
  readonly from: string;
  readonly to: string;
}

/** The plugins that a problem concerns, and its place. */
export interface Where {
  /** The plugins concerned, by name. */
  readonly plugins?: readonly string[];
  readonly location?: Location;
  /** Other places that belong to it. */
  readonly related?: readonly { readonly location: Location; readonly message: string }[];
  readonly fix?: Fix;
  /** The mistake that was made: problems of one case that share it are reported as one, as equal ones are anyway. */
  readonly cause?: string;
}

/** What a rule of this id has found. */
export type ProblemOf<Id extends RuleId> = {
  [Name in CaseName<Id>]: Where & {
    readonly rule: Id;
    readonly case: Name;
    readonly evidence: EvidenceOf<Id, Name>;
  };
}[CaseName<Id>];

/** Something that a reader or a rule has found: only the evidence, without a message. */
export type Problem = { [Id in RuleId]: ProblemOf<Id> }[RuleId];

/** A problem at a place in a file: what readers find. */
export type Fault = Problem & { readonly location: Location };

/** A problem as a value. */
export function problem<Name extends RuleName, Of extends CaseName<IdOf<Name>>, At extends Where>(
  rule: Name,
  name: Of,
  evidence: EvidenceOf<IdOf<Name>, Of>,
  where: At,
): {
  readonly rule: IdOf<Name>;
  readonly case: Of;
  readonly evidence: EvidenceOf<IdOf<Name>, Of>;
} & At {
  return { rule: idOf(rule), case: name, evidence, ...where };
}

/** The same where the case is a parameter of the caller, for which the compiler cannot tell the members of the union apart. */
export const fault = <Name extends RuleName, Of extends CaseName<IdOf<Name>>>(
  rule: Name,
  name: Of,
  evidence: EvidenceOf<IdOf<Name>, Of>,
  location: Location,
): Fault => problem(rule, name, evidence, { location }) as unknown as Fault;

/** Whether a problem is of this rule, and of this case if one is named. */
export function isOf<Found extends Problem, Name extends RuleName>(
  found: Found,
  rule: Name,
): found is Extract<Found, { readonly rule: IdOf<Name> }>;
export function isOf<Found extends Problem, Name extends RuleName, Of extends CaseName<IdOf<Name>>>(
  found: Found,
  rule: Name,
  name: Of,
): found is Extract<Found, { readonly rule: IdOf<Name>; readonly case: Of }>;
export function isOf(found: Problem, rule: RuleName, name?: string): boolean {
  return found.rule === idOf(rule) && (name === undefined || found.case === name);
}

export const ruleIds = Object.keys(problems) as readonly RuleId[];

const idsByName = new Map<string, RuleId>(ruleIds.map((id) => [problems[id].name, id]));

/** The id of a rule, by its name. */
export const idOf = <Name extends RuleName>(name: Name): IdOf<Name> => idsByName.get(name) as IdOf<Name>;

/** The table, where the id is known only when the program runs. */
export const entryOf = (id: RuleId): Entry => problems[id];

/** Whether a finding of this rule is about a topic; one of a rule that is not in the table is about none. */
export function isAbout(rule: string, topic: Topic): boolean {
  const id = ruleIds.find((each) => each === rule);
  return id !== undefined && entryOf(id).topics?.includes(topic) === true;
}

/** The rules about a topic, in the order of their ids. */
export const rulesAbout = (topic: Topic): readonly RuleId[] => ruleIds.filter((id) => isAbout(id, topic));

/** Returns the level and the effect of a case. */
export function caseOf({ rule, case: name }: { readonly rule: RuleId; readonly case: string }): Case {
  const found = entryOf(rule).cases[name];
  if (found === undefined) throw new RangeError(`${rule} has no case ${name}`);
  return found;
}

/** Whether a problem keeps a plugin from being installed or loaded. */
export const isBlocking = (found: { readonly rule: RuleId; readonly case: string }): boolean =>
  caseOf(found).blocks !== 'nothing';

/** Whether a problem says that something could not be looked up. */
export const isUnknown = (found: { readonly rule: RuleId; readonly case: string }): boolean =>
  caseOf(found).verdict === 'unknown';

/**
 * Whether a problem decides the verdict: something is refused, or not known. It cannot be silenced, made milder or put into a
 * baseline.
 */
export const isBinding = (found: { readonly rule: RuleId; readonly case: string }): boolean =>
  isBlocking(found) || isUnknown(found);

/** Whether a rule has a case that decides the verdict. */
export const canBind = (id: RuleId): boolean =>
  Object.keys(entryOf(id).cases).some((name) => isBinding({ rule: id, case: name }));

/** Returns the level of a rule's usual case, which lists and pages show. */
export function levelOf(id: RuleId): Severity {
  const [usual] = Object.values(entryOf(id).cases);
  return usual?.level ?? 'error';
}

/** Whether a problem is an error: something will not work. */
export const isError = (found: { readonly rule: RuleId; readonly case: string }): boolean =>
  caseOf(found).level === 'error';

/** Finds a rule by its id, in upper or lower case, or by its name. */
export function ruleNamed(text: string): RuleId | undefined {
  return ruleIds.find((id) => id === text.toUpperCase() || problems[id].name === text.toLowerCase());
}

/** What lists and pages show about a rule. */
export interface RuleFacts {
  readonly id: RuleId;
  readonly name: string;
  readonly severity: Severity;
  readonly section: string;
  readonly summary: string;
}

/** Every rule as lists and pages show it, in the order of the ids. */
export const ruleFacts: readonly RuleFacts[] = ruleIds.map((id) => {
  const { name, section, summary } = entryOf(id);
  return { id, name, severity: levelOf(id), section, summary };
});

/**
 * Everything that mkt can find, in one typed record: what each rule is called, what it looks at, and its cases. A case decides the
 * level and what it keeps from working; nothing else does. The evidence of a case is data, typed here, from which its rule makes
 * the message. An entry without a rule does not compile, and neither does a rule without an entry.
 */
import type {
  ContextCost,
  DataRing,
  EventEvidence,
  Handover,
  HookProcesses,
  MissingInput,
  MissingVariables,
  OversizedDemand,
  ResourceDemand,
  ScatteredSettings,
  SerialStages,
  SettingClash,
  SharedOutput,
  ShownCredentials,
  TestsByHand,
  UnpublishedEvents,
  UnseenLinks,
  UntestedTeam,
  UnwatchedDeployment,
  VariableClash,
  WrongFormat,
} from './combination-evidence.ts';
import type { Severity } from './finding.ts';
import type { Location } from './location.ts';

/** What a case keeps from happening: the installation, the loading of what was installed, or nothing. What blocks is an error. */
export type Blocks = 'install' | 'load' | 'nothing';

/** What a rule looks at. */
export type Scope = 'file' | 'plugin' | 'marketplace' | 'list' | 'combination';

/** What a rule is about, for whoever asks for the findings of a kind; most are about nothing that anybody asks for. */
export type Topic =
  /** A requested plugin that cannot be had. */
  | 'absence'
  /** What can keep a request from being resolved. */
  | 'resolution'
  /** Versions that exclude each other. */
  | 'versions'
  /** Components of one name. */
  | 'names'
  /** Other parts of plugins that get into each other's way. */
  | 'meetings'
  /** What there is to read. */
  | 'documentation';

/** One way in which a rule finds something. `Evidence` is known to the compiler only. */
export interface Case<Evidence = unknown> {
  readonly level: Severity;
  readonly blocks: Blocks;
  /** Never there: it carries the type. */
  readonly evidence?: Evidence;
}

/** The names that a set of plugins shares, and what tells them apart. */
export interface NameClash {
  /** Each with its marketplace behind it where two of them bear one name. */
  readonly plugins: readonly string[];
  /** The names that all of them ship, sorted. */
  readonly names: readonly string[];
  /** The full names of the first of these, each once. */
  readonly fullNames: readonly string[];
}

const error = <Evidence>(blocks: Blocks): Case<Evidence> => ({ level: 'error', blocks });
const warning = <Evidence>(): Case<Evidence> => ({ level: 'warning', blocks: 'nothing' });
const note = <Evidence>(): Case<Evidence> => ({ level: 'note', blocks: 'nothing' });

interface Entry {
  readonly name: string;
  readonly scope: Scope;
  readonly topics?: readonly Topic[];
  /** The section of the integration guide that it stands for. */
  readonly section: string;
  /** One line: fires when … */
  readonly summary: string;
  /** Versions of the client for which it holds; all, where none are given. */
  readonly claudeCode?: string;
  /** By name; the usual one first, whose level is that of the rule. */
  readonly cases: Readonly<Record<string, Case>>;
}

export const problems = {
  MKT101: {
    name: 'plugin-not-found',
    scope: 'list',
    topics: ['absence', 'resolution'],
    section: 'Plugin Not Found',
    summary: 'a requested plugin is in no registry, in several marketplaces, or could not be looked up',
    cases: { found: error<never>('install') },
  },
  MKT102: {
    name: 'no-matching-version',
    scope: 'list',
    topics: ['absence', 'resolution', 'versions'],
    section: 'Version Compatibility',
    summary: 'the plugin exists, but no release is in the range',
    cases: { found: error<never>('install') },
  },
  MKT103: {
    name: 'version-conflict',
    scope: 'list',
    topics: ['resolution', 'versions'],
    section: 'Version Compatibility',
    summary: 'no combination of versions fulfils what is asked for; says why, and what would help',
    cases: { found: error<never>('install') },
  },
  MKT104: {
    name: 'unknown-marketplace',
    scope: 'list',
    topics: ['absence', 'resolution'],
    section: 'Plugin Not Found',
    summary: 'a spec or a dependency names a marketplace that no registry holds',
    cases: { found: error<never>('install') },
  },
  MKT105: {
    name: 'cross-marketplace-blocked',
    scope: 'list',
    topics: ['resolution'],
    section: 'Plugin Not Found',
    summary:
      'a dependency leaves its marketplace, and the marketplace of the requested plugin does not allow it',
    cases: { found: error<never>('install') },
  },
  MKT106: {
    name: 'dependency-cycle',
    scope: 'combination',
    topics: ['resolution'],
    section: 'Identify Dependencies',
    summary: 'chosen plugins depend on each other in a ring',
    cases: { found: warning<never>() },
  },
  MKT107: {
    name: 'renamed-plugin',
    scope: 'list',
    topics: ['absence', 'resolution'],
    section: 'Plugin Not Found',
    summary: 'a plugin is asked for by a name that its marketplace has given up',
    cases: { found: warning<never>() },
  },
  MKT108: {
    name: 'superseded-plugin',
    scope: 'combination',
    section: 'Version Compatibility',
    summary: 'a chosen plugin was taken over by another one, which is also chosen or could be',
    cases: { found: warning<never>() },
  },
  MKT109: {
    name: 'unpinnable-plugin',
    scope: 'combination',
    section: 'Version Compatibility',
    summary: 'a chosen plugin has neither a version nor a tag, so that what is installed depends on the day',
    cases: { found: note<{ plugins: string[]; stated: { plugin: string; version: string }[] }>() },
  },
  MKT110: {
    name: 'client-resolution-differs',
    scope: 'combination',
    section: 'Version Compatibility',
    summary: 'a combination exists, but the client itself ends with another one, or with none',
    cases: { found: warning<never>() },
  },
  MKT111: {
    name: 'untagged-dependency',
    scope: 'combination',
    section: 'Version Compatibility',
    summary: 'a range is asked of a plugin of which the client cannot choose the version',
    cases: { found: warning<never>() },
  },
  MKT112: {
    name: 'marketplace-name-clash',
    scope: 'list',
    section: 'Plugin Not Found',
    summary: 'several registered marketplaces bear one name, of which the client keeps the later',
    cases: { found: error<never>('nothing') },
  },
  MKT201: {
    name: 'runtime-conflict',
    scope: 'combination',
    topics: ['resolution', 'versions'],
    section: 'Dependency Conflicts',
    summary: 'the version ranges of one runtime have nothing in common',
    cases: { found: error<never>('nothing') },
  },
  MKT202: {
    name: 'library-conflict',
    scope: 'combination',
    topics: ['resolution', 'versions'],
    section: 'Dependency Conflicts',
    summary: 'the version ranges of one library have nothing in common',
    cases: { found: error<never>('nothing') },
  },
  MKT203: {
    name: 'runtime-not-in-environment',
    scope: 'combination',
    topics: ['resolution', 'versions'],
    section: 'Dependency Conflicts',
    summary: 'the runtime or library that the project has is not one that a plugin can use',
    cases: { found: error<never>('nothing') },
  },
  MKT301: {
    name: 'agent-name-clash',
    scope: 'combination',
    topics: ['names'],
    section: 'Modular Architecture',
    summary: 'an agent of one name is shipped by several chosen plugins',
    cases: { found: warning<NameClash>() },
  },
  MKT302: {
    name: 'command-name-clash',
    scope: 'combination',
    topics: ['names'],
    section: 'Modular Architecture',
    summary: 'a command of one name is shipped by several chosen plugins',
    cases: { found: warning<NameClash>() },
  },
  MKT303: {
    name: 'skill-name-clash',
    scope: 'combination',
    topics: ['names'],
    section: 'Modular Architecture',
    summary: 'a skill of one name is shipped by several chosen plugins',
    cases: { found: warning<NameClash>() },
  },
  MKT304: {
    name: 'mcp-server-clash',
    scope: 'combination',
    topics: ['meetings'],
    section: 'Clear Interfaces',
    summary: 'one name stands for different MCP servers of several plugins, or one server comes with several',
    cases: { found: error<never>('nothing') },
  },
  MKT305: {
    name: 'lsp-extension-clash',
    scope: 'combination',
    topics: ['meetings'],
    section: 'Clear Interfaces',
    summary: 'language servers of several plugins claim one file extension',
    cases: { found: warning<never>() },
  },
  MKT306: {
    name: 'hook-overlap',
    scope: 'combination',
    topics: ['meetings'],
    section: 'Modular Architecture',
    summary: 'hooks of several plugins run on one event and could decide against each other',
    cases: { found: warning<never>() },
  },
  MKT307: {
    name: 'shadows-builtin',
    scope: 'combination',
    topics: ['meetings'],
    section: 'Clear Interfaces',
    summary: 'a command or skill bears the name of one that comes with the client',
    cases: { found: warning<never>() },
  },
  MKT308: {
    name: 'executable-clash',
    scope: 'combination',
    topics: ['meetings'],
    section: 'Modular Architecture',
    summary: 'several plugins put an executable of one name on PATH',
    cases: { found: warning<never>() },
  },
  MKT309: {
    name: 'mcp-tool-name-length',
    scope: 'combination',
    section: 'Clear Interfaces',
    summary: 'the names of a plugin and its MCP server leave too little room for the names of its tools',
    cases: { found: warning<never>() },
  },
  MKT401: {
    name: 'chatty-pair',
    scope: 'combination',
    section: 'Communication Overhead',
    summary: 'two plugins hand very many artifacts to each other',
    cases: { 'one-way': warning<Handover>(), 'both-ways': warning<{ there: Handover; back: Handover }>() },
  },
  MKT402: {
    name: 'hook-fan-out',
    scope: 'combination',
    section: 'Communication Overhead',
    summary: 'more processes start on each tool call than the budget allows',
    cases: { found: warning<HookProcesses>() },
  },
  MKT403: {
    name: 'context-budget',
    scope: 'combination',
    section: 'Communication Overhead',
    summary: 'the descriptions that every session carries take more tokens than the budget allows',
    cases: { found: warning<ContextCost>() },
  },
  MKT404: {
    name: 'duplicate-producer',
    scope: 'combination',
    section: 'Modular Architecture',
    summary: 'an artifact that a plugin takes is made by several others, and nobody says whose is used',
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
    summary: 'many variables and servers of several plugins have to be set up before the combination works',
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
    summary: 'a credential stands in the configuration of a hook or a server',
    cases: { found: error<ShownCredentials>('nothing') },
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
    summary: 'needed artifacts go round in a ring, so that no stage can come first',
    cases: { found: warning<DataRing>() },
  },
  MKT604: {
    name: 'isolated-plugin',
    scope: 'combination',
    section: 'Identify Dependencies',
    summary: 'no data, event or dependency ties a chosen plugin to the others',
    cases: { some: note<{ plugins: readonly string[] }>(), all: note<{ plugins: readonly string[] }>() },
  },
  MKT605: {
    name: 'event-unheard',
    scope: 'combination',
    section: 'Event-Driven Architecture',
    summary:
      'a plugin waits for an event that nobody publishes; where plugins run by events, also one that nobody awaits',
    cases: {
      unpublished: note<UnpublishedEvents>(),
      unheard: note<{ published: readonly EventEvidence[] }>(),
    },
  },
  MKT701: {
    name: 'no-test-plugin',
    scope: 'combination',
    section: 'Testing Integration',
    summary: 'chosen plugins build something together, and none of them tests it',
    cases: { found: warning<UntestedTeam>() },
  },
  MKT702: {
    name: 'no-ci',
    scope: 'combination',
    section: 'Testing Integration',
    summary: 'a chosen plugin tests what others make, and none runs the tests on every change',
    cases: { found: note<TestsByHand>() },
  },
  MKT703: {
    name: 'untested-link',
    scope: 'combination',
    section: 'Testing Integration',
    summary: 'a chosen plugin tests, and nothing that one plugin hands to another comes under its eyes',
    cases: { found: note<UnseenLinks>() },
  },
  MKT801: {
    name: 'resource-contention',
    scope: 'combination',
    section: 'Resource Management',
    summary: 'plugins of one stage ask for more GPUs, cores or memory than the environment has',
    cases: { together: error<ResourceDemand>('nothing'), alone: error<OversizedDemand>('nothing') },
  },
  MKT802: {
    name: 'no-monitoring',
    scope: 'combination',
    section: 'Use Monitoring',
    summary: 'a chosen plugin deploys something, and none watches it',
    cases: { found: note<UnwatchedDeployment>() },
  },
  MKT803: {
    name: 'serial-bottleneck',
    scope: 'combination',
    section: 'Parallel Execution',
    summary: 'plugins that need nothing of each other are made to run one after the other',
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
    summary: 'a file is not JSON or YAML, is not text, is too large, or has a key twice',
    cases: { found: error<never>('load') },
  },
  MKT902: {
    name: 'schema-violation',
    scope: 'file',
    section: 'Validate configuration format',
    summary: 'a value has the wrong type, or a key is missing',
    cases: { found: error<never>('load') },
  },
  MKT903: {
    name: 'unknown-key',
    scope: 'file',
    section: 'Validate configuration format',
    summary: 'a key that the format does not know',
    cases: { found: warning<never>() },
  },
  MKT904: {
    name: 'missing-source',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'a path leaves its folder, or what it names does not exist',
    cases: { found: error<never>('load') },
  },
  MKT905: {
    name: 'unlisted-plugin',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'a folder of a marketplace holds a plugin that no entry names',
    cases: { found: warning<never>() },
  },
  MKT906: {
    name: 'version-mismatch',
    scope: 'plugin',
    section: 'Check plugin registry',
    summary: 'the entry of a marketplace and the manifest of its plugin disagree',
    cases: { found: warning<never>() },
  },
  MKT907: {
    name: 'duplicate-plugin',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'one plugin is described twice',
    cases: { found: error<never>('nothing') },
  },
  MKT908: {
    name: 'bad-name',
    scope: 'plugin',
    section: 'Check plugin registry',
    summary: 'a name that does not match its file, or that the client does not take',
    cases: { found: warning<never>() },
  },
  MKT909: {
    name: 'broken-rename',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'a chain of renames goes round in a ring or ends nowhere',
    cases: { found: error<never>('nothing') },
  },
  MKT910: {
    name: 'bad-version',
    scope: 'file',
    section: 'Version Compatibility',
    summary: 'a version or range that semver cannot parse',
    cases: { found: warning<never>() },
  },
  MKT911: {
    name: 'dangling-reference',
    scope: 'plugin',
    section: 'Check plugin registry',
    summary: 'something that is referred to does not exist, or lies where nobody looks',
    cases: { found: warning<never>() },
  },
  MKT912: {
    name: 'unsatisfiable-release',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'a release whose own dependencies no registry can satisfy',
    cases: { found: error<never>('install') },
  },
} as const satisfies Readonly<Record<`MKT${number}`, Entry>>;

export type RuleId = keyof typeof problems;

type Cases<Id extends RuleId> = (typeof problems)[Id]['cases'];

/** The names of a rule's cases. */
export type CaseName<Id extends RuleId> = keyof Cases<Id> & string;

/** What a case of a rule is made of. */
export type EvidenceOf<Id extends RuleId, Name extends CaseName<Id>> =
  Cases<Id>[Name] extends Case<infer Evidence> ? Evidence : never;

/** The word at a place, and what it evidently should be. */
export interface Fix {
  readonly from: string;
  readonly to: string;
}

/** Whom a problem concerns, and where it stands. */
export interface Where {
  /** The plugins concerned, by name. */
  readonly plugins?: readonly string[];
  readonly location?: Location;
  /** Other places that belong to it. */
  readonly related?: readonly { readonly location: Location; readonly message: string }[];
  readonly fix?: Fix;
}

/** What a rule of this id has found. */
export type ProblemOf<Id extends RuleId> = {
  [Name in CaseName<Id>]: Where & {
    readonly rule: Id;
    readonly case: Name;
    readonly evidence: EvidenceOf<Id, Name>;
  };
}[CaseName<Id>];

/** Something that a reader or a rule has found: no words yet, only what they will be made of. */
export type Problem = { [Id in RuleId]: ProblemOf<Id> }[RuleId];

/** A problem as a value. */
export function problem<Id extends RuleId, Name extends CaseName<Id>>(
  rule: Id,
  name: Name,
  evidence: EvidenceOf<Id, Name>,
  where: Where = {},
): ProblemOf<Id> {
  return { rule, case: name, evidence, ...where } as unknown as ProblemOf<Id>;
}

export const ruleIds = Object.keys(problems) as readonly RuleId[];

/** The table, where the id is known only when the program runs. */
export const entryOf = (id: RuleId): Entry => problems[id];

/** Whether a finding of this rule is about a topic; one of a rule that is not in the table is about none. */
export function isAbout(rule: string, topic: Topic): boolean {
  const id = ruleIds.find((each) => each === rule);
  return id !== undefined && entryOf(id).topics?.includes(topic) === true;
}

/** The rules about a topic, in the order of their ids. */
export const rulesAbout = (topic: Topic): readonly RuleId[] => ruleIds.filter((id) => isAbout(id, topic));

/** The level and the effect of a case. */
export function caseOf({ rule, case: name }: { readonly rule: RuleId; readonly case: string }): Case {
  const found = entryOf(rule).cases[name];
  if (found === undefined) throw new RangeError(`${rule} has no case ${name}`);
  return found;
}

/** The level of a rule's usual case, which lists and pages show. */
export function levelOf(id: RuleId): Severity {
  const [usual] = Object.values(entryOf(id).cases);
  return usual?.level ?? 'error';
}

/** Whether something will not work for this problem. */
export const isError = (found: Problem): boolean => caseOf(found).level === 'error';

/** The id of a rule, by its id in any case or by its name. */
export function ruleNamed(text: string): RuleId | undefined {
  return ruleIds.find((id) => id === text.toUpperCase() || problems[id].name === text.toLowerCase());
}

/** What lists and pages show of a rule. */
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

/**
 * The evidence of findings about plugins that work together: how much they exchange and start, what must be set up for them, what
 * passes between them, and which plugins test and monitor it. It is plain and complete data: the rules shorten it in messages.
 */

/** An artifact in one format. */
export interface PortEvidence {
  readonly artifact: string;
  readonly format: string;
}

/** What one plugin hands to another. */
export interface Handover {
  readonly from: string;
  readonly to: string;
  /** Each once. */
  readonly artifacts: readonly string[];
}

/** One artifact that goes from one plugin to another. */
export interface LinkEvidence extends PortEvidence {
  readonly from: string;
  readonly to: string;
}

/** Processes that hooks start on each call of one tool. */
export interface HookProcesses {
  /** The tool on which most of them start. */
  readonly tool: string;
  readonly processes: number;
  readonly budget: number;
  /** The most first, in both. */
  readonly byEvent: readonly { readonly event: string; readonly processes: number }[];
  readonly byPlugin: readonly { readonly plugin: string; readonly processes: number }[];
  /** Other common tools whose calls start more than the budget allows. */
  readonly others: readonly { readonly tool: string; readonly processes: number }[];
}

/** What every session loads, in tokens; plugins and components from largest to smallest. */
export interface ContextCost {
  readonly tokens: number;
  readonly budget: number;
  readonly plugins: readonly {
    readonly plugin: string;
    readonly tokens: number;
    readonly components: readonly {
      readonly kind: string;
      readonly name: string;
      readonly tokens: number;
    }[];
  }[];
  /** Plugins whose texts are not known. */
  readonly unknown: readonly string[];
}

/** MKT405: descriptions that are longer than the client shows. */
export interface CutDescriptions {
  readonly plugin: string;
  /** How many characters the client shows. */
  readonly most: number;
  /** The longest first. */
  readonly components: readonly {
    readonly kind: 'command' | 'skill';
    readonly name: string;
    readonly characters: number;
    /** The beginning of what is cut. */
    readonly cut: string;
  }[];
}

/** MKT405: a list of skills and commands that is longer than the client shows. */
export interface LongListing {
  /** Names and descriptions of all chosen plugins, at least. */
  readonly characters: number;
  /** What the list may take, for a context window of so many tokens; the smallest first. */
  readonly budgets: readonly { readonly window: number; readonly characters: number }[];
  /** The largest first. */
  readonly plugins: readonly {
    readonly plugin: string;
    readonly entries: number;
    readonly characters: number;
  }[];
}

/** Artifacts that several plugins produce for the same consumers. */
export interface SharedOutput {
  readonly makers: readonly string[];
  readonly artifacts: readonly PortEvidence[];
  readonly takers: readonly string[];
}

/** What one plugin says about a variable. */
export interface Statement<Value> {
  readonly plugin: string;
  readonly says: Value;
}

/** An environment variable with different meanings; only the properties in which plugins differ have statements. */
export interface VariableClash {
  readonly variable: string;
  readonly plugins: readonly string[];
  readonly defaults: readonly Statement<string>[];
  readonly meanings: readonly Statement<string>[];
  /** Whether its value is secret. */
  readonly secrecy: readonly Statement<boolean>[];
  /** A name that no other plugin would use. */
  readonly alternative: string;
}

/** Environment variables that are needed and not set, by name. */
export interface MissingVariables {
  readonly missing: readonly {
    readonly variable: string;
    readonly plugins: readonly string[];
    /** What it is, according to the first of these plugins. */
    readonly description?: string;
  }[];
}

/** Something to set up: a variable, or an MCP server to sign in to. */
export interface SettingEvidence {
  readonly kind: 'variable' | 'sign-in';
  readonly name: string;
}

/** What must be set up for each plugin; the plugin with the most settings first. */
export interface ScatteredSettings {
  readonly plugins: readonly { readonly plugin: string; readonly settings: readonly SettingEvidence[] }[];
}

/** The values that plugins ship for one setting of the client. */
export interface SettingClash {
  readonly setting: string;
  readonly plugins: readonly { readonly plugin: string; readonly value: unknown }[];
}

/** Where a plugin exposes credentials; never the credentials themselves. */
export interface ExposedCredentials {
  readonly plugin: string;
  /** What each looks like, and the key that holds it. */
  readonly credentials: readonly { readonly kind: string; readonly key: string }[];
  /** A variable to use instead of the first. */
  readonly variable: string;
}

/** An input in the formats that a plugin reads. */
export interface OpenNeed {
  readonly artifact: string;
  readonly formats: readonly string[];
}

/** An artifact that a plugin needs and no plugin produces. */
export interface MissingInput {
  readonly plugin: string;
  readonly artifact: string;
  /** The formats that the plugin reads. */
  readonly formats: readonly string[];
  /** What the artifact is, if the vocabulary says. */
  readonly description?: string;
  /** Recommended plugins that produce it. */
  readonly offers: readonly string[];
  /** What each of them needs and no chosen plugin produces, if that is so for all. */
  readonly needs?: readonly { readonly plugin: string; readonly inputs: readonly OpenNeed[] }[];
}

/** An artifact that is produced in formats that its consumer does not read. */
export interface WrongFormat {
  readonly plugin: string;
  readonly artifact: string;
  readonly reads: readonly string[];
  readonly makers: readonly string[];
  readonly made: readonly string[];
  /** Recommended plugins that convert what is produced into what is read. */
  readonly converters: readonly string[];
}

/** Plugins of which each needs the one before it, and the first needs the last. */
export interface DataCycle {
  readonly steps: readonly Handover[];
}

/** An event, and the plugins that subscribe to it or publish it. */
export interface EventEvidence {
  readonly event: string;
  readonly plugins: readonly string[];
}

/** Events that no plugin publishes, and, in event-driven plans, events without a subscriber. */
export interface UnpublishedEvents {
  readonly awaited: readonly EventEvidence[];
  readonly published: readonly EventEvidence[];
  /** Recommended plugins that publish one of the awaited events. */
  readonly offers: readonly string[];
}

/** A recommended plugin that replaced chosen ones: it comes in their place, and not next to them. */
export interface OfferedHeir {
  readonly plugin: string;
  readonly replaced: readonly string[];
}

/** Plugins that build something together, without a plugin that tests it. */
export interface UntestedCombination {
  readonly plugins: readonly string[];
  readonly links: readonly LinkEvidence[];
  /** Recommended plugins that test. */
  readonly offers: readonly string[];
  readonly heirs?: readonly OfferedHeir[];
}

/** Tests that do not run automatically. */
export interface ManualTests {
  readonly testers: readonly string[];
  readonly makers: readonly string[];
  /** Recommended plugins that run them. */
  readonly offers: readonly string[];
  readonly heirs?: readonly OfferedHeir[];
}

/** Links that no testing plugin covers. */
export interface UntestedLinks {
  readonly testers: readonly string[];
  readonly links: readonly LinkEvidence[];
}

/** What the plugins of one stage need, and what is available: cores, bytes of memory or GPUs. */
export interface ResourceDemand {
  readonly resource: 'cpu' | 'memory' | 'gpu';
  readonly available: number;
  /** Counted from 1. */
  readonly stage: number;
  readonly asked: number;
  readonly plugins: readonly {
    readonly plugin: string;
    readonly amount: number;
    /** How it uses a GPU. */
    readonly use?: 'shared' | 'exclusive';
  }[];
  /** Other stages that need too much, the worst first. */
  readonly otherStages: readonly number[];
}

/** The same, with the plugins that need too much by themselves. */
export interface OversizedDemand extends ResourceDemand {
  readonly tooBig: readonly string[];
}

/** Plugins that deploy something, without a plugin that monitors it. */
export interface UnmonitoredDeployment {
  readonly deploying: readonly string[];
  /** Recommended plugins that monitor. */
  readonly offers: readonly string[];
  readonly heirs?: readonly OfferedHeir[];
}

/** The requested stages, and the fewest rounds that would be enough; each with its plugins. */
export interface SerialStages {
  readonly stages: readonly (readonly string[])[];
  readonly rounds: readonly (readonly string[])[];
}

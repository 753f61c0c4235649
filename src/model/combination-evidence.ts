/**
 * What the findings about plugins that work together are made of: how much they hand over and start, what has to be set up for
 * them, what flows between them, who tests and watches it. All of it is plain data, complete: the rules fold it when they speak.
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
  /** Other tools in common use on which more start than the budget allows. */
  readonly others: readonly { readonly tool: string; readonly processes: number }[];
}

/** What every session carries, in tokens; the biggest first, plugins and components. */
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
  /** Plugins of which the texts are not known. */
  readonly unknown: readonly string[];
}

/** Artifacts that several plugins make for the same takers. */
export interface SharedOutput {
  readonly makers: readonly string[];
  readonly artifacts: readonly PortEvidence[];
  readonly takers: readonly string[];
}

/** What one plugin says of a variable. */
export interface Statement<Value> {
  readonly plugin: string;
  readonly says: Value;
}

/** One environment variable that means different things; of its properties those have statements in which somebody differs. */
export interface VariableClash {
  readonly variable: string;
  readonly plugins: readonly string[];
  readonly defaults: readonly Statement<string>[];
  readonly meanings: readonly Statement<string>[];
  /** Whether its value is secret. */
  readonly secrecy: readonly Statement<boolean>[];
  /** A name that nobody else would take. */
  readonly alternative: string;
}

/** Environment variables that are needed and not set, by name. */
export interface MissingVariables {
  readonly missing: readonly {
    readonly variable: string;
    readonly plugins: readonly string[];
    /** What the first of these plugins says that it is. */
    readonly description?: string;
  }[];
}

/** Something that somebody has to set up: a variable, or an MCP server to sign in to. */
export interface SettingEvidence {
  readonly kind: 'variable' | 'sign-in';
  readonly name: string;
}

/** What has to be set up for each plugin, the most first. */
export interface ScatteredSettings {
  readonly plugins: readonly { readonly plugin: string; readonly settings: readonly SettingEvidence[] }[];
}

/** The values that plugins ship for one setting of the client. */
export interface SettingClash {
  readonly setting: string;
  readonly plugins: readonly { readonly plugin: string; readonly value: unknown }[];
}

/** Where one plugin shows credentials; never the credentials. */
export interface ShownCredentials {
  readonly plugin: string;
  /** Each by what it looks like, and the key that holds it. */
  readonly credentials: readonly { readonly kind: string; readonly key: string }[];
  /** The variable that could stand in place of the first. */
  readonly variable: string;
}

/** An artifact that a plugin needs and nobody makes. */
export interface MissingInput {
  readonly plugin: string;
  readonly artifact: string;
  /** In which it would do. */
  readonly formats: readonly string[];
  /** What the artifact is, where the vocabulary says so. */
  readonly description?: string;
  /** Plugins to recommend that make it. */
  readonly offers: readonly string[];
}

/** An artifact that is there in formats that its taker does not read. */
export interface WrongFormat {
  readonly plugin: string;
  readonly artifact: string;
  readonly reads: readonly string[];
  readonly makers: readonly string[];
  readonly made: readonly string[];
  /** Plugins to recommend that turn what is made into what is read. */
  readonly converters: readonly string[];
}

/** Plugins of which each waits for the one before it; the last one gives to the first. */
export interface DataRing {
  readonly steps: readonly Handover[];
}

/** An event, and who awaits or publishes it. */
export interface EventEvidence {
  readonly event: string;
  readonly plugins: readonly string[];
}

/** Events that are awaited in vain, and, where plugins run by events, those that are published in vain beside them. */
export interface UnpublishedEvents {
  readonly awaited: readonly EventEvidence[];
  readonly published: readonly EventEvidence[];
  /** Plugins to recommend that publish one of those awaited. */
  readonly offers: readonly string[];
}

/** Plugins that build something together, and nobody tests it. */
export interface UntestedTeam {
  readonly plugins: readonly string[];
  readonly links: readonly LinkEvidence[];
  /** Plugins to recommend that test. */
  readonly offers: readonly string[];
}

/** Tests that nothing runs by itself. */
export interface TestsByHand {
  readonly testers: readonly string[];
  readonly makers: readonly string[];
  /** Plugins to recommend that run them. */
  readonly offers: readonly string[];
}

/** Links that no tester sees. */
export interface UnseenLinks {
  readonly testers: readonly string[];
  readonly links: readonly LinkEvidence[];
}

/** What the plugins of one stage ask for, and what there is: cores, bytes of memory or GPUs. */
export interface ResourceDemand {
  readonly resource: 'cpu' | 'memory' | 'gpu';
  readonly available: number;
  /** Counted from 1. */
  readonly stage: number;
  readonly asked: number;
  readonly plugins: readonly {
    readonly plugin: string;
    readonly amount: number;
    /** How it takes a GPU. */
    readonly use?: 'shared' | 'exclusive';
  }[];
  /** Other stages that ask for too much, the worst first. */
  readonly otherStages: readonly number[];
}

/** The same where some ask for too much alone: who these are. */
export interface OversizedDemand extends ResourceDemand {
  readonly tooBig: readonly string[];
}

/** What is deployed and not watched. */
export interface UnwatchedDeployment {
  readonly deploying: readonly string[];
  /** Plugins to recommend that watch. */
  readonly offers: readonly string[];
}

/** The stages that somebody has asked for, and the fewest rounds that would do; each with its plugins. */
export interface SerialStages {
  readonly stages: readonly (readonly string[])[];
  readonly rounds: readonly (readonly string[])[];
}

/** The project's curated knowledge besides the plugins: vocabulary, patterns, practices. It is data under `registry/`. */
import type { Port } from './plugin.ts';

/** `registry/artifacts.yaml`: the one vocabulary of interfaces. */
export interface Vocabulary {
  readonly artifacts: Readonly<
    Record<string, { readonly description: string; readonly formats: readonly string[] }>
  >;
  readonly formats: Readonly<Record<string, string>>;
  readonly events: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<string, string>>;
  /** Commands that verify a prerequisite, by runtime or tool: `{ julia: julia --version }`. */
  readonly verify: Readonly<Record<string, string>>;
}

export type OrchestrationId = 'pipeline' | 'parallel' | 'event-driven';

/** A named combination with roles: `registry/patterns/<id>.yaml`. */
export interface Pattern {
  readonly id: string;
  readonly title: string;
  /** Absent, as the next two, if the file does not say. */
  readonly category?: string;
  /** The guide or section it comes from. */
  readonly origin?: string;
  readonly useCase?: string;
  readonly benefits: readonly string[];
  readonly plugins: readonly PatternPlugin[];
  readonly orchestration: OrchestrationId | 'auto';
  readonly prerequisites: {
    readonly runtimes: Readonly<Record<string, string>>;
    readonly tools: readonly PatternTool[];
    readonly env: readonly string[];
  };
  readonly steps: readonly string[];
  readonly outcomes: readonly string[];
  readonly example?: { readonly language: string; readonly code: string };
}

export interface PatternPlugin {
  readonly name: string;
  readonly version: string;
  /** Needed only if several marketplaces have a plugin of this name. */
  readonly marketplace?: string;
  readonly role?: string;
  /** From 1; plugins of one stage can run in parallel. Either all plugins of a pattern have one, or the order is derived. */
  readonly stage?: number;
  /** The name of its agent, command or skill that the work begins with. */
  readonly begin?: string;
}

/** A tool or service that a pattern needs; any one of `anyOf` is enough. */
export interface PatternTool {
  readonly anyOf: readonly string[];
  readonly optional?: boolean;
}

/** The guide's advice as data: `registry/practices.yaml`. */
export interface Practices {
  readonly practices: readonly Practice[];
  readonly pitfalls: readonly Pitfall[];
  readonly troubleshooting: readonly Guidance[];
  readonly errorPatterns: readonly Guidance[];
  readonly orchestrations: readonly Orchestration[];
}

/** A best practice; its `id` selects the evaluation in the planner. */
export interface Practice {
  readonly id: string;
  /** `planning`, `workflow-design` or `performance`. */
  readonly group: string;
  readonly title: string;
  readonly advice: string;
  readonly commands?: AdviceCommands;
}

export interface Pitfall {
  readonly id: string;
  readonly title: string;
  readonly problem: string;
  readonly solution: string;
  /** The rules that detect it. */
  readonly rules: readonly string[];
  readonly commands?: AdviceCommands;
}

export interface Guidance {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly string[];
  readonly rules: readonly string[];
  readonly commands?: AdviceCommands;
}

/** What to run to see how things are: in a project with a list, or else on the machine. */
export interface AdviceCommands {
  readonly project: readonly string[];
  readonly machine: readonly string[];
}

export interface Orchestration {
  readonly id: OrchestrationId;
  readonly title: string;
  readonly idea: string;
  readonly when: string;
}

export interface Knowledge {
  readonly vocabulary: Vocabulary;
  readonly patterns: readonly Pattern[];
  readonly practices: Practices;
}

/** `artifact (format)` as it is shown to people. */
export function portText(port: Port): string {
  return `${port.artifact} (${port.format})`;
}

/** No knowledge, for a registry without any. */
export const emptyKnowledge: Knowledge = {
  vocabulary: { artifacts: {}, formats: {}, events: {}, roles: {}, verify: {} },
  patterns: [],
  practices: { practices: [], pitfalls: [], troubleshooting: [], errorPatterns: [], orchestrations: [] },
};

import type { ComponentKey } from './component-kinds.ts';
import type { Finding } from './finding.ts';
import type { OrchestrationId } from './knowledge.ts';
import type { Location } from './location.ts';
import type { ModReading } from './mod.ts';
import type { Versioned } from './plugin.ts';
import type { Verdict } from './verdict.ts';
import type { EventLink, Link } from './wiring.ts';

/** An integration plan: what a team needs to combine a set of plugins, in the order in which to do it. */
export interface Plan {
  /** Id of the pattern, if the plan follows one. */
  readonly pattern?: string;
  readonly title: string;
  readonly useCase?: string;
  /** Whether the client will install and load the plugins. */
  readonly verdict: Verdict;
  /** What the plan changes, compared with what is installed, enabled and locked now. */
  readonly change: PlanChange;
  readonly orchestration: {
    readonly id: OrchestrationId;
    readonly reason: string;
    /** The most plugins that run in parallel. */
    readonly width: number;
    /** The longest chain of plugins that wait for each other; empty if none does. */
    readonly longestChain: readonly string[];
    /** Optional inputs that come too late for the plugin that could use them. */
    readonly notWaitedFor: readonly MissedInput[];
    /** Required inputs that close a cycle: the first turn of the plugin does without them. */
    readonly cut: readonly MissedInput[];
    /** A way that takes fewer stages, and what plugins then start without. */
    readonly shorter?: {
      readonly id: OrchestrationId;
      readonly stages: number;
      readonly without: readonly MissedInput[];
    };
  };
  readonly plugins: readonly PlannedPlugin[];
  /** The plugins that are planned in place of those that they replaced; empty unless that was asked for. */
  readonly successions: readonly Succession[];
  /** What the mods of the plugins do, which run inside the client. */
  readonly mods: readonly { readonly plugin: string; readonly mod: ModReading }[];
  /** What the client starts by itself once the plugins are enabled; plugins of which it starts nothing are left out. */
  readonly starts: readonly PlanStarts[];
  readonly prerequisites: Prerequisites;
  /** In order; the steps of a stage can run in parallel if it is `parallel`. */
  readonly stages: readonly PlanStage[];
  readonly dataFlow: readonly Link[];
  readonly events: readonly EventLink[];
  /** Where the texts of one plugin call a component of another: seen in its files. */
  readonly calls: readonly PlanCall[];
  /** Files that the texts of one plugin say it writes, and those of another that it reads: seen in its files. */
  readonly files: readonly PlanFile[];
  /** From a dependency to the plugin that declares it. */
  readonly dependencies: readonly { readonly from: string; readonly to: string; readonly optional?: true }[];
  /** Commands for the client, in order, ready to type. */
  readonly install: readonly string[];
  /** The order in which to add the plugins: two first, then one at a time while links connect them, then the rest. */
  readonly rollout: readonly RolloutStep[];
  /** The plugins for which there are no commands: those that are not available, and those that the client is known to refuse. */
  readonly leftOut: readonly LeftOut[];
  /** Commands that take the steps back, the last one first. */
  readonly rollback: readonly string[];
  /** What the others lose when a plugin fails, by stage. */
  readonly failures: readonly PlanFailure[];
  /** An integration test to write for each link. */
  readonly tests: readonly PlanTest[];
  readonly pitfalls: readonly PlanPitfall[];
  /** How to find the cause of a failure, in the order in which to look. */
  readonly troubleshooting: readonly PlanAdvice[];
  readonly checklist: readonly ChecklistItem[];
  /** The steps of the work itself, if a pattern has them. */
  readonly workflow: readonly string[];
  readonly outcomes: readonly string[];
  readonly benefits: readonly string[];
  readonly example?: { readonly language: string; readonly code: string };
  readonly findings: readonly Finding[];
}

/** What the client starts of one plugin by itself, as its files say. */
export interface PlanStarts {
  readonly plugin: string;
  readonly hooks: readonly {
    readonly event: string;
    readonly amount: number;
    /** What all of them are limited to; empty if one is not, or if that is not known. */
    readonly matchers: readonly string[];
  }[];
  readonly servers: readonly {
    /** `MCP server` */
    readonly what: string;
    readonly name: string;
    /** The local ports that it is started with. */
    readonly ports: readonly number[];
    readonly location?: Location;
  }[];
}

/** An input that a plugin starts without. */
export interface MissedInput {
  readonly from: string;
  readonly to: string;
  readonly artifact: string;
}

/** A plugin that was asked for, and the one that is planned because it replaced it. */
export interface Succession {
  readonly plugin: string;
  readonly marketplace: string;
  readonly by: string;
  /** Its agents, commands and skills that the other one has under the same names, and those that it has not. */
  readonly kept: readonly string[];
  readonly lost: readonly string[];
}

export interface PlannedPlugin extends Versioned {
  readonly name: string;
  readonly marketplace: string;
  readonly role: string;
  readonly stage: number;
  /** Where its interface is known from: its author, mkt's registry or the project states it, or nothing does. */
  readonly ground: 'stated' | 'unknown';
  /** Of one that states no role: the roles that its own words show. */
  readonly seenRoles?: readonly SeenRole[];
  readonly description?: string;
  /** The names of what it adds to the client, by kind; kinds of which it has none are absent. */
  readonly components?: Partial<Readonly<Record<ComponentKey, readonly string[]>>>;
  /** What it takes in every session; absent in plans that an earlier version of mkt has saved. */
  readonly cost?: PluginCost;
}

/** What a plugin takes in every session. */
export interface PluginCost {
  /** Estimated tokens of its descriptions; absent if its texts are not known. */
  readonly tokens?: number;
  /** Hook processes for each call of the tool for which it starts the most. */
  readonly processes: number;
}

/** A role that a word of the plugin shows, and where the word is. */
export interface SeenRole {
  readonly role: string;
  readonly place: 'name' | 'category' | 'keywords' | 'description';
  readonly word: string;
  /** Such words were right in nine of ten measured cases or more. */
  readonly isSure: boolean;
}

/** What the plan changes. */
export interface PlanChange {
  /** One for each plugin of the plan that is not left out, then those that it disables. */
  readonly plugins: readonly PlannedChange[];
  /** Other plugins, by id, that are enabled now and stay so: a session loads them, too. */
  readonly others: readonly string[];
}

/** What happens to one plugin: `enable` means that it is installed, but disabled. */
export interface PlannedChange {
  readonly plugin: string;
  readonly action: 'add' | 'enable' | 'move' | 'keep' | 'disable';
  /** The version now, of a plugin that changes it; undefined if it is not known. */
  readonly from?: string;
  readonly to?: string;
  /** The version in the lock, if it is a different one. */
  readonly locked?: string;
  /** The version that the client installs, if it cannot be asked for the one of the plan. */
  readonly installs?: string;
  /** Why it is disabled. */
  readonly because?: string;
}

/** A component of one plugin that the texts of another one call. */
export interface PlanCall {
  readonly from: string;
  readonly to: string;
  /** `review:code-reviewer`, also if the text has only the name of the component. */
  readonly component: string;
  readonly location: Location;
  /** Statements of this form were right in nine of ten measured cases or more. */
  readonly isSure: boolean;
}

/** A component that is not its own and that a plugin calls by this name. */
export interface SeenCall {
  /** `code-reviewer` or `review:code-reviewer`. */
  readonly name: string;
  readonly location: Location;
  /** Statements of this form were right in nine of ten measured cases or more. */
  readonly isSure: boolean;
}

/** A file of the project by which one plugin hands something to another, as the texts of both say. */
export interface PlanFile {
  /** The plugin that writes it. */
  readonly from: string;
  /** The plugin that reads it. */
  readonly to: string;
  /** As the one that writes it names it, with `*` for what varies. */
  readonly path: string;
  /** Where it is said that the one writes it, and that the other reads it. */
  readonly written: Location;
  readonly read: Location;
  /** Statements of both forms were right in nine of ten measured cases or more. */
  readonly isSure: boolean;
}

/** What a plugin that fails keeps from others. */
export interface PlanFailure {
  readonly stage: number;
  readonly plugin: string;
  /** Plugins that cannot go on, each with what it lacks. */
  readonly stops: readonly string[];
  /** Plugins that go on without its output. */
  readonly goOn: readonly string[];
}

export interface Prerequisites {
  readonly runtimes: readonly Prerequisite[];
  readonly libraries: readonly Prerequisite[];
  readonly tools: readonly Prerequisite[];
  readonly env: readonly Prerequisite[];
  readonly resources: readonly Prerequisite[];
}

/** Something that must be present first, and the command that verifies it. */
export interface Prerequisite {
  readonly name: string;
  /** What is needed: a range, an amount, what the variable is for. */
  readonly need: string;
  readonly verify: string;
  readonly optional: boolean;
  /** Of a resource: how much of it, as its plugins' descriptions estimate it. */
  readonly amount?: string;
  /** The plugins that need it, or `pattern`, or `install` for what the plan's own commands use. */
  readonly neededBy: readonly string[];
}

export interface PlanStage {
  readonly name: string;
  readonly parallel: boolean;
  /** If the environment cannot run all of them at once: those that run in parallel, one round after another. */
  readonly rounds?: readonly (readonly string[])[];
  /** What there is too little of for a single round: `8 cores`. */
  readonly limits?: readonly string[];
  readonly steps: readonly PlanStep[];
}

/** What is said of a plugin that states nothing, and of which nothing else is known either. */
export const unstated = 'what it takes and hands on is not stated';

export interface PlanStep {
  readonly plugin: string;
  /** What it does here, from its role and wiring: one sentence. */
  readonly action: string;
  /** Slash commands, agents or skills of the plugin that do it. */
  readonly commands: readonly string[];
  /** The one of them that the pattern says to begin with. */
  readonly begin?: string;
}

export interface RolloutStep {
  readonly title: string;
  readonly add: readonly string[];
  /** Commands to type, in order. */
  readonly commands: readonly string[];
  /** Those of the commands that are only remarks: what to know, but not to do. */
  readonly remarks: readonly string[];
  /** Commands that fail if the step did not work. */
  readonly checks: readonly string[];
  /** How to verify the step before continuing. */
  readonly verify: readonly string[];
}

/** A plugin for which a plan has no commands. */
export interface LeftOut {
  readonly plugin: string;
  readonly rule: string;
  readonly because: string;
  /** What to do instead. */
  readonly instead?: string;
}

export interface PlanTest {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly artifact: string;
  readonly format: string;
  readonly given: string;
  /** What to call, by name: those of both plugins that fit best. Which one hands something on is not stated. */
  readonly run?: string;
  readonly expect: string;
}

export interface PlanPitfall {
  readonly id: string;
  readonly title: string;
  /** Why it applies to this combination: evidence. */
  readonly because: string;
  readonly solution: string;
  /** Rules whose findings are the evidence, if any. */
  readonly rules: readonly string[];
}

/** A step of troubleshooting, made concrete for these plugins. */
export interface PlanAdvice {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly string[];
}

export interface ChecklistItem {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly status: 'done' | 'missing' | 'unknown' | 'not-applicable';
  /** What covers it, what is missing, or why it does not apply. */
  readonly evidence: string;
}

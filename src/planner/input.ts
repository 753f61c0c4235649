import type { Finding } from '../model/finding.ts';
import type { Knowledge, OrchestrationId, Pattern } from '../model/knowledge.ts';
import type { PluginState } from '../model/machine.ts';
import type { ModReading } from '../model/mod.ts';
import type { LeftOut, PlanCall, PlanFile, SeenRole, Succession } from '../model/plan.ts';
import type { PluginId, Release } from '../model/plugin.ts';
import type { Environment } from '../model/project.ts';
import type { Chosen } from '../model/resolution.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Wiring } from '../model/wiring.ts';

/** Everything that a plan is made from: plain values, collected by the command. */
export interface PlanInput {
  /** The chosen releases, dependencies included. */
  readonly releases: readonly Release[];
  readonly chosen: readonly Chosen[];
  /** Names in the order in which the user wrote them; other chosen plugins come after. */
  readonly requested: readonly string[];
  readonly pattern?: Pattern;
  readonly knowledge: Knowledge;
  readonly findings: readonly Finding[];
  readonly environment: Environment;
  readonly orchestration: OrchestrationId | 'auto';
  /** What the mods of the releases do, if code was read. */
  readonly mods?: readonly { readonly release: Release; readonly mod: ModReading }[];
  /** Data and events among the releases, if already computed. */
  readonly wiring?: Wiring;
  /** How the client can add each marketplace, where that is known. */
  readonly marketplaces?: ReadonlyMap<string, AddedFrom>;
  /** Where a marketplace is cloned if need be; absent for a marketplace whose name no file or folder has. */
  readonly places?: ReadonlyMap<string, Place>;
  /** The plugins of which the client would install a different version from the chosen one, and that version. */
  readonly otherVersions?: ReadonlyMap<PluginId, string>;
  /** The options with which a command of mkt finds the same plugins, such as `--registry <source>`. */
  readonly options?: readonly string[];
  /** The requested plugins in an order in which the client can install them, if the plan's own order fails. */
  readonly installOrder?: readonly string[];
  /** In another order, the client does not find versions that fit. */
  readonly orderCounts?: boolean;
  /** The plugins that the client will not install or load: no command is written for them, nor for what depends on them. */
  readonly refused?: readonly Refused[];
  /** Requested plugins that are not among the releases, because they are not available or fit no combination: why there is no command for them. */
  readonly unavailable?: readonly LeftOut[];
  /** The plugins that the client loads from copies in the project: they are not installed. */
  readonly copied?: ReadonlySet<PluginId>;
  /** The plugins that the client installs from the project's pins, all with one command, and the ids by which it knows them. */
  readonly pinned?: ReadonlyMap<PluginId, PluginId>;
  /** The commits at which the pins are: one version can be at several. */
  readonly pinCommits?: ReadonlyMap<PluginId, string>;
  /** The result of checking the combination; that it loads if absent. */
  readonly verdict?: Verdict;
  /** Calls between the releases, with the labels of the plan. */
  readonly calls?: readonly PlanCall[];
  /** Files that one of the releases writes and another reads, with the labels of the plan. */
  readonly files?: readonly PlanFile[];
  /** The roles that the words of a plugin show. */
  readonly rolesSeen?: (release: Release) => readonly SeenRole[];
  /** How many hook processes each plugin starts, at most, for a call of a tool; 0 if it is not listed. */
  readonly processes?: ReadonlyMap<PluginId, number>;
  /** Plugins that are planned in place of those that they replaced. */
  readonly successions?: readonly Succession[];
  /** What there is now; nothing if absent. */
  readonly now?: Now;
  /** Ids of the rules that ran; all of them if absent. */
  readonly rulesRun?: readonly string[];
}

/** How a marketplace reaches the client. */
export interface AddedFrom {
  /** What the client takes: a folder, a file, a repository or a URL; absent for what has to be cloned first. */
  readonly add?: string;
  /** What git can clone; absent if it is not a repository. */
  readonly clone?: string;
  /** The branch, tag or commit of the repository; its default branch if absent. */
  readonly ref?: string;
}

/** The folder in which a plan clones a marketplace. */
export interface Place {
  readonly folder: string;
  /** It is there already, from an earlier run of the plan. */
  readonly isThere: boolean;
}

/** A plugin that the client will not install or load, and the finding that says why. */
export interface Refused {
  readonly name: string;
  readonly finding: Finding;
}

/** What is on this machine and in the lock, before the plan. */
export interface Now {
  readonly plugins: ReadonlyMap<
    PluginId,
    { readonly state: PluginState; readonly version?: string; readonly commit?: string }
  >;
  /** The names of the marketplaces that the client knows. */
  readonly marketplaces: ReadonlySet<string>;
  /** The versions in the lock; undefined if there is none. */
  readonly locked?: ReadonlyMap<PluginId, string>;
}

import type { Context, Orchestration } from '../analysis/context.ts';
import type { Outcome } from '../analysis/verdict.ts';
import type { Policy } from '../client/policy.ts';
import type { Knowledge, Pattern } from '../model/knowledge.ts';
import type { MachinePlugin } from '../model/machine.ts';
import type { Succession } from '../model/plan.ts';
import type { Plugin, PluginId, Release } from '../model/plugin.ts';
import type { Fault } from '../model/problems.ts';
import type { Environment, Project } from '../model/project.ts';
import type { Registry } from '../model/registry.ts';
import type { Declared } from '../model/registry-source.ts';
import type { Chosen, FailedResolution, RequestProblem, Spec } from '../model/resolution.ts';
import type { ClientSettings, MarketplaceSource } from '../model/settings.ts';
import type { ListOrigin } from '../model/verdict.ts';
import type { Copies } from '../project/fresh-copies.ts';

/** What a command works on: the request, the registries, and how far resolving came. */
export type Gathered = Request & (Unreadable | Unsettled | Unsolvable | Resolved);

/** What is asked for, and where to look for it. */
export interface Request {
  readonly list: ListOrigin;
  readonly specs: readonly Spec[];
  readonly pattern?: Pattern;
  /** The plugins that were exchanged for those that replaced them, if that was asked for. */
  readonly successions?: readonly Succession[];
  readonly project?: Project;
  /** The environment that the project states, with the options of the command line. */
  readonly environment: Environment;
  readonly registries: readonly Registry[];
  readonly knowledge: Knowledge;
  /** The names of mkt's commands, for advice. */
  readonly commands: readonly string[];
  readonly faults: readonly Fault[];
  /** The marketplaces that settings declare, with what was found there. */
  readonly declared: readonly Declared[];
  /** The versions that the lock of the project keeps; undefined if it has none, or it is not looked at. */
  readonly kept?: ReadonlyMap<PluginId, string>;
  /** What the administrator's settings say of sources, and the source that the client has of a registry; absent if they say nothing. */
  readonly policy?: {
    readonly stated: Policy;
    sourceOf(registry: string): MarketplaceSource | undefined;
  };
  /** Finds the copies of plugins that the project holds, if they are those of its lock; absent if it has neither. */
  readonly findCopies?: () => Promise<Copies | undefined>;
  /** All that is installed on this machine, if that is the list. */
  readonly installed?: readonly MachinePlugin[];
  /** What is wrong with plugins that must load on this machine, if that is the list. */
  readonly requiredHere?: Context['requiredHere'];
  /** The settings of this machine, if that is the list. */
  readonly settings?: ClientSettings;
}

/** A file of the request has an error: nothing was looked up. */
export interface Unreadable {
  readonly state: 'unreadable';
}

/** What was looked up to resolve the request. */
interface Looked {
  readonly plugins: ReadonlyMap<PluginId, Plugin>;
  readonly renamed: Context['renamed'];
  readonly blocked: Context['blocked'];
  readonly outside: Context['outside'];
  readonly leftOut: Context['leftOut'];
  /** Set if runtimes or libraries keep the request from being resolved. */
  readonly needs?: Context['needs'];
}

/** Some of the requested plugins do not exist, or they or their dependencies cannot be looked up. */
export interface Unsettled extends Looked {
  readonly state: 'unsettled';
  readonly problems: readonly [RequestProblem, ...RequestProblem[]];
  /** Conflicts among the others. */
  readonly failed: readonly FailedResolution[];
  /** The combination of those that have no problem and no conflict; undefined if there are none. */
  readonly rest: readonly ChosenRelease[] | undefined;
}

/** No combination fits. */
export interface Unsolvable extends Looked {
  readonly state: 'unsolvable';
  /** The conflicts, which have no plugin in common. */
  readonly failed: readonly [FailedResolution, ...FailedResolution[]];
  /** The combination of the plugins without a conflict; undefined if there are none. */
  readonly rest: readonly ChosenRelease[] | undefined;
}

/** One version of each plugin, for a request that may be empty. */
export interface Resolved extends Looked {
  readonly state: 'resolved';
  readonly combination: readonly ChosenRelease[];
  readonly orchestration: Orchestration;
}

/** A choice with its release. */
export interface ChosenRelease {
  readonly chosen: Chosen;
  readonly release: Release;
}

/** The chosen releases: for the whole request, or for the part of it that can be checked. */
export function combinationOf(gathered: Gathered): readonly ChosenRelease[] {
  switch (gathered.state) {
    case 'unreadable':
      return [];
    case 'resolved':
      return gathered.combination;
    default:
      return gathered.rest ?? [];
  }
}

/** How far a request came. */
export function outcomeOf(gathered: Gathered): Outcome {
  if (gathered.state === 'unreadable') return { state: 'unreadable' };
  const apart = gathered.state === 'resolved' && gathered.needs !== undefined;
  return {
    state: 'read',
    problems: gathered.state === 'unsettled' ? gathered.problems : [],
    failed: gathered.state === 'resolved' ? [] : gathered.failed,
    restChecked: combinationOf(gathered).length > 0,
    apart,
  };
}

/** The settings that count where the list is; plugins of the command line are checked by themselves. */
export function settingsOf({ list, settings, project }: Request): ClientSettings | undefined {
  return list.kind === 'file' || list.kind === 'machine' ? (settings ?? project?.settings) : undefined;
}

/** Whether the settings that count switch a plugin off. */
export function isOffIn(request: Request): (id: PluginId) => boolean {
  const enabled = settingsOf(request)?.enabledPlugins;
  return (id) => enabled?.get(id)?.value === false;
}

import type { Context, Orchestration } from '../analysis/context.ts';
import type { Knowledge, Pattern } from '../model/knowledge.ts';
import type { Plugin, PluginId, Release } from '../model/plugin.ts';
import type { Fault } from '../model/problems.ts';
import type { Environment, Project } from '../model/project.ts';
import type { Registry } from '../model/registry.ts';
import type { Chosen, FailedResolution, RequestProblem, Spec } from '../model/resolution.ts';
import type { ListOrigin } from '../model/verdict.ts';

/** What a command works on: the request and the registries, and how far they led. */
export type Gathered = Request & (Unreadable | Unsettled | Unsolvable | Resolved);

/** What is asked for, and where it is looked for. */
export interface Request {
  readonly list: ListOrigin;
  readonly specs: readonly Spec[];
  readonly pattern?: Pattern;
  readonly project?: Project;
  /** What the project says of the place, and the options of the command line. */
  readonly environment: Environment;
  readonly registries: readonly Registry[];
  readonly knowledge: Knowledge;
  readonly faults: readonly Fault[];
}

/** A file of the request has an error: nothing was looked up. */
export interface Unreadable {
  readonly state: 'unreadable';
}

/** What was looked at on the way to a resolution. */
interface Looked {
  readonly plugins: ReadonlyMap<PluginId, Plugin>;
  readonly renamed: Context['renamed'];
  readonly blocked: Context['blocked'];
  readonly outside: Context['outside'];
  /** Where runtimes or libraries keep the request from being resolved. */
  readonly needs?: Context['needs'];
}

/** Some of the request is not there to be chosen, or cannot be looked up. */
export interface Unsettled extends Looked {
  readonly state: 'unsettled';
  readonly problems: readonly [RequestProblem, ...RequestProblem[]];
  /** What comes of the others; undefined if there are none. */
  readonly rest: readonly ChosenRelease[] | FailedResolution | undefined;
}

/** No combination fits. */
export interface Unsolvable extends Looked {
  readonly state: 'unsolvable';
  readonly failed: FailedResolution;
}

/** One version of each plugin, for a request that may be empty. */
export interface Resolved extends Looked {
  readonly state: 'resolved';
  readonly combination: readonly ChosenRelease[];
  readonly orchestration: Orchestration;
}

/** A choice, and what was chosen. */
export interface ChosenRelease {
  readonly chosen: Chosen;
  readonly release: Release;
}

/** What was chosen: of the whole request, or of those of its plugins that are there. */
export function combinationOf(gathered: Gathered): readonly ChosenRelease[] {
  if (gathered.state === 'resolved') return gathered.combination;
  return gathered.state === 'unsettled' && isCombination(gathered.rest) ? gathered.rest : [];
}

export const isCombination = (rest: Unsettled['rest']): rest is readonly ChosenRelease[] =>
  Array.isArray(rest);

import type { Context, Orchestration } from '../analysis/context.ts';
import type { ClientRun } from '../model/client-run.ts';
import type { Fault } from '../model/fault.ts';
import type { Knowledge, Pattern } from '../model/knowledge.ts';
import type { Plugin, PluginId, Release } from '../model/plugin.ts';
import type { Environment, Project } from '../model/project.ts';
import type { Registry } from '../model/registry.ts';
import type { RequestProblem, Resolution, Spec } from '../model/resolution.ts';

/** What a command works on: the request, the registries, and the resolution if the input could be read. */
export interface Gathered {
  /** Where the list came from: `arguments`, `pattern ml-pipeline`, or a file. */
  readonly list: string;
  readonly specs: readonly Spec[];
  readonly pattern?: Pattern;
  readonly project?: Project;
  /** What the project says of the place, and the options of the command line. */
  readonly environment: Environment;
  readonly registries: readonly Registry[];
  readonly knowledge: Knowledge;
  readonly faults: readonly Fault[];
  /** A fault is an error: nothing was resolved, and the exit code is 2. */
  readonly unreadable: boolean;
  readonly problems: readonly RequestProblem[];
  readonly renamed: Context['renamed'];
  readonly blocked: Context['blocked'];
  readonly outside: Context['outside'];
  readonly resolution: Resolution | undefined;
  /** Where runtimes or libraries keep the request from being resolved. */
  readonly needs?: Context['needs'];
  /** Where a request has problems: the resolution of the others. */
  readonly rest?: Resolution;
  readonly plugins: ReadonlyMap<PluginId, Plugin>;
  /** Of the resolution, or of the rest. */
  readonly releases: readonly Release[];
  readonly orchestration: Orchestration;
  /** What keeps the client from loading releases that were chosen; see `release-faults.ts`. */
  readonly releaseFaults?: readonly Fault[];
  /** What the client itself would make of the request; see `client-run.ts`. */
  readonly clientRun?: ClientRun;
}

import type { Finding } from '../model/finding.ts';
import type { Knowledge, OrchestrationId, Pattern } from '../model/knowledge.ts';
import type { Release } from '../model/plugin.ts';
import type { Environment } from '../model/project.ts';
import type { Chosen } from '../model/resolution.ts';
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
  /** Data and events among the releases, if already computed. */
  readonly wiring?: Wiring;
  /** Marketplace to what `claude plugin marketplace add` takes for it: a folder, a repository or a URL. */
  readonly marketplaces?: ReadonlyMap<string, string>;
  /** The requested plugins in an order in which the client can install them, if the plan's own order fails. */
  readonly installOrder?: readonly string[];
  /** Ids of the rules that ran; all of them if absent. */
  readonly rulesRun?: readonly string[];
}

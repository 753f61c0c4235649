import type {
  OversizedDemand,
  ResourceDemand,
  SerialStages,
  UnmonitoredDeployment,
} from '../combination-evidence.ts';
import { error, note, type RuleEntry } from '../rule-entry.ts';

/** Rules about running a combination: resources, monitoring, stages, documentation. */
export const operationRules = {
  MKT801: {
    name: 'resource-contention',
    scope: 'combination',
    section: 'Resource Management',
    summary: 'plugins of one stage need more GPUs, cores or memory than the environment has',
    cases: { together: error<ResourceDemand>('nothing'), alone: error<OversizedDemand>('nothing') },
  },
  MKT802: {
    name: 'no-monitoring',
    scope: 'combination',
    section: 'Use Monitoring',
    summary: 'a chosen plugin deploys something, but none monitors it',
    cases: { found: note<UnmonitoredDeployment>() },
  },
  MKT803: {
    name: 'serial-bottleneck',
    scope: 'combination',
    section: 'Parallel Execution',
    summary: 'plugins that need nothing from each other run one after another',
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
} as const satisfies Readonly<Record<`MKT8${number}`, RuleEntry>>;

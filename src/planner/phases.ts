import type { Release } from '../model/plugin.ts';

/** Roles in the order in which work usually passes through them. */
const phases: readonly (readonly string[])[] = [
  ['orchestration', 'reasoning', 'research'],
  ['simulation', 'development', 'backend', 'frontend', 'migration'],
  ['modelling', 'training', 'acceleration', 'scheduling'],
  ['analysis', 'visualization', 'testing', 'validation', 'debugging', 'cleanup'],
  ['review', 'documentation', 'version-control'],
  ['ci', 'serving', 'infrastructure', 'deployment'],
  ['monitoring'],
];

/**
 * Returns the phase of work that a plugin belongs to, by its first role. It only breaks ties: it orders two plugins that can use
 * each other's output but do not need it.
 */
export function phaseOf({ integration }: Release): number {
  const phase = phases.findIndex((roles) => roles.includes(integration.roles[0] ?? ''));
  return phase === -1 ? 3 : phase;
}

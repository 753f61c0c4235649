import type { PlanStage, Prerequisite } from '../model/plan.ts';

/** What needs a prerequisite, in words. That it is needed for the installation is not mentioned. */
export function neededByNames({ neededBy }: Prerequisite): string[] {
  return neededBy
    .filter((name) => name !== 'install')
    .map((name) => (name === 'pattern' ? 'the pattern' : name));
}

/** How the plugins of a stage run, to print after its name. */
export function executionMode({ parallel, steps }: PlanStage): string {
  return parallel ? ', in parallel' : steps.length > 1 ? ', one after another' : '';
}

/** The heading of the steps. */
export function stepsTitle({ length }: readonly unknown[]): string {
  return length > 1 ? 'Steps: two plugins first, then one at a time' : 'Steps';
}

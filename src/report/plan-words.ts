import type { PlanStage, Prerequisite } from '../model/plan.ts';

/** Who needs something, as people call them; that it is needed to install needs no saying. */
export function needers({ neededBy }: Prerequisite): string[] {
  return neededBy
    .filter((name) => name !== 'install')
    .map((name) => (name === 'pattern' ? 'the pattern' : name));
}

/** Behind the name of a stage: how its plugins work. */
export function turns({ parallel, steps }: PlanStage): string {
  return parallel ? ', side by side' : steps.length > 1 ? ', in turn' : '';
}

/** The heading of the steps. */
export function stepsTitle({ length }: readonly unknown[]): string {
  return length > 1 ? 'Steps: two plugins first, then one at a time' : 'Steps';
}

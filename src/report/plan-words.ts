import type { PlanStage, Prerequisite, RolloutStep } from '../model/plan.ts';

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

/** Whether a command of a step is only a remark. */
export const isRemark = (line: string, { remarks }: Pick<RolloutStep, 'remarks'>): boolean =>
  remarks.includes(line);

/** The commands of a step that do something, or say what you have to do. */
export const realCommands = (step: Pick<RolloutStep, 'commands' | 'remarks'>): string[] =>
  step.commands.filter((line) => !isRemark(line, step));

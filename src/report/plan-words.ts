import { groupedBy } from '../model/grouped-by.ts';
import type { PlanStage, Prerequisite, RolloutStep } from '../model/plan.ts';
import { listed } from '../model/text.ts';

/** What needs a prerequisite, in words. That it is needed for the installation is not mentioned. */
export function neededByNames({ neededBy }: Prerequisite): string[] {
  return neededBy
    .filter((name) => name !== 'install')
    .map((name) => (name === 'pattern' ? 'the pattern' : name));
}

/** How the plugins of a stage run, to print after its name. */
export function executionMode({ parallel, steps, rounds, limits = [] }: PlanStage): string {
  if (rounds !== undefined) return `, ${roundsText(rounds, limits)}`;
  return parallel ? ', in parallel' : steps.length > 1 ? ', one after another' : '';
}

/** Who runs after whom, and why not all of them at once. */
export function roundsText(rounds: readonly (readonly string[])[], limits: readonly string[]): string {
  const are = limits.length === 1 && limits[0]?.startsWith('1 ') === true ? 'is' : 'are';
  const shown = rounds.map((names) => (names.length > 4 ? `${names.length} plugins` : listed(names)));
  return `in ${rounds.length} rounds, because there ${are} only ${listed(limits)}: ${shown.join(', then ')}`;
}

/** Whether a command of a step is only a remark. */
export const isRemark = (line: string, { remarks }: Pick<RolloutStep, 'remarks'>): boolean =>
  remarks.includes(line);

/** The commands of a step that do something, or say what you have to do. */
export const realCommands = (step: Pick<RolloutStep, 'commands' | 'remarks'>): string[] =>
  step.commands.filter((line) => !isRemark(line, step));

/** Text with arrows of one character, for output that has them. */
export const arrowed = (text: string): string => text.replaceAll(' -> ', ' → ');

/** More names than this do not help on one screen. */
const fewNames = 16;

/** The first names of many, and how many more there are. */
export const few = (names: readonly string[]): string =>
  names.length <= fewNames
    ? listed(names)
    : `${names.slice(0, fewNames).join(', ')} and ${names.length - fewNames} more`;

/** Groups values by a key, in the order of the first of each; no group is empty. */
export const groupsOf = <Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): (readonly [Value, ...Value[]])[] =>
  [...groupedBy(values, keyOf).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  );

import type { Plan } from '../model/plan.ts';
import { count, listed } from '../model/text.ts';
import { countedWarnings, type Warned, warningsOf } from './plan-warnings.ts';

/** The first lines of a plan: whether it works, and what stops it or hurts most. */
export interface PlanHead {
  readonly title: string;
  readonly sign: 'good' | 'bad' | 'unknown';
  readonly verdict: string;
  readonly hurts: readonly Warned[];
}

/** Whether the plan works, in its first lines. */
export function headOf(plan: Plan): PlanHead {
  const title = plan.pattern === undefined ? `Plan for ${plan.title}` : `${plan.title} (${plan.pattern})`;
  const { sign, words } = verdictOf(plan);
  const warnings = warningsOf(plan);
  const counts = countedWarnings(warnings).join(', ');
  return {
    title,
    sign,
    verdict: `${words}${counts === '' ? '' : `: ${counts}`}`,
    hurts: warnings.filter(({ isFirst }) => isFirst),
  };
}

function verdictOf(plan: Plan): { sign: PlanHead['sign']; words: string } {
  const { verdict, plugins, findings } = plan;
  const all = count(plugins.length, 'plugin');
  if (verdict.kind === 'unsolvable') return { sign: 'bad', words: withoutSome(plan, lostIn(verdict)) };
  if (verdict.kind === 'refused')
    return {
      sign: 'bad',
      words: `the client will not install or load ${verdict.plugins.length > 0 && verdict.plugins.length <= 3 ? listed(verdict.plugins) : `these ${all} as they are`}`,
    };
  if (findings.some(({ severity }) => severity === 'error'))
    return { sign: 'bad', words: `${all} resolved, but there are errors to fix first` };
  if (verdict.kind === 'unknown') {
    const names = [...new Set(verdict.plugins.map(({ name }) => name))];
    return { sign: 'unknown', words: withoutSome(plan, [`${few(names)} could not be looked up`]) };
  }
  const [only] = plugins;
  if (plugins.length === 1 && only !== undefined) return { sign: 'good', words: `${only.name} can be used` };
  const apart = verdict.kind === 'loads' && verdict.apart ? ' in separate environments' : '';
  return { sign: 'good', words: `these ${all} go together${apart}` };
}

/** What keeps requested plugins out of the combination. */
function lostIn({ conflict, missing, unknown }: Extract<Plan['verdict'], { kind: 'unsolvable' }>): string[] {
  const gone = missing.length === 1 ? 'is not available' : 'are not available';
  const clash = conflict.length === 1 ? 'cannot be installed' : 'do not go together';
  return [
    ...(missing.length === 0 ? [] : [`${few(missing)} ${gone}`]),
    ...(conflict.length === 0 ? [] : [`${few(conflict)} ${clash}`]),
    ...(unknown.length === 0 ? [] : [`${few(unknown.map(({ name }) => name))} could not be looked up`]),
  ];
}

/** Says of some plugins what is wrong with them, and that there is a plan for the others. */
function withoutSome({ plugins, leftOut }: Plan, reasons: readonly string[]): string {
  const absent = new Set(leftOut.map(({ plugin }) => plugin));
  const rest = plugins.filter(({ name }) => !absent.has(name)).length;
  const others = rest === 0 ? '' : `; the plan is for the other ${rest === 1 ? 'one' : rest}`;
  return `${listed(reasons)}${others}`;
}

/** The first few of many names. */
const few = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : listed(names);

import { type Finding, summarize } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import { isBlocking } from '../model/problems.ts';
import { count, listed } from '../model/text.ts';
import { countedLevels } from './counted-levels.ts';

/** The first lines of a plan: whether it works, and what stops it or hurts most. */
export interface PlanHead {
  readonly title: string;
  readonly sign: 'good' | 'bad';
  readonly verdict: string;
  readonly hurts: readonly Advice[];
}

/** What is wrong, and the one thing to do about it. */
export interface Advice {
  readonly what: string;
  readonly instead?: string;
}

/** How many findings are in the first lines. */
const shownFirst = 2;

/** Whether the plan works, in its first lines. */
export function headOf(plan: Plan): PlanHead {
  const title = plan.pattern === undefined ? `Plan for ${plan.title}` : `${plan.title} (${plan.pattern})`;
  const { sign, words } = verdictOf(plan);
  const counts = countedLevels(summarize(plan.findings));
  return {
    title,
    sign,
    verdict: `${words}${counts === '' ? '' : `: ${counts}`}`,
    hurts: gravest(plan).map((finding) =>
      finding.name === 'superseded-plugin' && finding.case === 'only-superseded'
        ? { ...adviceOf(finding), instead: 'add `--successors` to plan with what replaced them' }
        : adviceOf(finding),
    ),
  };
}

function verdictOf({ verdict, plugins, findings }: Plan): { sign: PlanHead['sign']; words: string } {
  const all = count(plugins.length, 'plugin');
  if (verdict.kind === 'refused')
    return {
      sign: 'bad',
      words: `the client will not install or load ${verdict.plugins.length > 0 && verdict.plugins.length <= 3 ? listed(verdict.plugins) : `these ${all} as they are`}`,
    };
  if (findings.some(({ severity }) => severity === 'error'))
    return { sign: 'bad', words: `${all} resolved, but there are errors to fix first` };
  const [only] = plugins;
  if (plugins.length === 1 && only !== undefined) return { sign: 'good', words: `${only.name} can be used` };
  const apart = verdict.kind === 'loads' && verdict.apart ? ' in separate environments' : '';
  return { sign: 'good', words: `these ${all} go together${apart}` };
}

/** Errors, those that block first, and plugins that were replaced: nobody should start with one of these unawares. */
export function gravest({ findings }: Pick<Plan, 'findings'>): readonly Finding[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const blocking = errors.filter(isBlocking);
  const replaced = findings.filter(
    ({ name, severity }) => name === 'superseded-plugin' && severity !== 'error',
  );
  const others = errors.filter((finding) => !isBlocking(finding));
  return [...blocking, ...others, ...replaced].slice(0, shownFirst);
}

/** A finding in two sentences; an error with its place. */
export function adviceOf({ severity, message, help, location }: Finding): Advice {
  const [statement = ''] = message.split('\n');
  const place = severity === 'error' && location !== undefined ? ` (${location.file}:${location.line})` : '';
  const what = `${statement}${place}`;
  const [instead] = (help ?? '').split('\n');
  return { what, ...(instead !== undefined && instead !== '' && { instead }) };
}

import type { Practice } from '../model/knowledge.ts';
import type { ChecklistItem } from '../model/plan.ts';
import { type Evaluated, evaluations, type Subject } from './evaluations.ts';

/** Each practice, judged for this combination instead of recited. */
export function checklist(practices: readonly Practice[], subject: Subject): ChecklistItem[] {
  return practices.map(({ id, title, group }) => {
    const [status, evidence] = evaluate(id, subject);
    return { id, title, group, status, evidence };
  });
}

function evaluate(id: string, subject: Subject): Evaluated {
  const evaluation = evaluations.get(id);
  return evaluation === undefined
    ? ['missing', 'nothing in the data tells; judge it yourself']
    : evaluation(subject);
}

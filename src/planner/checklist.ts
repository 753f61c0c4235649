import type { Practice } from '../model/knowledge.ts';
import type { ChecklistItem } from '../model/plan.ts';
import { caching, parallelism, profiling, resources } from './evaluate-performance.ts';
import { dataFlow, dependencies, testing, versions } from './evaluate-planning.ts';
import { documentation, errorHandling, interfaces, modularity } from './evaluate-workflow.ts';
import type { Evaluated, Subject } from './subject.ts';

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

/** Practice id to its evaluation. The texts say by what it is done, what is missing, or why it does not apply. */
const evaluations: ReadonlyMap<string, (subject: Subject) => Evaluated> = new Map([
  ['identify-dependencies', dependencies],
  ['map-data-flow', dataFlow],
  ['version-compatibility', versions],
  ['test-integration', testing],
  ['modular-architecture', modularity],
  ['clear-interfaces', interfaces],
  ['error-handling', errorHandling],
  ['documentation', documentation],
  ['profile-bottlenecks', profiling],
  ['parallel-execution', parallelism],
  ['resource-management', resources],
  ['caching', caching],
]);

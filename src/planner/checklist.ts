import type { Practice } from '../model/knowledge.ts';
import type { ChecklistItem } from '../model/plan.ts';
import { caching, parallelism, profiling, resources } from './evaluate-performance.ts';
import { dataFlow, dependencies, testing, versions } from './evaluate-planning.ts';
import { documentation, errorHandling, interfaces, modularity } from './evaluate-workflow.ts';
import type { Evaluation, EvaluationInput } from './evaluation.ts';

/** Evaluates each practice for this combination. */
export function checklist(practices: readonly Practice[], input: EvaluationInput): ChecklistItem[] {
  return practices.map(({ id, title, group }) => {
    const [status, evidence] = evaluate(id, input);
    return { id, title, group, status, evidence };
  });
}

function evaluate(id: string, input: EvaluationInput): Evaluation {
  const evaluation = evaluations.get(id);
  return evaluation === undefined ? ['unknown', 'mkt does not evaluate it'] : evaluation(input);
}

/** The evaluation of each practice, by id. The texts say what covers it, what is missing, or why it does not apply. */
const evaluations: ReadonlyMap<string, (input: EvaluationInput) => Evaluation> = new Map([
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

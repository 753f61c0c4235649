import type { Finding } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import { jsonText } from './json.ts';

/**
 * `mkt plan --json`: the whole plan, with sorted keys. `pattern` is null without one. Apart from the contract's fields it has
 * `title`, `useCase`, `orchestration`, `events`, `rollout`, `pitfalls`, `troubleshooting`, `workflow`, `outcomes`,
 * `benefits` and `example`.
 */
export function planJson(plan: Plan): string {
  return jsonText({ ...plan, pattern: plan.pattern ?? null });
}

/** The JSON if there is no plan: the findings that say why. */
export function noPlanJson({
  pattern,
  findings,
}: {
  pattern: string | undefined;
  findings: readonly Finding[];
}): string {
  return jsonText({ ok: false, pattern: pattern ?? null, findings, plugins: [] });
}

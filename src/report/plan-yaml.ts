import { stringify } from 'yaml';
import type { Plan } from '../model/plan.ts';
import { planJson } from './plan-json.ts';

/** The JSON of the plan as YAML, key for key. */
export function planYaml(plan: Plan): string {
  return stringify(JSON.parse(planJson(plan)), { lineWidth: 0, aliasDuplicateObjects: false });
}

import { Document, visit } from 'yaml';
import type { Plan } from '../model/plan.ts';
import { escapedControls, unprintable } from '../model/text.ts';
import { planJson } from './plan-json.ts';

/** The JSON of the plan as YAML, key for key. */
export function planYaml(plan: Plan): string {
  const document = new Document(JSON.parse(planJson(plan)), { aliasDuplicateObjects: false });
  // Control characters can be escaped only between double quotes, and yaml leaves most of them as they are.
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && scalar.value.search(unprintable) >= 0)
        scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return escapedControls(document.toString({ lineWidth: 0 }));
}

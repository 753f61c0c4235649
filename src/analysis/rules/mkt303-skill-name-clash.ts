import { nameClashes } from '../name-clash.ts';
import type { Rule } from '../rule.ts';

export const skillNameClash: Rule = {
  id: 'MKT303',
  name: 'skill-name-clash',
  severity: 'warning',
  section: 'Modular Architecture',
  summary: 'a skill of one name is shipped by several chosen plugins',
  check: (context) => nameClashes(context, 'skills'),
};

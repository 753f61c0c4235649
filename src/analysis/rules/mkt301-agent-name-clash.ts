import { nameClashes } from '../name-clash.ts';
import type { Rule } from '../rule.ts';

export const agentNameClash: Rule = {
  id: 'MKT301',
  name: 'agent-name-clash',
  severity: 'warning',
  section: 'Modular Architecture',
  summary: 'an agent of one name is shipped by several chosen plugins',
  check: (context) => nameClashes(context, 'agents'),
};

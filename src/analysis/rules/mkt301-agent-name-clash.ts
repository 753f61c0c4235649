import { nameClashes, sayClash } from '../name-clash.ts';
import type { Rule } from '../rule.ts';

export const agentNameClash: Rule<'MKT301'> = {
  id: 'MKT301',
  check: (context) => nameClashes(context, 'agents'),
  say: { found: (clash) => sayClash(clash, 'agents') },
};

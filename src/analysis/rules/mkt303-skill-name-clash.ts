import { nameClashes, sayClash } from '../name-clash.ts';
import type { Rule } from '../rule.ts';

export const skillNameClash: Rule<'MKT303'> = {
  id: 'MKT303',
  check: (context) => nameClashes(context, 'skills'),
  say: { found: (clash) => sayClash(clash, 'skills') },
};

import { nameClashes, sayClash } from '../name-clash.ts';
import type { Rule } from '../rule.ts';

export const commandNameClash: Rule<'MKT302'> = {
  id: 'MKT302',
  check: (context) => nameClashes(context, 'commands'),
  say: { found: (clash) => sayClash(clash, 'commands') },
};

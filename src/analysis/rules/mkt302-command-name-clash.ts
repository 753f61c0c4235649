import { componentKinds } from '../../model/component-kinds.ts';
import { nameClashes, sayClash } from '../name-clash.ts';
import type { Rule } from '../rule.ts';

export const commandNameClash: Rule<'MKT302'> = {
  id: componentKinds.commands.clash.rule,
  check: (context) => nameClashes(context, 'commands'),
  say: { found: (clash) => sayClash(clash, 'commands') },
};

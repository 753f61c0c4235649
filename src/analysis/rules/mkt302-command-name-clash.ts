import { nameClashes } from '../name-clash.ts';
import type { Rule } from '../rule.ts';

export const commandNameClash: Rule = {
  id: 'MKT302',
  name: 'command-name-clash',
  severity: 'warning',
  section: 'Modular Architecture',
  summary: 'a command of one name is shipped by several chosen plugins',
  check: (context) => nameClashes(context, 'commands'),
};

/** For each case of each rule a small input that raises it, and what its help advises. A new rule or case does not compile without. */

import { combinations } from './combinations.ts';
import { keys, places } from './files.ts';
import { flow } from './flow.ts';
import type { Advised, Beyond } from './follow.ts';
import { lists } from './lists.ts';
import { machine } from './machine.ts';
import { malformed } from './malformed.ts';
import { request } from './request.ts';
import { schema } from './schema.ts';
import { statements } from './statements.ts';

type Table = Readonly<Record<string, Readonly<Record<string, Advised | readonly Advised[] | Beyond>>>>;
export const table: Table = {
  ...request,
  ...malformed,
  ...schema,
  ...keys,
  ...places,
  ...statements,
  ...combinations,
  ...flow,
  ...lists,
  ...machine,
};

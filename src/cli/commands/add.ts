import { additions } from '../../changes/list-change.ts';
import type { ListChangeResult } from '../../report/list-change-result.ts';
import type { Answer, Call } from '../call.ts';
import { specOf } from '../spec-of.ts';
import { changeList } from './change-list.ts';

/** `mkt add`: plugins into the project's list. */
export async function run(call: Call): Promise<Answer<ListChangeResult>> {
  const asked = call.args.map(specOf);
  return changeList(call, 'add', (list) => additions(list, asked));
}

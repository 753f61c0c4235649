import { printable } from '../model/text.ts';
import type { Recovered, Refusal } from '../project/write.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import { type Aside, note } from './world.ts';

/** Says what became of the change of a mkt that was stopped. */
export function tell(recovered: Recovered, aside: Aside): void {
  if (recovered === 'finished')
    note(aside, 'an earlier run was stopped while it wrote; its change is whole now');
  if (recovered === 'undone')
    note(aside, 'an earlier run was stopped before it wrote; nothing of it is left');
}

const reasons: Readonly<Record<Refusal['why'], string>> = {
  'leads-out': 'it is a link that leads out of the project',
  changed: 'it was changed meanwhile',
  'not-a-file': 'it is not a regular file',
};

/** @throws Failure if a file was not written. */
export function refuse([first]: readonly Refusal[]): void {
  if (first === undefined) return;
  throw new Failure(`\`${printable(first.path)}\` was not written: ${reasons[first.why]}`, {
    code: exitCode.failed,
    hint: first.why === 'changed' ? 'run the command again' : undefined,
  });
}

import { printable } from '../model/text.ts';
import type { Recovered, Refusal } from '../project/write.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import { type Aside, note } from './world.ts';

/** Reports what happened to the change of a run that was interrupted. */
export function tell(recovered: Recovered, aside: Aside): void {
  if (recovered === 'finished')
    note(aside, 'an earlier run was interrupted while it wrote; mkt has completed its change');
  if (recovered === 'settled')
    note(
      aside,
      'an earlier run was interrupted while the client installed plugins; the settings have again what the project wrote there',
    );
  if (recovered === 'undone')
    note(aside, 'an earlier run was interrupted before it wrote; mkt has discarded its change');
}

const reasons: Readonly<Record<Refusal['why'], string>> = {
  'leads-out': 'it is a link to a place outside the project',
  changed: 'it has changed in the meantime',
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

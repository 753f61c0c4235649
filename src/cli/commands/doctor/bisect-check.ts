import type { DoctorLine } from '../../../model/doctor.ts';
import { readBisect } from '../../../project/bisect-journal.ts';
import type { Io } from '../../io.ts';

/** A search that was left behind. */
export function bisectLines(cwd: string, env: Io['env']): DoctorLine[] {
  if (readBisect(cwd, env) === undefined) return [];
  return [
    {
      check: 'bisect',
      level: 'warning',
      message: 'a search for a plugin that breaks something is in progress in this folder',
      help: 'continue with `mkt bisect`, or end it with `mkt bisect reset`',
    },
  ];
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorLine } from '../../../model/doctor.ts';
import { lockFile } from '../../../model/lock.ts';
import type { Project } from '../../../model/project.ts';
import { count } from '../../../model/text.ts';
import { isUnfinished } from '../../../project/write.ts';
import type { Call } from '../../call.ts';
import { attempt } from './doctor-lines.ts';

/** Whether an earlier run was interrupted. */
export function writingLines({ root }: Project): DoctorLine[] {
  if (!isUnfinished(root)) return [];
  return [
    {
      check: 'writing',
      level: 'warning',
      message: 'an earlier run was interrupted while it wrote',
      help: 'run `mkt sync` to complete or undo it',
    },
  ];
}

/** The lock against the list. Settings of the client need none. */
export async function lockLine(project: Project, call: Call): Promise<DoctorLine> {
  if (project.file.endsWith('.json') && !existsSync(join(project.root, lockFile)))
    return {
      check: 'lock',
      level: 'skipped',
      message: `there is no \`${lockFile}\``,
      help: 'run `mkt lock` to pin the plugins exactly',
    };
  const { freshLock } = await import('../fresh-lock.ts');
  const locked = await attempt('lock', () => freshLock(project, call));
  if ('level' in locked) return locked;
  return {
    check: 'lock',
    level: 'ok',
    message: `\`${lockFile}\` matches the list: ${count(locked.lock.plugins.size, 'plugin')} locked`,
  };
}

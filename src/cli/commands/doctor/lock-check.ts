import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorLine } from '../../../model/doctor.ts';
import { type Lock, lockFile } from '../../../model/lock.ts';
import type { Project } from '../../../model/project.ts';
import { count } from '../../../model/text.ts';
import { isUnfinished } from '../../../project/write.ts';
import type { Call } from '../../call.ts';
import { attempt } from './doctor-lines.ts';

/** Whether an earlier run was interrupted. */
export function writingLines(root: string, hasList: boolean): DoctorLine[] {
  if (!isUnfinished(root)) return [];
  return [
    {
      check: 'writing',
      level: 'warning',
      message: 'an earlier run was interrupted while it wrote',
      help: `run \`${hasList ? 'mkt sync' : 'mkt init'}\` to complete or undo it`,
    },
  ];
}

/** The lock against the list, and the lock itself if it matches. Settings of the client need none. */
export async function lockLine(
  project: Project,
  call: Call,
): Promise<{ readonly line: DoctorLine; readonly lock?: Lock }> {
  if (project.file.endsWith('.json') && !existsSync(join(project.root, lockFile)))
    return {
      line: {
        check: 'lock',
        level: 'skipped',
        message: `there is no \`${lockFile}\``,
        help: 'run `mkt lock` to pin the plugins exactly',
      },
    };
  const { freshLock } = await import('../fresh-lock.ts');
  const locked = await attempt('lock', () => freshLock(project, call));
  if ('level' in locked) return { line: locked };
  const { lock } = locked;
  return {
    line: {
      check: 'lock',
      level: 'ok',
      message: `\`${lockFile}\` matches the list: ${count(lock.plugins.size, 'plugin')} locked`,
    },
    lock,
  };
}

import type { DoctorLine } from '../../../model/doctor.ts';
import type { Project } from '../../../model/project.ts';
import { count } from '../../../model/text.ts';
import type { DoctorResult } from '../../../report/doctor-result.ts';
import type { Call } from '../../call.ts';
import { attempt } from './doctor-lines.ts';

/** The copies against the lock, and what this machine has in the way of them. */
export async function copiesResult(project: Project, call: Call): Promise<DoctorResult> {
  const { run: sync } = await import('../sync.ts');
  const synced = await attempt('copies', () =>
    sync({ ...call, args: [], options: { ...call.options, check: true } }),
  );
  if ('level' in synced) return { lines: [synced], obstacles: [] };
  const { state, changes = [], refused = [], inTheWay = [] } = synced.result ?? { state: 'fresh' };
  const line: DoctorLine =
    state === 'fresh'
      ? { check: 'copies', level: 'ok', message: 'they match the lock' }
      : {
          check: 'copies',
          level: state === 'refused' ? 'error' : 'warning',
          message:
            state === 'refused'
              ? `${count(refused.length, 'plugin')} cannot be copied`
              : `${count(changes.length, 'plugin')} to write or remove`,
          help: 'run `mkt sync`',
        };
  return { lines: [line], obstacles: inTheWay.length > 0 ? inTheWay : await obstaclesOf(project, call) };
}

/** What this machine has in the way of copies that match the lock: then `mkt sync --check` does not look. */
async function obstaclesOf({ root }: Project, { options, world }: Call): Promise<DoctorResult['obstacles']> {
  const [{ readOwn }, { obstaclesTo }] = await Promise.all([
    import('../../../project/read-copies.ts'),
    import('../../sync-plan.ts'),
  ]);
  const own = readOwn(root, options.cwd);
  const names = 'fault' in own ? [] : Object.keys(own.plugins).map((id) => id.slice(0, id.lastIndexOf('@')));
  return obstaclesTo(names, { options, world, root, isInstalled: false });
}

import type { DoctorLine } from '../../../model/doctor.ts';
import type { Project } from '../../../model/project.ts';
import { count, printable } from '../../../model/text.ts';
import type { DoctorResult } from '../../../report/doctor-result.ts';
import type { SyncResult } from '../../../report/sync-result.ts';
import type { Call } from '../../call.ts';
import { attempt } from './doctor-lines.ts';

/** The copies against the lock, and what this machine has in the way of them. */
export async function copiesResult(
  project: Project,
  call: Call,
): Promise<DoctorResult & { readonly synced?: SyncResult | undefined }> {
  const { run: sync } = await import('../sync.ts');
  const synced = await attempt('copies', () =>
    sync({ ...call, args: [], options: { ...call.options, check: true } }),
  );
  if ('level' in synced) return { lines: [synced], obstacles: [] };
  const { result } = synced;
  const inTheWay = result?.inTheWay ?? [];
  return {
    lines: [copiesLine(result)],
    obstacles: inTheWay.length > 0 ? inTheWay : await obstaclesOf(project, call),
    synced: result,
  };
}

type Shown = Pick<SyncResult, 'state' | 'changes' | 'refused' | 'pins' | 'settings' | 'noSettings'>;

/** What a sync would do, counted; what it is, `mkt sync` says. */
export function copiesLine(result: Shown | undefined): DoctorLine {
  if (result === undefined || result.state === 'fresh')
    return { check: 'copies', level: 'ok', message: 'they match the lock' };
  const { state, changes, refused, pins, settings, noSettings } = result;
  const pinFiles = pins?.files.length ?? 0;
  const isRefused = state === 'refused';
  const parts = isRefused
    ? [
        ...(refused.length > 0 ? [`${count(refused.length, 'plugin')} cannot be copied`] : []),
        ...(noSettings === undefined ? [] : [`\`${printable(noSettings.shown)}\` cannot be edited`]),
      ]
    : [
        ...(changes.length > 0 ? [`${count(changes.length, 'plugin')} to write or remove`] : []),
        ...(pinFiles > 0 ? [`${count(pinFiles, 'file')} of the pins to write or remove`] : []),
        ...(settings?.diff ? [`\`${printable(settings.file)}\` to edit`] : []),
      ];
  return {
    check: 'copies',
    level: isRefused ? 'error' : 'warning',
    message: parts.join('; ') || 'their record is out of date',
    help: 'run `mkt sync`',
  };
}

/** What this machine has in the way of copies that match the lock: then `mkt sync --check` does not look. */
async function obstaclesOf({ root }: Project, { options, world }: Call): Promise<DoctorResult['obstacles']> {
  const [{ readOwn }, { obstaclesTo }] = await Promise.all([
    import('../../../project/read-copies.ts'),
    import('../../sync-plan.ts'),
  ]);
  const own = await readOwn(root, options.cwd);
  const names = 'fault' in own ? [] : Object.keys(own.plugins).map((id) => id.slice(0, id.lastIndexOf('@')));
  return obstaclesTo(names, { options, world, root, isInstalled: false });
}

import type { DoctorLine } from '../../../model/doctor.ts';
import type { Call } from '../../call.ts';
import { attempt, summaryLine } from './doctor-lines.ts';

/** What is installed on this machine. */
export async function installedLine(call: Call): Promise<DoctorLine> {
  const { run: check } = await import('../check.ts');
  const checked = await attempt('installed', () =>
    check({ ...call, args: [], options: { ...call.options, installed: true } }),
  );
  if ('level' in checked) return checked;
  return summaryLine('installed', checked.result?.findings ?? [], 'mkt check --installed');
}

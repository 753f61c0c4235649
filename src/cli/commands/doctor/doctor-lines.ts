import type { DoctorLine } from '../../../model/doctor.ts';
import type { Finding } from '../../../model/finding.ts';
import { count, printable } from '../../../model/text.ts';
import { Failure } from '../../failure.ts';

/** What a check finds, or the line that says why it cannot be made. */
export async function attempt<T>(check: string, work: () => Promise<T>): Promise<T | DoctorLine> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return {
      check,
      level: 'error',
      message: printable(error.message),
      ...(error.hint !== undefined && { help: error.hint }),
    };
  }
}

/** What is wrong, counted; what it is, the command says. */
export function summaryLine(check: string, findings: readonly Finding[], command: string): DoctorLine {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  if (errors.length > 0)
    return {
      check,
      level: 'error',
      message: `${count(errors.length, 'error')}, first: ${firstLine(errors[0])}`,
      help: `run \`${command}\``,
    };
  if (warnings.length > 0)
    return {
      check,
      level: 'warning',
      message: `${count(warnings.length, 'warning')}, first: ${firstLine(warnings[0])}`,
      help: `run \`${command}\``,
    };
  return { check, level: 'ok', message: 'nothing to report' };
}

export const firstLine = (finding: Finding | undefined): string => finding?.message.split('\n')[0] ?? '';

import { type DoctorResult, linesOf } from './doctor-result.ts';
import { jsonText } from './json.ts';

/** `mkt doctor --json`: `schema/doctor.schema.json`. */
export const doctorJson = (result: DoctorResult): string => {
  const lines = linesOf(result);
  return jsonText({ ok: lines.every(({ level }) => level !== 'error'), lines });
};

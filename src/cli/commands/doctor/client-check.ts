import compare from 'semver/functions/compare.js';
import type { DoctorLine } from '../../../model/doctor.ts';
import { clientFacts } from '../../../sources/registries/bundled-client-facts.ts';

/** The version of the client that is installed. */
export function clientLine(version: string | undefined): DoctorLine {
  const check = 'client';
  if (version === undefined)
    return {
      check,
      level: 'warning',
      message: '`claude` is not in `PATH`, or does not print its version',
      help: 'install Claude Code, or state its version with `--claude-code`',
    };
  const newest = clientFacts().loading.claudeCode;
  return newest !== undefined && compare(version, newest) > 0
    ? {
        check,
        level: 'warning',
        message: `claude ${version}; mkt knows the client only up to ${newest}`,
        help: 'check for a newer version of mkt',
      }
    : { check, level: 'ok', message: `claude ${version}` };
}

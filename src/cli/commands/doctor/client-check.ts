import { resolve } from 'node:path';
import compare from 'semver/functions/compare.js';
import type { DoctorLine } from '../../../model/doctor.ts';
import { printable } from '../../../model/text.ts';
import { isVersion } from '../../../model/version.ts';
import { clientProgram } from '../../../sources/process/client-program.ts';
import { versionOfClient } from '../../../sources/process/probe.ts';
import { clientFacts } from '../../../sources/registries/bundled-client-facts.ts';
import type { Call } from '../../call.ts';
import { Failure } from '../../failure.ts';

/** The client that everything is judged for. */
export interface JudgedClient {
  /** Undefined if it could not be determined. */
  readonly version: string | undefined;
  /** The program that the user names with `--client`, which may then be asked more than its version. */
  readonly program?: string;
  /** The user states only a version, and no client is asked. */
  readonly isStated?: true;
}

/**
 * The client of `--client`: a version or a program; without the option, the one on this machine.
 * @throws Failure if the stated program does not say its version.
 */
export async function judgedClient({
  options: { client, claudeCode, cwd },
  world: { env },
}: Pick<Call, 'options' | 'world'>): Promise<JudgedClient> {
  if (client === undefined) return { version: await versionOfClient(clientProgram(env), env) };
  if (claudeCode !== undefined)
    throw new Failure('`--client` and `--claude-code` both name a client', { hint: 'use only one of them' });
  if (isVersion(client)) return { version: client, isStated: true };
  // A name is looked up in `PATH`, as a shell does; a path is the user's, from the folder in which mkt runs.
  const program = /[\\/]/.test(client) ? resolve(cwd, client) : client;
  const version = await versionOfClient(program, env);
  if (version === undefined || !isVersion(version))
    throw new Failure(`\`${printable(client)}\` is not a client that prints its version`, {
      hint: 'use a program such as `claude`, or a version such as `2.1.332`',
    });
  return { version, program };
}

/** The version of the client. */
export function clientLine({ version, program, isStated }: JudgedClient): DoctorLine {
  const check = 'client';
  if (version === undefined)
    return {
      check,
      level: 'warning',
      message: '`claude` is not in `PATH`, or does not print its version',
      help: 'install Claude Code, or state its version with `--client`',
    };
  const shown = isStated
    ? `claude ${version}, as \`--client\` states`
    : `claude ${version}${program === undefined ? '' : ` (\`${printable(program)}\`)`}`;
  const newest = clientFacts().loading.claudeCode;
  return newest !== undefined && compare(version, newest) > 0
    ? {
        check,
        level: 'warning',
        message: `${shown}; mkt knows the client only up to ${newest}`,
        help: 'check for a newer version of mkt',
      }
    : { check, level: 'ok', message: shown };
}

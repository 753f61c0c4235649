import { lockFile } from '../../model/lock.ts';
import { isError } from '../../model/problems.ts';
import type { Project } from '../../model/project.ts';
import { printable } from '../../model/text.ts';
import { type ReadLock, readLock } from '../../project/lock-file.ts';
import { staleFaults } from '../../project/stale-faults.ts';
import type { Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { projectOf } from '../project.ts';
import { listOf } from './lock.ts';

/**
 * The project that contains the working folder.
 * @throws Failure if its list cannot be read.
 */
export async function readableProject({ options, world }: Call): Promise<Project> {
  const { project, faults } = await projectOf(options, world.env, {
    required: true,
    takesPlugins: false,
  });
  if (project === undefined) throw new Error('a required project is neither found nor reported as missing');
  const fault = faults.find(isError);
  if (fault !== undefined)
    throw new Failure(`\`${printable(fault.location.file)}\` cannot be read (line ${fault.location.line})`, {
      hint: 'run `mkt check` to see what is wrong',
    });
  return project;
}

/**
 * The lock of a project, if it matches the list: a lock of a different list would be useless.
 * @throws Failure that says what is missing.
 */
export async function freshLock(project: Project, call: Call): Promise<ReadLock> {
  const { cwd } = call.options;
  const read = await readLock(project.root, cwd);
  if (read === undefined)
    throw new Failure(`there is no \`${lockFile}\` next to \`${printable(project.file)}\``, {
      hint: 'run `mkt lock` first',
    });
  const file = printable(read.file);
  const [fault] = read.faults.filter(isError);
  if (fault !== undefined)
    throw new Failure(`\`${file}\` cannot be read (line ${fault.location.line})`, {
      hint: 'run `mkt lock --check` to see what is wrong',
    });
  if (staleFaults(read, await listOf(project, call)).length > 0)
    throw new Failure(`\`${file}\` does not match the plugin list`, {
      code: exitCode.problem,
      hint: 'run `mkt lock`, or `mkt lock --check` to see what is missing',
    });
  return read;
}

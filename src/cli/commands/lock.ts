import type { Finding } from '../../model/finding.ts';
import { emptyLock, lockFile } from '../../model/lock.ts';
import { type Fault, isError } from '../../model/problems.ts';
import type { Project } from '../../model/project.ts';
import type { Spec } from '../../model/resolution.ts';
import { printable } from '../../model/text.ts';
import { type ReadLock, readLock } from '../../project/lock-file.ts';
import { staleFaults } from '../../project/stale-faults.ts';
import type { LockResult } from '../../report/lock-result.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { findingsOf } from '../findings-of.ts';
import { reportOf } from '../lock-report.ts';
import { projectOf } from '../project.ts';

/** `mkt lock`: checks the lock of a project, or writes it. What writing needs is loaded only then: hooks check often. */
export async function run(call: Call): Promise<Answer<LockResult>> {
  const { options, world } = call;
  if (options.adopt === true && (options.check === true || options.verify === true))
    throw new Failure('`--adopt` writes the lock, and `--check` and `--verify` only read it', {
      hint: 'run the two one after the other',
    });
  if (options.verify === true && (options.upgrade !== undefined || options.dryRun === true))
    throw new Failure('`--verify` changes nothing, so it cannot go with `--upgrade` or `--dry-run`', {
      hint: 'run one after the other',
    });
  if (options.check !== true && options.verify !== true)
    return (await import('./update-lock.ts')).updateLock(call);
  const { project, faults } = await projectOf(options, world.env, { required: true, takesPlugins: false });
  if (project === undefined) throw new Error('a required project is there or has failed');
  if (faults.some(isError)) return unreadable(project, await findingsOf(faults), options.cwd);
  const read = readLock(project.root, options.cwd);
  if (read === undefined)
    throw new Failure(`there is no \`${lockFile}\` next to \`${printable(project.file)}\``, {
      code: exitCode.problem,
      hint: 'run `mkt lock`, and commit what it writes',
    });
  if (read.faults.some(isError)) return unreadable(project, await findingsOf(read.faults), options.cwd);
  const found = [...read.faults, ...staleFaults(read, await listOf(project, call))];
  found.push(...(await contentOf(read, project, call)));
  const findings = found.length === 0 ? [] : await findingsOf(found);
  const isBad = findings.some(({ severity }) => severity === 'error' || options.strict);
  return {
    code: isBad ? exitCode.problem : exitCode.fine,
    result: { ...reportOf(read.file, read.lock), state: isBad ? 'stale' : 'fresh', findings },
  };
}

function unreadable(project: Project, findings: readonly Finding[], cwd: string): Answer<LockResult> {
  const file = shownPath(`${project.root}/${lockFile}`, cwd);
  return {
    code: exitCode.usage,
    result: { ...reportOf(file, emptyLock), state: 'stale', findings },
  };
}

/** The list of a project with the plugins of its patterns; the bundled patterns are read only if it names one. */
export async function listOf(project: Project, { options, world }: Call): Promise<readonly Spec[]> {
  if (project.patterns.length === 0) return project.plugins;
  const { open } = await import('../open.ts');
  const { listOf: whole } = await import('../list-of.ts');
  const { knowledge } = await open({ ...options, offline: true }, world, project);
  return whole(project, knowledge, []);
}

async function contentOf(
  read: ReadLock,
  project: Project,
  { options, world }: Call,
): Promise<readonly Fault[]> {
  const fetched = options.verify === true;
  if (!fetched) {
    const { movedTags } = await import('../../project/moved-tags.ts');
    return movedTags(read, world.env);
  }
  const [{ contentFaults, sourceFaults }, { copyFaults }, { accessFor }, { open }] = await Promise.all([
    import('../../project/locked-content.ts'),
    import('../../project/copy-faults.ts'),
    import('../access.ts'),
    import('../open.ts'),
  ]);
  const access = accessFor(world, { offline: options.offline, fresh: true });
  const { registries } = await open(options, world, project);
  const where = { root: project.root, cwd: options.cwd, access };
  const faults = [...(await contentFaults(read, where)), ...(await sourceFaults(read, registries))];
  // Of a lock that is not upstream's, nothing follows for copies.
  return faults.length > 0 ? faults : copyFaults(read, project.route, where);
}

import type { Finding } from '../../model/finding.ts';
import { emptyLock, lockFile } from '../../model/lock.ts';
import { type Fault, isError } from '../../model/problems.ts';
import type { Project } from '../../model/project.ts';
import type { Spec } from '../../model/resolution.ts';
import { printable } from '../../model/text.ts';
import { findProject } from '../../project/index.ts';
import { type ReadLock, readLock } from '../../project/lock-file.ts';
import { staleFaults } from '../../project/stale-faults.ts';
import type { LockResult } from '../../report/lock-result.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import type { IndexFiles } from '../../sources/git/index-files.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode, gravestCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { findingsOf } from '../findings-of.ts';
import { stagedLists } from '../lists.ts';
import { reportOf } from '../lock-report.ts';
import { projectOf } from '../project.ts';

/** `mkt lock`: checks the lock of a project, or writes it. What writing needs is loaded only then: hooks check often. */
export async function run(call: Call): Promise<Answer<LockResult>> {
  const { options } = call;
  if (options.adopt === true && (options.check === true || options.verify === true))
    throw new Failure('`--adopt` writes the lock, but `--check` and `--verify` only read it', {
      hint: 'run the two separately',
    });
  if (options.verify === true && (options.upgrade !== undefined || options.dryRun === true))
    throw new Failure(
      '`--verify` changes nothing, so it cannot be combined with `--upgrade` or `--dry-run`',
      {
        hint: 'run the two separately',
      },
    );
  const { staged = false, ifPresent = false } = options;
  if ((staged || ifPresent) && options.check !== true)
    throw new Failure(`\`${staged ? '--staged' : '--if-present'}\` requires \`--check\``, {
      hint: 'add `--check`',
    });
  if (staged) return checkStaged(call);
  if (options.check !== true && options.verify !== true)
    return (await import('./update-lock.ts')).updateLock(call);
  return checkLock(call, {});
}

/** The locks of the lists that the next commit changes, with their copies. */
async function checkStaged(call: Call): Promise<Answer<LockResult>> {
  const { options, world } = call;
  if (options.verify === true)
    throw new Failure('`--verify` reads the working folder, so it cannot be combined with `--staged`', {
      hint: 'run the two separately',
    });
  const { files, from } = await stagedLists(options.cwd, world.env, { withCopies: true });
  const answers: Answer<LockResult>[] = [];
  for (const list of files) answers.push(await checkLock(call, { list, index: from }));
  return together(answers);
}

/** One report over several locks: that of the first that is not up to date, with the findings of all. */
function together(answers: readonly Answer<LockResult>[]): Answer<LockResult> {
  const reports = answers.flatMap(({ result }) =>
    result === undefined || 'unresolved' in result ? [] : [result],
  );
  const shown = reports.find(({ state }) => state === 'stale') ?? reports[0];
  if (shown === undefined) return { code: exitCode.fine };
  return {
    code: gravestCode(answers.map(({ code }) => code)),
    result: { ...shown, findings: reports.flatMap(({ findings }) => findings) },
  };
}

/** Whether the lock of one project matches its list. */
async function checkLock(
  call: Call,
  { list, index }: { readonly list?: string; readonly index?: IndexFiles },
): Promise<Answer<LockResult>> {
  const { options, world } = call;
  const isNeeded = index === undefined && options.ifPresent !== true;
  const at = { ...options, list: list ?? findProject(options.cwd, world), files: index };
  if (at.list === undefined && !isNeeded) return { code: exitCode.fine };
  const { project, faults } = await projectOf(at, world.env, { required: true, takesPlugins: false });
  if (project === undefined) throw new Error('a required project is neither found nor reported as missing');
  const read = await readLock(project.root, options.cwd, index);
  if (read === undefined && !isNeeded) return { code: exitCode.fine };
  if (faults.some(isError)) return unreadable(project, await findingsOf(faults), options.cwd);
  if (read === undefined)
    throw new Failure(`there is no \`${lockFile}\` next to \`${printable(project.file)}\``, {
      hint: 'run `mkt lock`, and commit what it writes',
    });
  if (read.faults.some(isError)) return unreadable(project, await findingsOf(read.faults), options.cwd);
  const found = [...read.faults, ...staleFaults(read, await listOf(project, call))];
  found.push(...(await contentOf(read, project, call)));
  if (index !== undefined && found.length === 0) {
    const { stagedCopyFaults } = await import('../../project/staged-copies.ts');
    found.push(
      ...(await stagedCopyFaults(read, project.route, { root: project.root, cwd: options.cwd, index })),
    );
  }
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

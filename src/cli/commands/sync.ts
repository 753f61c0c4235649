import { isInSync, replaces, skillsFolder } from '../../changes/copies.ts';
import { type Lock, lockFile } from '../../model/lock.ts';
import { isError } from '../../model/problems.ts';
import type { Project } from '../../model/project.ts';
import { printable } from '../../model/text.ts';
import { readLock } from '../../project/lock-file.ts';
import { staleFaults } from '../../project/stale-faults.ts';
import { prepareSync, type Sync } from '../../project/sync-copies.ts';
import { isUnfinished, ownProject, type Refusal } from '../../project/write.ts';
import type { SyncResult } from '../../report/sync-result.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { projectOf } from '../project.ts';
import { note } from '../world.ts';
import { refuse, tell } from '../written.ts';
import { listOf } from './lock.ts';

/** `mkt sync`: makes the copies in a project those of its lock. */
export async function run(call: Call): Promise<Answer<SyncResult>> {
  const { options, world } = call;
  const { project, faults } = await projectOf(options, world.env, { required: true, takesPlugins: false });
  if (project === undefined) throw new Error('a required project is there or has failed');
  const fault = faults.find(isError);
  if (fault !== undefined)
    throw new Failure(`\`${printable(fault.location.file)}\` cannot be read (line ${fault.location.line})`, {
      hint: '`mkt check` says what is wrong',
    });
  if (options.check === true || options.dryRun === true) {
    if (isUnfinished(project.root))
      note(world.aside, 'an earlier run was stopped while it wrote; the next `mkt sync` clears it up');
    const { sync, answer } = await planned(project, call);
    if (isDone(sync)) return answer('fresh');
    if (sync.plan.refused.length > 0) return answer('refused');
    return answer(options.check === true ? 'stale' : 'would-change');
  }
  return ownProject(project.root, world.env, async (own) => {
    tell(own.recovered, world.aside);
    const { sync, answer } = await planned(project, call);
    if (isDone(sync)) return answer('fresh');
    if (sync.plan.refused.length > 0) return answer('refused');
    if (replaces(sync.plan.changes) && options.yes !== true) {
      if (world.asks?.() !== true) return answer('unconfirmed');
      // Nothing is held while a human reads.
      const write = () => ownProject(project.root, world.env, (again) => again.write(sync.files()));
      return asked(answer('would-change'), write);
    }
    refuse(await own.write(sync.files()));
    return answer('written');
  });
}

function asked(
  shown: Answer<SyncResult> & { readonly result: SyncResult },
  write: () => Promise<readonly Refusal[]>,
): Answer<SyncResult> {
  const { result } = shown;
  return {
    code: exitCode.problem,
    result,
    question: {
      text: `replace and remove these files in \`${printable(result.folder)}\`?`,
      yes: async () => {
        refuse(await write());
        return { code: exitCode.fine, result: { ...result, changes: [], state: 'written' } };
      },
    },
  };
}

const isDone = ({ plan, present }: Sync): boolean => isInSync(plan, present);

const codes = {
  fresh: exitCode.fine,
  written: exitCode.fine,
  'would-change': exitCode.fine,
  stale: exitCode.problem,
  unconfirmed: exitCode.problem,
  refused: exitCode.problem,
} as const;

async function planned(project: Project, call: Call) {
  const { options, world } = call;
  const { root } = project;
  const lock = await freshLock(project, call);
  const access = accessFor(world, { offline: options.offline });
  const sync = await prepareSync(lock, { root, cwd: options.cwd, access });
  if ('fault' in sync) {
    const { file, line } = sync.fault.location;
    throw new Failure(`\`${printable(file)}\` cannot be read (line ${line})`, {
      hint: 'restore it from git, and run the command again',
    });
  }
  const answer = (state: SyncResult['state']) => ({
    code: codes[state],
    result: {
      state,
      folder: shownPath(`${root}/${skillsFolder}`, options.cwd),
      locked: lock.plugins.size,
      withUnlockedCode: [...lock.plugins.values()].filter(({ unlocked }) => unlocked.length > 0).length,
      changes: sync.plan.changes,
      refused: sync.plan.refused,
    },
  });
  return { sync, answer };
}

/** The lock of a project, if it answers the list: copies of another combination would help nobody. */
async function freshLock(project: Project, call: Call): Promise<Lock> {
  const { cwd } = call.options;
  const read = readLock(project.root, cwd);
  if (read === undefined)
    throw new Failure(`there is no \`${lockFile}\` beside \`${printable(project.file)}\``, {
      code: exitCode.problem,
      hint: 'run `mkt lock` first',
    });
  const file = printable(read.file);
  const [fault] = read.faults.filter(isError);
  if (fault !== undefined)
    throw new Failure(`\`${file}\` cannot be read (line ${fault.location.line})`, {
      hint: '`mkt lock --check` says what is wrong',
    });
  if (staleFaults(read, await listOf(project, call)).length > 0)
    throw new Failure(`\`${file}\` is not up to date with the list`, {
      code: exitCode.problem,
      hint: 'run `mkt lock`; `mkt lock --check` says what is missing',
    });
  return read.lock;
}

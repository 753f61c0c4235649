import { isInSync, replaces, skillsFolder } from '../../changes/copies.ts';
import type { Project } from '../../model/project.ts';
import { printable } from '../../model/text.ts';
import { prepareSync, type Sync } from '../../project/sync-copies.ts';
import { isUnfinished, ownProject, type Refusal } from '../../project/write.ts';
import type { SyncResult } from '../../report/sync-result.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { note } from '../world.ts';
import { refuse, tell } from '../written.ts';
import { freshLock, readableProject } from './fresh-lock.ts';

/** `mkt sync`: makes the copies in a project those of its lock. */
export async function run(call: Call): Promise<Answer<SyncResult>> {
  const { options, world } = call;
  const project = await readableProject(call);
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
  const { lock } = await freshLock(project, call);
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

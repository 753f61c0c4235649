import { resolve } from 'node:path';
import { replaces } from '../../changes/copies.ts';
import { unknownRoutes } from '../../changes/routes.ts';
import { nearest } from '../../model/nearest.ts';
import { pinsFolder } from '../../model/pins.ts';
import type { Project } from '../../model/project.ts';
import { printable } from '../../model/text.ts';
import { readListFile } from '../../project/list-file.ts';
import { syncedByRecord } from '../../project/quick-sync.ts';
import type { Sync } from '../../project/sync-copies.ts';
import type { SettingsTarget } from '../../project/sync-settings.ts';
import { changesSettings, isDone } from '../../project/sync-state.ts';
import { isUnfinished, type OwnProject, ownProject, type Refusal } from '../../project/write.ts';
import type { SyncResult } from '../../report/sync-result.ts';
import { replaceFile } from '../../sources/files/atomic-write.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { commandText, nothingToDo, type PlannedSync, shownSync } from '../sync-plan.ts';
import { whileWaiting } from '../while-waiting.ts';
import { note } from '../world.ts';
import { refuse, tell } from '../written.ts';
import { freshLock, readableProject } from './fresh-lock.ts';

/** `mkt sync`: makes a project what its lock says. */
export async function run(call: Call): Promise<Answer<SyncResult>> {
  const { options, world } = call;
  if (options.install === true && (options.check === true || options.dryRun === true))
    throw new Failure('`--install` changes this machine, but `--check` and `--dry-run` change nothing', {
      hint: 'run the two separately',
    });
  const project = await readableProject(call);
  const { root } = project;
  if (options.seed !== undefined) return seeded(project, options.seed, call);
  if (options.check === true || options.dryRun === true) {
    if (isUnfinished(root))
      note(world.aside, 'an earlier run was interrupted while it wrote; the next `mkt sync` cleans up');
    const known = options.check === true ? await fresh(project, call) : undefined;
    if (known !== undefined) return known;
    const plan = await planned(project, call);
    if (isRefused(plan)) return answer(plan, 'refused');
    if (isDone(plan.sync)) return answer(plan, 'fresh');
    return answer(plan, options.check === true ? 'stale' : 'would-change');
  }
  return ownProject(root, world.env, async (own) => {
    tell(own.recovered, world.aside);
    const plan = await planned(project, call);
    if (isRefused(plan)) return answer(plan, 'refused');
    const isBlocked = options.install === true && plan.left.otherClone !== undefined;
    const installs = options.install === true && plan.left.steps.length > 0;
    const write = async (again: OwnProject): Promise<Answer<SyncResult>> => {
      const state = isDone(plan.sync) ? 'fresh' : 'written';
      if (state === 'written') refuse(await carryOut(plan.sync, again));
      if (installs) return installed(plan, state, { root, own: again }, call);
      return isBlocked ? { ...answer(plan, state), code: exitCode.problem } : answer(plan, state);
    };
    if (isDone(plan.sync) && !installs) return write(own);
    if (!(needsYes(plan.sync) || installs) || options.yes === true) return write(own);
    if (world.asks?.() !== true) return answer(plan, 'unconfirmed');
    // Nothing is held while a human reads.
    return asked(plan, installs, () => ownProject(root, world.env, write));
  });
}

/** The answer where the record of the copies says that they are those of the lock. */
async function fresh(project: Project, call: Call): Promise<Answer<SyncResult> | undefined> {
  const { options } = call;
  if (targetOf(options) !== 'project' || options.prune === true) return undefined;
  const { lock } = await freshLock(project, call);
  const synced = await syncedByRecord(lock, project.route, { root: project.root, cwd: options.cwd });
  if (synced === undefined) return undefined;
  const elsewhere = synced.elsewhere.map((id) => ({ id, route: 'run' as const }));
  return {
    code: exitCode.fine,
    result: { ...nothingToDo(project, lock, options.cwd), state: 'fresh', elsewhere },
  };
}

/** Writes the locked plugins as a seed for containers; the project stays as it is. */
async function seeded(project: Project, stated: string, call: Call): Promise<Answer<SyncResult>> {
  const { options, world } = call;
  if ([options.check, options.dryRun, options.install, options.local, options.user].some(Boolean))
    throw new Failure('`--seed` only writes a seed, and cannot be combined with other ways to sync', {
      hint: 'run one after the other',
    });
  const { lock } = await freshLock(project, call);
  const { writeSeed } = await import('../../project/write-seed.ts');
  const folder = resolve(options.cwd, stated);
  const access = accessFor(world, { offline: options.offline });
  const written = await writeSeed(lock, folder, { root: project.root, cwd: options.cwd, access });
  const shown = nothingToDo(project, lock, options.cwd);
  const place = shownPath(folder, options.cwd);
  if ('refused' in written)
    return {
      code: exitCode.problem,
      result: { ...shown, state: 'refused', refused: written.refused, noSeed: place },
    };
  const seed = { folder: place, plugins: written.plugins };
  return { code: exitCode.fine, result: { ...shown, state: 'written', seed } };
}

/** Lets the client install what the project names, and says how that ended. */
async function installed(
  { sync, lock, left, shown }: PlannedSync,
  state: 'fresh' | 'written',
  { root, own }: { readonly root: string; readonly own: OwnProject },
  { options, world }: Call,
): Promise<Answer<SyncResult>> {
  const { installWithClient } = await import('../../project/client-install.ts');
  const settings = sync.settings?.path;
  if (settings === undefined) throw new Error('mkt sync --install installs only what settings name');
  const failed = await whileWaiting('waiting for the client to install plugins', world, () =>
    installWithClient(left.steps, sync, lock, {
      root,
      env: world.env,
      target: targetOf(options),
      settings,
      own,
    }),
  );
  if (failed === undefined)
    return { code: exitCode.fine, result: { ...shown, state, commands: [], installed: shown.commands } };
  const notInstalled = { command: commandText(failed.command), said: failed.said };
  return { code: exitCode.failed, result: { ...shown, state, notInstalled } };
}

/** Writes the project's files, then the user's settings: those only if everything else could be written. */
async function carryOut(sync: Sync, own: OwnProject): Promise<readonly Refusal[]> {
  const { settings } = sync;
  const ofUser = settings?.target === 'user' ? settings : undefined;
  // Someone may have written there while a human read.
  if (ofUser !== undefined && readListFile(ofUser.path).text !== (ofUser.before ?? ''))
    return [{ path: ofUser.shown, why: 'changed' }];
  const refused = await own.write(sync.files());
  if (refused.length === 0 && ofUser !== undefined) {
    replaceFile(ofUser.path, ofUser.after);
    const { removeUnfinished } = await import('../../project/settle-file.ts');
    removeUnfinished(ofUser.path);
  }
  return refused;
}

/** Whose settings are written. */
function targetOf({ local, user }: Call['options']): SettingsTarget {
  if (local === true && user === true)
    throw new Failure('`--local` and `--user` name two files, and only one is written', {
      hint: 'run the command once for each',
    });
  return local === true ? 'local' : user === true ? 'user' : 'project';
}

function asked(
  plan: PlannedSync,
  installs: boolean,
  write: () => Promise<Answer<SyncResult>>,
): Answer<SyncResult> {
  const { result } = answer(plan, 'would-change');
  const places = [
    ...(result.changes.length > 0 ? [result.folder] : []),
    ...(result.pins !== undefined && result.pins.files.length > 0 ? [pinsFolder] : []),
    ...(result.settings?.diff ? [result.settings.file] : []),
  ].map((each) => `\`${printable(each)}\``);
  const acts = [
    ...(places.length > 0 ? [`write ${places.join(' and ')}`] : []),
    ...(installs ? ['run these client commands'] : []),
  ];
  return {
    code: exitCode.problem,
    result,
    question: {
      text: `${acts.join(', and ')}?`,
      yes: async () => {
        const { code, result: end } = await write();
        if (end === undefined) return { code };
        // The changes were shown before the question.
        const { settings: _, pins: __, ...rest } = end;
        return { code, result: { ...rest, changes: [], inTheWay: [] } };
      },
    },
  };
}

const isRefused = ({ sync }: PlannedSync): boolean =>
  sync.plan.refused.length > 0 || sync.noSettings !== undefined;

/** Whether something is replaced or removed that is there, or written outside of the project. */
const needsYes = (sync: Sync): boolean =>
  replaces(sync.plan.changes) ||
  sync.pinFiles.some(({ before }) => before !== null) ||
  (changesSettings(sync) && (sync.settings?.before !== undefined || sync.settings?.target === 'user'));

const codes = {
  fresh: exitCode.fine,
  written: exitCode.fine,
  'would-change': exitCode.fine,
  stale: exitCode.problem,
  unconfirmed: exitCode.problem,
  refused: exitCode.problem,
} as const;

const answer = ({ shown }: PlannedSync, state: keyof typeof codes) => ({
  code: codes[state],
  result: { ...shown, state },
});

async function planned(project: Project, call: Call): Promise<PlannedSync> {
  const { options, world } = call;
  const { root } = project;
  const { lock } = await freshLock(project, call);
  const [unknown] = unknownRoutes(project.route, lock.plugins);
  if (unknown !== undefined) {
    const names = [...lock.plugins.values()].map(({ name }) => name);
    throw new Failure(`\`route\` names \`${printable(unknown)}\`, which is not in the lock`, {
      code: exitCode.problem,
      hint: didYouMean(nearest(unknown, names)) ?? 'remove it from `route` in `mkt.yaml`',
    });
  }
  const { prepareSync } = await import('../../project/sync-copies.ts');
  const access = accessFor(world, { offline: options.offline });
  const target = targetOf(options);
  const sync = await prepareSync(
    lock,
    { root, cwd: options.cwd, access },
    { routes: project.route, target, prune: options.prune === true },
  );
  if ('fault' in sync) {
    const { file, line } = sync.fault.location;
    throw new Failure(`\`${printable(file)}\` cannot be read (line ${line})`, {
      hint: 'restore it from git, and run the command again',
    });
  }
  return shownSync(sync, { project, lock, target }, options, world);
}

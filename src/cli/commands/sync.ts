import { isInSync, replaces, skillsFolder } from '../../changes/copies.ts';
import { unknownRoutes } from '../../changes/routes.ts';
import type { Lock } from '../../model/lock.ts';
import { nearest } from '../../model/nearest.ts';
import type { Project } from '../../model/project.ts';
import { printable } from '../../model/text.ts';
import { readListFile } from '../../project/list-file.ts';
import { isSyncedByRecord } from '../../project/quick-sync.ts';
import { placesOf } from '../../project/settings-places.ts';
import type { Sync } from '../../project/sync-copies.ts';
import type { SettingsChange, SettingsTarget } from '../../project/sync-settings.ts';
import { isUnfinished, type OwnProject, ownProject, type Refusal } from '../../project/write.ts';
import type { SyncResult } from '../../report/sync-result.ts';
import { replaceFile } from '../../sources/files/atomic-write.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { startFolderOf } from '../lists.ts';
import { note } from '../world.ts';
import { refuse, tell } from '../written.ts';
import { freshLock, readableProject } from './fresh-lock.ts';

/** `mkt sync`: makes a project what its lock says. */
export async function run(call: Call): Promise<Answer<SyncResult>> {
  const { options, world } = call;
  const project = await readableProject(call);
  if (options.check === true || options.dryRun === true) {
    if (isUnfinished(project.root))
      note(world.aside, 'an earlier run was interrupted while it wrote; the next `mkt sync` cleans up');
    if (options.check === true && targetOf(options) === 'project' && options.prune !== true) {
      const { lock } = await freshLock(project, call);
      if (isSyncedByRecord(lock, project.route, { root: project.root, cwd: options.cwd }))
        return { code: exitCode.fine, result: { ...nothingToDo(project, lock, options.cwd) } };
    }
    const { sync, answer } = await planned(project, call);
    if (sync.plan.refused.length > 0 || sync.noSettings !== undefined) return answer('refused');
    if (isDone(sync)) return answer('fresh');
    return answer(options.check === true ? 'stale' : 'would-change');
  }
  return ownProject(project.root, world.env, async (own) => {
    tell(own.recovered, world.aside);
    const { sync, answer } = await planned(project, call);
    if (sync.plan.refused.length > 0 || sync.noSettings !== undefined) return answer('refused');
    if (isDone(sync)) return answer('fresh');
    if (needsYes(sync) && options.yes !== true) {
      if (world.asks?.() !== true) return answer('unconfirmed');
      // Nothing is held while a human reads.
      const write = () => ownProject(project.root, world.env, (again) => carryOut(sync, again));
      return asked(answer('would-change'), write);
    }
    refuse(await carryOut(sync, own));
    return answer('written');
  });
}

/** Writes the project's files, then the user's settings: those only if everything else could be written. */
async function carryOut(sync: Sync, own: OwnProject): Promise<readonly Refusal[]> {
  const { settings } = sync;
  const ofUser = settings?.target === 'user' ? settings : undefined;
  // Somebody may have written there while a human read.
  if (ofUser !== undefined && readListFile(ofUser.path).text !== (ofUser.before ?? ''))
    return [{ path: ofUser.shown, why: 'changed' }];
  const refused = await own.write(sync.files());
  if (refused.length === 0 && ofUser !== undefined) replaceFile(ofUser.path, ofUser.after);
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
  shown: Answer<SyncResult> & { readonly result: SyncResult },
  write: () => Promise<readonly Refusal[]>,
): Answer<SyncResult> {
  const { result } = shown;
  return {
    code: exitCode.problem,
    result,
    question: {
      text: `write ${[...(result.changes.length > 0 ? [result.folder] : []), ...(result.settings?.diff ? [result.settings.file] : [])].map((each) => `\`${printable(each)}\``).join(' and ')}?`,
      yes: async () => {
        refuse(await write());
        const { settings: _, ...rest } = result;
        return { code: exitCode.fine, result: { ...rest, changes: [], inTheWay: [], state: 'written' } };
      },
    },
  };
}

const changesSettings = ({ settings }: Sync): boolean =>
  settings !== undefined && settings.after !== (settings.before ?? '');

const isDone = (sync: Sync): boolean => isInSync(sync.plan, sync.present) && !changesSettings(sync);

/** Whether something is replaced or removed that is there, or written outside of the project. */
const needsYes = (sync: Sync): boolean =>
  replaces(sync.plan.changes) ||
  (changesSettings(sync) && (sync.settings?.before !== undefined || sync.settings?.target === 'user'));

const codes = {
  fresh: exitCode.fine,
  written: exitCode.fine,
  'would-change': exitCode.fine,
  stale: exitCode.problem,
  unconfirmed: exitCode.problem,
  refused: exitCode.problem,
} as const;

const nothingToDo = ({ root }: Project, { plugins }: Lock, cwd: string): SyncResult => ({
  state: 'fresh',
  folder: shownPath(`${root}/${skillsFolder}`, cwd),
  locked: plugins.size,
  withUnlockedCode: [...plugins.values()].filter(({ unlocked }) => unlocked.length > 0).length,
  changes: [],
  refused: [],
  elsewhere: [],
  incomplete: [],
  inTheWay: [],
});

async function planned(project: Project, call: Call) {
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
  const sync = await prepareSync(
    lock,
    { root, cwd: options.cwd, access },
    { routes: project.route, target: targetOf(options), prune: options.prune === true },
  );
  if ('fault' in sync) {
    const { file, line } = sync.fault.location;
    throw new Failure(`\`${printable(file)}\` cannot be read (line ${line})`, {
      hint: 'restore it from git, and run the command again',
    });
  }
  const inTheWay = await obstaclesTo(sync.names, call, root);
  const settings = sync.settings && (await shownSettings(sync.settings));
  const answer = (state: SyncResult['state']) => ({
    code: codes[state],
    result: {
      ...nothingToDo(project, lock, options.cwd),
      state,
      changes: sync.plan.changes,
      refused: sync.plan.refused,
      elsewhere: sync.elsewhere,
      incomplete: sync.incomplete,
      inTheWay,
      ...(sync.noSettings && { noSettings: sync.noSettings }),
      ...(settings && { settings }),
    },
  });
  return { sync, answer };
}

async function shownSettings({ shown, before = '', after }: SettingsChange) {
  if (before === after) return { file: shown, diff: '' };
  const { diffOf } = await import('../fixes.ts');
  return { file: shown, diff: diffOf({ shown, before, after }) };
}

/** What on this machine keeps the client from loading the copies. */
async function obstaclesTo(
  names: readonly string[],
  { options, world }: Call,
  root: string,
): Promise<SyncResult['inTheWay']> {
  const { cwd, policy } = options;
  if (names.length === 0) return [];
  const [{ trustIn }, { ownPlugins }, { skillsObstacles }, { readClientSettings }] = await Promise.all([
    import('../../project/machine/trust.ts'),
    import('../../project/machine/own-plugins.ts'),
    import('../../client/skills-obstacles.ts'),
    import('../../project/client-settings.ts'),
  ]);
  const { settings } = readClientSettings(placesOf(root, { env: world.env, policy }), {
    cwd,
    env: world.env,
  });
  const { folder, isWorktree, isTrusted } = trustIn(root, world.env);
  const inNames = skillsObstacles(names, ownPlugins(root, settings, world.env), settings).map((obstacle) => {
    if (!('at' in obstacle)) return obstacle;
    const { at, ...rest } = obstacle;
    return { ...rest, file: at.location.file, line: at.location.line };
  });
  return [
    ...inNames,
    ...(startFolderOf(root, cwd) === undefined
      ? []
      : [{ kind: 'sub-folder', folder: shownPath(root, cwd) } as const]),
    ...(isTrusted === false
      ? [{ kind: 'untrusted', folder: isWorktree ? folder : shownPath(folder, cwd), isWorktree } as const]
      : []),
  ];
}

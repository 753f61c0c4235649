import { join } from 'node:path';
import { skillsFolder } from '../changes/copies.ts';
import { type Lock, lockFile } from '../model/lock.ts';
import type { Project } from '../model/project.ts';
import { shellWord } from '../model/shell.ts';
import { type LeftToDo, leftToDo } from '../project/client-install.ts';
import { placesOf } from '../project/settings-places.ts';
import type { Sync } from '../project/sync-copies.ts';
import type { SettingsChange, SettingsTarget } from '../project/sync-settings.ts';
import type { SyncResult } from '../report/sync-result.ts';
import { shownPath } from '../sources/files/text-file.ts';
import { startFolderOf } from './lists.ts';
import type { World } from './world.ts';

/** What a sync would do, and what is shown of it. */
export interface PlannedSync {
  readonly sync: Sync;
  readonly lock: Lock;
  readonly left: LeftToDo;
  /** Everything but how it ended. */
  readonly shown: Omit<SyncResult, 'state'>;
}

interface Options {
  readonly cwd: string;
  readonly policy?: string;
}

/** What is shown where everything is as it should be. */
export const nothingToDo = (
  { root, file }: Pick<Project, 'root' | 'file'>,
  { plugins }: Lock,
  cwd: string,
): Omit<SyncResult, 'state'> => ({
  folder: shownPath(`${root}/${skillsFolder}`, cwd),
  // A list in settings is in the folder of the copies.
  commit: [
    ...(file.endsWith('.json') ? [] : [file]),
    ...[lockFile, '.claude'].map((name) => shownPath(join(root, name), cwd)),
  ],
  locked: plugins.size,
  withUnlockedCode: [...plugins.values()].filter(({ unlocked }) => unlocked.length > 0).length,
  changes: [],
  refused: [],
  elsewhere: [],
  incomplete: [],
  inTheWay: [],
  commands: [],
});

/** Adds to a sync what this machine has in its way, and what is left to do on it. */
export async function shownSync(
  sync: Sync,
  { project, lock, target }: { project: Project; lock: Lock; target: SettingsTarget },
  options: Options,
  world: World,
): Promise<PlannedSync> {
  const { root } = project;
  const left = leftToDo(sync, lock, { root, env: world.env, target });
  const isInstalled = sync.elsewhere.some(({ route }) => route !== 'run');
  const inTheWay = await obstaclesTo(sync.names, { options, world, root, isInstalled });
  const settings = sync.settings && (await shownSettings(sync.settings));
  const { otherClone } = left;
  return {
    sync,
    lock,
    left,
    shown: {
      ...nothingToDo(project, lock, options.cwd),
      changes: sync.plan.changes,
      refused: sync.plan.refused,
      elsewhere: sync.elsewhere,
      incomplete: sync.incomplete,
      inTheWay: [...inTheWay, ...(otherClone ? [{ kind: 'other-clone', ...otherClone } as const] : [])],
      commands: left.steps.map(commandText),
      ...(sync.pins && {
        pins: { marketplace: sync.pins.marketplace, files: sync.pinFiles.map(({ path }) => path) },
      }),
      ...(sync.noSettings && { noSettings: sync.noSettings }),
      ...(settings && { settings }),
    },
  };
}

/** A command of the client as one types it. Options are mkt's own; a shell must take every other word as it is. */
export const commandText = (words: readonly string[]): string =>
  ['claude', ...words].map((word) => (/^--[a-z-]+$/.test(word) ? word : shellWord(word))).join(' ');

async function shownSettings({ shown, before = '', after }: SettingsChange) {
  if (before === after) return { file: shown, diff: '' };
  const { diffOf } = await import('./fixes.ts');
  return { file: shown, diff: diffOf({ shown, before, after }) };
}

/** What on this machine keeps the client from loading the plugins of the project. */
export async function obstaclesTo(
  names: readonly string[],
  {
    options,
    world,
    root,
    isInstalled,
  }: { options: Options; world: World; root: string; isInstalled: boolean },
): Promise<SyncResult['inTheWay']> {
  const { cwd, policy } = options;
  const below =
    startFolderOf(root, cwd) === undefined || (names.length === 0 && !isInstalled)
      ? []
      : [{ kind: 'sub-folder', folder: shownPath(root, cwd) } as const];
  if (names.length === 0) return below;
  const [{ trustIn }, { ownPlugins }, { skillsObstacles }, { readClientSettings }] = await Promise.all([
    import('../project/machine/trust.ts'),
    import('../project/machine/own-plugins.ts'),
    import('../client/skills-obstacles.ts'),
    import('../project/client-settings.ts'),
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
    ...below,
    ...(isTrusted === false
      ? [{ kind: 'untrusted', folder: isWorktree ? folder : shownPath(folder, cwd), isWorktree } as const]
      : []),
  ];
}

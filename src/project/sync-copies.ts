import { relative, sep } from 'node:path';
import {
  attributesFile,
  type CopyPlan,
  type FileState,
  type PresentCopies,
  planCopies,
  type RefusedCopy,
  recordFile,
  skillsFolder,
  type WantedCopy,
} from '../changes/copies.ts';
import type { Pins } from '../changes/pins.ts';
import { type CopyFile, type PluginCopy, pluginCopy } from '../changes/plugin-copy.ts';
import { routeOf, type StatedRoutes } from '../changes/routes.ts';
import { waysOf } from '../changes/ways.ts';
import type { Lock } from '../model/lock.ts';
import { type PluginId, pluginId } from '../model/plugin-id.ts';
import type { Fault } from '../model/problems.ts';
import type { Route } from '../model/project.ts';
import { listIn } from './find.ts';
import { type ReadRelease, readLockedReleases, sha256Of } from './locked-releases.ts';
import type { LockWorld } from './make-lock.ts';
import { copyHash, readCopies } from './read-copies.ts';
import { pinsChange } from './sync-pins.ts';
import {
  type NoSettings,
  type SettingsChange,
  type SettingsTarget,
  settingsChange,
} from './sync-settings.ts';
import type { FileChange } from './write.ts';

/** A plugin that reaches the client in another way than by a copy, and why, if the project does not ask for it. */
export interface Elsewhere {
  readonly id: PluginId;
  readonly route: Exclude<Route, 'skills'>;
  readonly reason?: string;
}

/** What a sync would do, and where the bytes for it come from. */
export interface Sync {
  readonly plan: CopyPlan;
  readonly present: PresentCopies;
  readonly elsewhere: readonly Elsewhere[];
  /** Copies that require a plugin which is none: the client loads them only together. */
  readonly incomplete: readonly { readonly id: PluginId; readonly requires: PluginId }[];
  /** The names by which the client will know the copies. */
  readonly names: readonly string[];
  /** The project's marketplace of pinned plugins, and what changes of it. */
  readonly pins: Pins | undefined;
  readonly pinFiles: readonly FileChange[];
  readonly settings: SettingsChange | undefined;
  readonly noSettings: NoSettings | undefined;
  /** The changes of the project's files, in the order in which they are carried out. */
  files(): readonly FileChange[];
}

interface Copied extends PluginCopy {
  readonly release: ReadRelease;
}

export interface SyncOptions {
  readonly routes: StatedRoutes;
  readonly target: SettingsTarget;
  readonly prune: boolean;
}

/** Reads lock, releases, copies and settings, and decides what makes them what the lock says. Nothing is written. */
export async function prepareSync(
  lock: Lock,
  world: LockWorld,
  { routes, target, prune }: SyncOptions,
): Promise<Sync | { readonly fault: Fault }> {
  const read = [...lock.plugins].filter(([, locked]) => ['skills', 'pin'].includes(routeOf(locked, routes)));
  const { releases, failed } = await readLockedReleases({ ...lock, plugins: new Map(read) }, world);
  const byId = new Map(releases.map((release) => [release.id, release]));
  const { ways, refused: notPinned } = waysOf(lock.plugins, byId, {
    stated: routes,
    // Settings that are the list themselves cannot have entries in addition to it.
    mayPin: listIn(world.root) !== undefined,
  });
  const elsewhere = [...ways]
    .flatMap(([id, { route, ...why }]): Elsewhere[] => (route === 'skills' ? [] : [{ id, route, ...why }]))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const isBy = (route: Route) => (release: ReadRelease) => ways.get(release.id)?.route === route;
  const names = new Map(releases.map(({ id, manifest }) => [id, manifest.namespace]));
  // One that was not read is told once, not again by each plugin that requires it; of one without a copy the name will do.
  for (const id of lock.plugins.keys()) if (!names.has(id)) names.set(id, id.slice(0, id.lastIndexOf('@')));
  const { pins, files: pinFiles, refused: noPins } = pinsChange(releases.filter(isBy('pin')), world.root);
  const refused: RefusedCopy[] = [...failed, ...notPinned, ...noPins];
  const copies = new Map<string, Copied>();
  const wanted: WantedCopy[] = [];
  for (const release of releases.filter(isBy('skills'))) {
    const { id, locked, manifest } = release;
    const copy = pluginCopy(release, names);
    if ('refused' in copy) {
      refused.push({ id, reason: copy.refused });
      continue;
    }
    const files = await statesOf(copy.files, release);
    const hash = copyHash(files);
    const folder = manifest.namespace;
    wanted.push({ id, locked, folder, edits: copy.edits, files, ...(hash !== undefined && { hash }) });
    copies.set(folder, { ...copy, release });
  }
  const present = await readCopies(
    world.root,
    world.cwd,
    wanted.map(({ folder }) => folder).filter((folder) => !/[/\\\0]|^\.\.?$/.test(folder)),
  );
  if ('fault' in present) return present;
  const ids = elsewhere.filter(({ route }) => route === 'settings').map(({ id }) => id);
  const concerns = ids.length > 0 || pins !== undefined || present.settings.enabled.length > 0 || prune;
  const change = concerns
    ? settingsChange(
        { lock, ids, pins, own: present.settings },
        { ...world, env: world.access.env, target, prune },
      )
    : undefined;
  const noSettings = change !== undefined && 'why' in change ? change : undefined;
  const settings = change !== undefined && 'why' in change ? undefined : change;
  const plan = planCopies(wanted, present, {
    settings: settings?.target === 'project' ? settings.entries : present.settings,
    elsewhere: Object.fromEntries(
      elsewhere.map(({ id, route }) => [id, { route, integrity: lock.plugins.get(id)?.integrity ?? '' }]),
    ),
  });
  const whole = { ...plan, refused: [...refused, ...plan.refused] };
  const isCopy = new Set(wanted.map(({ id }) => id));
  return {
    plan: whole,
    present,
    elsewhere,
    incomplete: wanted.flatMap(({ id, locked }) =>
      locked.dependencies
        .map(({ name, marketplace }) => pluginId(name, marketplace))
        .filter((requires) => !isCopy.has(requires))
        .map((requires) => ({ id, requires })),
    ),
    names: wanted.map(({ folder }) => folder),
    pins,
    pinFiles,
    settings,
    noSettings,
    files: () => [
      ...pinFiles,
      ...fileChanges(whole, present, copies),
      ...(settings === undefined || settings.target === 'user' ? [] : settingsFile(settings, world.root)),
    ],
  };
}

/** The settings of a project as a change, if they change. */
function settingsFile({ path, before, after }: SettingsChange, root: string): FileChange[] {
  const within = relative(root, path).split(sep).join('/');
  return after === (before ?? '') ? [] : [{ path: within, before: before ?? null, content: after }];
}

async function statesOf(
  files: readonly CopyFile[],
  { tree }: ReadRelease,
): Promise<ReadonlyMap<string, FileState>> {
  const states = new Map<string, FileState>();
  for (const file of files)
    states.set(file.path, { executable: file.executable, sha256: await sha256Of(file, tree) });
  return states;
}

/** What goes away comes first, so that a folder can take the place of a file; the record of it all comes last. */
function fileChanges(
  { changes, recordText, attributesText }: CopyPlan,
  present: PresentCopies,
  copies: ReadonlyMap<string, Copied>,
): FileChange[] {
  const removed: FileChange[] = [];
  const put: FileChange[] = [];
  for (const { folder, steps } of changes) {
    const copied = copies.get(folder);
    const files = new Map(copied?.files.map((file) => [file.path, file]));
    for (const { path, kind } of steps) {
      const at = path === '' ? `${skillsFolder}/${folder}` : `${skillsFolder}/${folder}/${path}`;
      const file = files.get(path);
      if (kind === 'remove' || file === undefined || copied === undefined)
        removed.push({ path: at, content: null });
      else put.push(putFile(at, file, copied.release));
    }
  }
  return [
    ...removed,
    ...put,
    ...own(attributesFile, present.attributesText, attributesText),
    ...own(recordFile, present.recordText, recordText),
  ];
}

const putFile = (path: string, { executable, content }: CopyFile, { tree }: ReadRelease): FileChange => ({
  path,
  executable,
  content: 'text' in content ? content.text : tree.stream(content.from),
});

/** A file of mkt's own, if it changes. */
const own = (path: string, before: string | undefined, content: string | null): FileChange[] =>
  content === (before ?? null) ? [] : [{ path, before: before ?? null, content }];

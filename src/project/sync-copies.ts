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
import { type CopyFile, notInSkills, type PluginCopy, pluginCopy } from '../changes/plugin-copy.ts';
import type { Lock } from '../model/lock.ts';
import type { Fault } from '../model/problems.ts';
import { type ReadRelease, readLockedReleases, sha256Of } from './locked-releases.ts';
import type { LockWorld } from './make-lock.ts';
import { readCopies } from './read-copies.ts';
import type { FileChange } from './write.ts';

/** What a sync would do, and where the bytes for it come from. */
export interface Sync {
  readonly plan: CopyPlan;
  readonly present: PresentCopies;
  /** The changes of the project's files, in the order in which they are carried out. */
  files(): readonly FileChange[];
}

interface Copied extends PluginCopy {
  readonly release: ReadRelease;
}

/** Reads lock, releases and copies, and decides what makes the copies those of the lock. Nothing is written. */
export async function prepareSync(lock: Lock, world: LockWorld): Promise<Sync | { readonly fault: Fault }> {
  const { releases, failed } = await readLockedReleases(lock, world);
  const names = new Map(releases.map(({ id, manifest }) => [id, manifest.namespace]));
  // One that was not read is told once, not again by each plugin that requires it.
  for (const { id } of failed) names.set(id, id.slice(0, id.lastIndexOf('@')));
  const refused: RefusedCopy[] = [...failed];
  const copies = new Map<string, Copied>();
  const wanted: WantedCopy[] = [];
  for (const release of releases) {
    const copy = pluginCopy(release, names);
    const why = notInSkills(release);
    if ('refused' in copy || why !== undefined) {
      refused.push({ id: release.id, reason: 'refused' in copy ? copy.refused : String(why) });
      continue;
    }
    const { id, locked, manifest } = release;
    const files = await statesOf(copy.files, release);
    wanted.push({ id, locked, folder: manifest.namespace, edits: copy.edits, files });
    copies.set(manifest.namespace, { ...copy, release });
  }
  const present = await readCopies(
    world.root,
    world.cwd,
    wanted.map(({ folder }) => folder).filter((folder) => !/[/\\\0]|^\.\.?$/.test(folder)),
  );
  if ('fault' in present) return present;
  const plan = planCopies(wanted, present);
  const whole = { ...plan, refused: [...refused, ...plan.refused] };
  return { plan: whole, present, files: () => fileChanges(whole, present, copies) };
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

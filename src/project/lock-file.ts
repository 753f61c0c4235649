import { join } from 'node:path';
import type { LockFile } from '../model/formats/lock.ts';
import { isSoundLock } from '../model/generated/project-checks.ts';
import type { Location } from '../model/location.ts';
import { emptyLock, type Lock, type LockedPlugin, type LockedRequirement, lockFile } from '../model/lock.ts';
import { parseLockedRequirement } from '../model/locked-requirement.ts';
import type { PluginId, Source } from '../model/plugin.ts';
import type { Fault } from '../model/problems.ts';
import { shownPath } from '../sources/files/text-file.ts';
import { quickValidate, readAnyYaml } from '../text/quick-reads.ts';
import type { DocumentPath } from '../text/source-text.ts';
import { filesOnDisk, type ProjectFiles, readProjectText } from './project-files.ts';

/** A lock as it was read, with its places. */
export interface ReadLock {
  /** Its path as findings show it. */
  readonly file: string;
  readonly path: string;
  /** As it is on the disk, for comparison before it is replaced. */
  readonly text: string;
  /** Empty where {@link faults} has an error. */
  readonly lock: Lock;
  readonly faults: readonly Fault[];
  /** The place of a key or value: `['plugins', 'a@m', 'version']`. */
  locate(path: DocumentPath): Location;
  /** The place of the block of a plugin. */
  locatePlugin(id: PluginId): Location;
}

/** The largest lock that is read: some ten thousand plugins. */
const maximumLockBytes = 16 * 1024 * 1024;

const onDisk: ProjectFiles = {
  ...filesOnDisk,
  text: (path, shown) => readProjectText(path, shown, maximumLockBytes),
};

/** Reads the lock of a project's folder; undefined if it has none. */
export async function readLock(
  root: string,
  cwd: string,
  files: ProjectFiles = onDisk,
): Promise<ReadLock | undefined> {
  const path = join(root, lockFile);
  if (!files.has(path)) return undefined;
  const file = shownPath(path, cwd);
  const content = files.text(path, file);
  if ('fault' in content) {
    const place = content.fault.location;
    return {
      file,
      path,
      text: '',
      lock: emptyLock,
      faults: [content.fault],
      locate: () => place,
      locatePlugin: () => place,
    };
  }
  return { path, text: content.text, ...(await readLockText(content.text, file)) };
}

/** Reads the text of a lock, wherever it comes from: git's index, one side of a merge. */
export async function readLockText(text: string, file: string): Promise<Omit<ReadLock, 'path' | 'text'>> {
  const read = await readAnyYaml(text, file);
  const { value, faults } = await quickValidate<LockFile>(
    read,
    isSoundLock,
    async () => (await import('../model/formats/lock.ts')).lock,
  );
  return {
    file,
    lock: value === undefined ? emptyLock : lockOf(value),
    faults,
    locate: (path) => read.locate(path),
    locatePlugin: (id) => read.locateKey(['plugins', id]),
  };
}

function lockOf({ marketplaces, plugins }: LockFile): Lock {
  return {
    marketplaces: new Map(
      Object.entries(marketplaces).map(([name, { source, url, commit }]) => [
        name,
        { source, ...(url !== undefined && { url }), ...(commit !== undefined && { commit }) },
      ]),
    ),
    plugins: new Map(Object.entries(plugins).map(([id, plugin]) => [id, pluginOf(id, plugin)])),
  };
}

function pluginOf(id: PluginId, read: LockFile['plugins'][string]): LockedPlugin {
  const at = id.lastIndexOf('@');
  const { version, constraint, source, ref, commit, integrity, dependencies, conflicts, unlocked } = read;
  return {
    name: id.slice(0, at),
    marketplace: id.slice(at + 1),
    version,
    source: source as Source,
    integrity,
    dependencies: requirementsOf(dependencies),
    conflicts: requirementsOf(conflicts),
    ...(read.optionalDependencies && { optionalDependencies: requirementsOf(read.optionalDependencies) }),
    unlocked: unlocked ?? [],
    ...(constraint !== undefined && { constraint }),
    ...(ref !== undefined && { ref }),
    ...(commit !== undefined && { commit }),
  };
}

/** The format has refused every text that is no requirement. */
const requirementsOf = (texts: readonly string[] = []): LockedRequirement[] =>
  texts.flatMap((text) => parseLockedRequirement(text) ?? []);

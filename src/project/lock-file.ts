import { join } from 'node:path';
import { lock as format, type LockFile } from '../model/formats/lock.ts';
import type { Location } from '../model/location.ts';
import { emptyLock, type Lock, type LockedPlugin, type LockedRequirement, lockFile } from '../model/lock.ts';
import { parseLockedRequirement } from '../model/locked-requirement.ts';
import type { PluginId, Source } from '../model/plugin.ts';
import type { Fault } from '../model/problems.ts';
import { shownPath } from '../sources/files/text-file.ts';
import type { DocumentPath } from '../text/source-text.ts';
import { validate } from '../text/validate.ts';
import { readYaml } from '../text/yaml.ts';
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
export function readLock(root: string, cwd: string, files: ProjectFiles = onDisk): ReadLock | undefined {
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
  return { path, text: content.text, ...readLockText(content.text, file) };
}

/** Reads the text of a lock, wherever it comes from: git's index, one side of a merge. */
export function readLockText(text: string, file: string): Omit<ReadLock, 'path' | 'text'> {
  const read = readYaml(text, file);
  const { value, faults } = validate(format, read);
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

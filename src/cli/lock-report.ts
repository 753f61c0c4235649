import type { Lock } from '../model/lock.ts';
import type { PluginId } from '../model/plugin-id.ts';
import type { LockReport } from '../report/lock-result.ts';

/** What all reports say of a lock. */
export function reportOf(file: string, lock: Lock): LockReport {
  return {
    file,
    state: 'fresh',
    locked: lock.plugins.size,
    withUnlockedCode: [...lock.plugins.values()].filter(({ unlocked }) => unlocked.length > 0).length,
    changes: [],
    findings: [],
    conflicts: [],
    heldBack: [],
    notAdopted: [],
  };
}

/** The versions that a lock keeps, without those that shall move. */
export function keptVersions(lock: Lock, moving: (id: PluginId) => boolean): Map<PluginId, string> {
  return new Map([...lock.plugins].flatMap(([id, { version }]) => (moving(id) ? [] : [[id, version]])));
}

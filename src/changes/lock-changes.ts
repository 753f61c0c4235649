import type { Lock, LockedPlugin } from '../model/lock.ts';
import type { PluginId } from '../model/plugin-id.ts';

/** What becomes of one plugin of a lock. */
export interface LockChange {
  readonly kind: 'add' | 'move' | 'drop';
  readonly id: PluginId;
  readonly before?: LockedPlugin;
  readonly after?: LockedPlugin;
}

/**
 * What a new lock changes, by plugin. A plugin moves where other files would be there: another version, or the same with another
 * commit or integrity.
 */
export function lockChanges(before: Lock, after: Lock): LockChange[] {
  const ids = [...new Set([...before.plugins.keys(), ...after.plugins.keys()])].sort();
  return ids.flatMap((id): LockChange[] => {
    const old = before.plugins.get(id);
    const fresh = after.plugins.get(id);
    if (old === undefined) return fresh === undefined ? [] : [{ kind: 'add', id, after: fresh }];
    if (fresh === undefined) return [{ kind: 'drop', id, before: old }];
    const isSame = old.version === fresh.version && old.integrity === fresh.integrity;
    return isSame ? [] : [{ kind: 'move', id, before: old, after: fresh }];
  });
}

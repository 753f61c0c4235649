import { isInSync } from '../changes/copies.ts';
import type { Sync } from './sync-copies.ts';

/** Whether a sync changes a file of settings. */
export const changesSettings = ({ settings }: Pick<Sync, 'settings'>): boolean =>
  settings !== undefined && settings.after !== (settings.before ?? '');

/** Whether a sync leaves everything as it is. */
export const isDone = (sync: Sync): boolean =>
  isInSync(sync.plan, sync.present) &&
  sync.pinFiles.length === 0 &&
  sync.noSettings === undefined &&
  !changesSettings(sync);

import { existsSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RefusedCopy } from '../changes/copies.ts';
import { type Pins, pinsBundleFile, pinsMarketplaceFile, pinsNameFor, pinsOf } from '../changes/pins.ts';
import type { LockedRelease } from '../changes/plugin-copy.ts';
import { pinsMark } from '../model/pins.ts';
import { readOwn } from '../sources/files/read-file.ts';
import type { FileChange } from './write.ts';

/** What becomes of the marketplace of pins in a project. */
export interface PinsChange {
  readonly pins: Pins | undefined;
  /** The files that change. */
  readonly files: readonly FileChange[];
  readonly refused: readonly RefusedCopy[];
}

/** Makes the marketplace of pins what some locked plugins need. Its name stays as it is: machines know it by that. */
export function pinsChange(pinned: readonly LockedRelease[], root: string): PinsChange {
  const present = new Map(
    [pinsMarketplaceFile, pinsBundleFile].flatMap((path) => {
      const file = join(root, path);
      return existsSync(file) ? [[path, readOwn(file)] as const] : [];
    }),
  );
  const before = present.get(pinsMarketplaceFile);
  if (before !== undefined && !before.includes(pinsMark)) {
    const reason = 'exists, but `mkt sync` did not create it';
    const refused =
      pinned.length === 0 ? [] : [{ id: pinsMarketplaceFile, reason, hint: 'rename or remove it' }];
    return { pins: undefined, files: [], refused };
  }
  const [, known] = /"name": "([a-z0-9-]+-pins)"/.exec(before ?? '') ?? [];
  const pins = pinsOf(pinned, known ?? pinsNameFor(basename(realpathSync.native(root))));
  const files = [pinsMarketplaceFile, pinsBundleFile].flatMap((path): FileChange[] => {
    const [now, wanted] = [present.get(path), pins?.files.get(path)];
    return now === wanted ? [] : [{ path, before: now ?? null, content: wanted ?? null }];
  });
  return { pins, files, refused: [] };
}

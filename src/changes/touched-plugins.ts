import type { Entry } from '../client/manifest.ts';
import type { TouchedPlugin } from '../model/touched-plugin.ts';

/**
 * The plugins that a change touches: their entries, or files in their folders. Of several entries with one name the first counts, as
 * for the client.
 * @param files the paths in the marketplace that differ.
 */
export function touchedPlugins(
  now: readonly Entry[],
  then: readonly Entry[],
  files: ReadonlySet<string>,
): readonly TouchedPlugin[] {
  const [current, old] = [byName(now), byName(then)];
  return [
    ...[...current].flatMap(([name, entry]): TouchedPlugin[] => {
      const before = old.get(name);
      if (before === undefined) return [{ name, change: 'added' }];
      const isSame = JSON.stringify(before.value) === JSON.stringify(entry.value) && !hasAny(entry, files);
      return isSame ? [] : [{ name, change: 'changed' }];
    }),
    ...[...old.keys()]
      .filter((name) => !current.has(name))
      .map((name) => ({ name, change: 'removed' as const })),
  ];
}

function byName(entries: readonly Entry[]): Map<string, Entry> {
  const named = new Map<string, Entry>();
  for (const entry of entries) if (!named.has(entry.name)) named.set(entry.name, entry);
  return named;
}

/** Whether one of the files is in the folder of a plugin. */
function hasAny({ source }: Entry, files: ReadonlySet<string>): boolean {
  if (source.kind !== 'path') return false;
  const prefix = source.folder === '' ? '' : `${source.folder}/`;
  return [...files].some((file) => file.startsWith(prefix));
}

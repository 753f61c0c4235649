import compare from 'semver/functions/compare.js';

/** A fact that does not hold for all versions of the client. Wherever a fact can be recorded, a dated one can be recorded instead. */
export interface Dated<T = unknown> {
  readonly value: T;
  /** The first version for which it holds. */
  readonly since?: string;
  /** The first version for which it no longer holds. */
  readonly until?: string;
  /** Where it comes from, if not from the source of the whole file. */
  readonly source?: string;
  readonly date?: string;
}

/**
 * Reduces recorded facts to those of one version: a dated fact becomes its value if it holds for that version, and is left out of
 * its list or map if not.
 * @param version if absent, the newest version that is known.
 */
export function atVersion(recorded: unknown, version: string | undefined): unknown {
  if (Array.isArray(recorded))
    return recorded.flatMap((item: unknown) =>
      holds(item, version) ? [atVersion(bare(item), version)] : [],
    );
  if (typeof recorded !== 'object' || recorded === null) return recorded;
  return Object.fromEntries(
    Object.entries(recorded).flatMap(([key, item]) =>
      holds(item, version) ? [[key, atVersion(bare(item), version)]] : [],
    ),
  );
}

const isDated = (item: unknown): item is Dated =>
  typeof item === 'object' && item !== null && 'value' in item && ('since' in item || 'until' in item);

const bare = (item: unknown): unknown => (isDated(item) ? item.value : item);

function holds(item: unknown, version: string | undefined): boolean {
  if (!isDated(item)) return true;
  const { since, until } = item;
  if (version === undefined) return until === undefined;
  return (
    (since === undefined || compare(version, since) >= 0) &&
    (until === undefined || compare(version, until) < 0)
  );
}

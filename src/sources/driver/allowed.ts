import type { Registry } from '../../model/registry.ts';
import type { Wanted } from '../../model/resumable.ts';

/** A dependency on another marketplace that is not allowed. */
export interface Blocked extends Wanted {
  /** The marketplaces of the requested plugins: only their lists count, for the whole chain of dependencies. */
  readonly roots: readonly string[];
}

/**
 * The marketplaces that dependencies may come from: those of the requested plugins, and those on their lists. A marketplace with an
 * unknown list allows everything.
 * @returns a function that says why a plugin is not allowed, or undefined if it is.
 */
export function allowedFrom(
  registries: readonly Registry[],
  roots: ReadonlySet<string>,
): (wanted: Wanted) => Blocked | undefined {
  const allowed = new Set(roots);
  for (const root of roots) {
    const policies = registries
      .filter(({ marketplaces }) => marketplaces.includes(root))
      .map((registry) => registry.policy?.(root));
    if (policies.some((policy) => policy === undefined)) return () => undefined;
    for (const policy of policies)
      for (const marketplace of policy?.allowCross ?? []) allowed.add(marketplace);
  }
  return (wanted) => (allowed.has(wanted.marketplace) ? undefined : { ...wanted, roots: [...roots].sort() });
}

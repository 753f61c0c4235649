import type { Registry } from '../../model/registry.ts';
import type { Wanted } from '../../model/resumable.ts';

/** A dependency that leaves its marketplace without leave. */
export interface Blocked extends Wanted {
  /** The marketplaces of the requested plugins: only their lists count, for the whole chain of dependencies. */
  readonly roots: readonly string[];
}

/**
 * Where dependencies may come from: the marketplaces of the requested plugins, and those on their lists. A marketplace whose
 * list is not known allows everything.
 * @returns a function that says why a plugin is out of reach, or undefined if it is not.
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

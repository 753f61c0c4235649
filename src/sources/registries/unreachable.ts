import type { Registry } from '../../model/registry.ts';

/**
 * Stands for a registry that cannot be reached: whether it has a plugin, and what that needs, is not known.
 * @param source in the form that can be shown.
 * @param marketplaces those that it is said to have; none if that is not known, so that it may have any.
 */
export function unreachable(source: string, marketplaces: readonly string[], reason: string): Registry {
  return {
    source,
    marketplaces,
    names: () => undefined,
    lookup: () => ({ status: 'failed', reason }),
    isUnreachable: true,
  };
}

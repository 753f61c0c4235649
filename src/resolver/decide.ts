import type { Strategy } from '../model/resolution.ts';
import type { Package } from './package.ts';
import { has, highest, lowest, type VersionSet } from './version-set.ts';

/** Which version of a package to try first. */
export interface Decide {
  /**
   * @param domain what may still be chosen.
   * @param saved the version that fit before the search jumped back, or 0.
   */
  candidate(pkg: Package, domain: VersionSet, saved: number): number;
}

/**
 * The preference of a strategy.
 * See `docs/resolver.md`, "Preferences".
 * @param direct keys of the packages that the user named.
 * @param locked version by key.
 */
export function decideBy(
  strategy: Strategy,
  direct: ReadonlySet<string>,
  locked: ReadonlyMap<string, string>,
): Decide {
  return {
    candidate(pkg, domain, saved) {
      if (saved > 0 && has(domain, saved)) return saved;
      if (strategy === 'lowest' || (strategy === 'lowest-direct' && direct.has(pkg.key)))
        return lowest(domain);
      if (strategy === 'locked') {
        const position = pkg.versions.indexOf(locked.get(pkg.key) ?? '') + 1;
        if (position > 0 && has(domain, position)) return position;
      }
      return pkg.preferred(domain) || highest(domain);
    },
  };
}

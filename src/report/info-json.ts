import type { Requirement } from '../model/requirement.ts';
import { jsonText } from './json.ts';
import type { InfoResult } from './results.ts';

/** `mkt info --json`: a contract, `schema/info.schema.json`. */
export function infoJson({ plugin, release, patterns, takesFrom, givesTo, mod }: InfoResult): string {
  const { versions, registry, worksWith, supersededBy } = plugin;
  return jsonText({
    ...release,
    dependencies: release.dependencies.map(placed),
    ...(release.optionalDependencies && {
      optionalDependencies: release.optionalDependencies.map(placed),
    }),
    registry,
    versions,
    worksWith,
    supersededBy: supersededBy ?? null,
    patterns,
    takesFrom,
    givesTo,
    mod: mod ?? null,
  });
}

/** A requirement with its location, which is computed on demand where there is one. */
const placed = ({ location, ...rest }: Requirement): Requirement => ({
  ...rest,
  ...(location && { location }),
});

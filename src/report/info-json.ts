import { jsonText } from './json.ts';
import type { InfoResult } from './results.ts';

/** `mkt info --json`: a contract, `schema/info.schema.json`. */
export function infoJson({ plugin, release, patterns, takesFrom, givesTo, mod }: InfoResult): string {
  const { versions, registry, worksWith, supersededBy } = plugin;
  return jsonText({
    ...release,
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

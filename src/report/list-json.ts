import { jsonText } from './json.ts';
import type { ListItem } from './results.ts';

/** `mkt list --json` and `mkt search --json`: a contract, `schema/list.schema.json`. */
export function listJson(items: readonly ListItem[]): string {
  return jsonText({
    plugins: items.map(({ plugin, release, matched }) => ({
      name: plugin.name,
      version: release.version,
      marketplace: plugin.marketplace,
      category: release.category ?? null,
      description: release.description,
      keywords: release.keywords,
      roles: release.integration.roles,
      ...(matched && { matched }),
    })),
  });
}

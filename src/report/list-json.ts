import { jsonText } from './json.ts';
import type { ListItem } from './results.ts';

/** `mkt list --json`: a contract, `schema/list.schema.json`. */
export const listJson = (items: readonly ListItem[]): string =>
  jsonText({ plugins: items.map(listedPlugin) });

/** A plugin as lists have it. */
export const listedPlugin = ({ plugin, release, matched }: ListItem) => ({
  name: plugin.name,
  version: release.version,
  marketplace: plugin.marketplace,
  category: release.category ?? null,
  description: release.description,
  keywords: release.keywords,
  roles: release.integration.roles,
  ...(matched && { matched }),
});

import { jsonText } from './json.ts';
import type { ListItem } from './results.ts';

/** `mkt list --json`: a contract, `schema/list.schema.json`. */
export const listJson = (items: readonly ListItem[]): string =>
  jsonText({ plugins: items.map(listedPlugin) });

/** A plugin as lists have it. With sorted keys, as documents have them, so that it is not made again: there can be 100,000. */
export const listedPlugin = ({ plugin, release, matched }: ListItem) => ({
  category: release.category ?? null,
  description: release.description,
  keywords: release.keywords,
  marketplace: plugin.marketplace,
  ...(matched && { matched }),
  name: plugin.name,
  roles: release.integration.roles,
  version: release.version,
});

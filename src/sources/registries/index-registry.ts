import type { Plugin } from '../../model/plugin.ts';
import type { Registry } from '../../model/registry.ts';
import { type PluginRecord, pluginOf } from './plugin-record.ts';

/** The format of an index file: one JSON document for a whole registry. The smallest form only has versions. */
export interface IndexFile {
  readonly mkt: 1;
  readonly marketplace: string;
  readonly plugins: Readonly<Record<string, PluginRecord>>;
}

/**
 * A registry over an index that is already in memory and was checked when it was read. A key can be `name@marketplace` if the index
 * contains plugins of several marketplaces.
 */
export function indexRegistry({ marketplace, plugins }: IndexFile, source: string): Registry {
  // A map, because a plain object has properties such as `constructor`.
  const records = new Map<string, [key: string, record: PluginRecord][]>();
  const marketplaces = new Set([marketplace]);
  for (const [key, record] of Object.entries(plugins)) {
    const at = key.lastIndexOf('@');
    const name = at > 0 ? key.slice(0, at) : key;
    const list = records.get(name);
    if (list === undefined) records.set(name, [[key, record]]);
    else list.push([key, record]);
    if (at > 0) marketplaces.add(key.slice(at + 1));
  }
  const made = new Map<string, Plugin[]>();
  return {
    source,
    marketplaces: [...marketplaces],
    names: () => [...records.keys()],
    lookup(name) {
      let found = made.get(name);
      if (found === undefined) {
        found = (records.get(name) ?? []).map(([key, record]) => {
          const home = key === name ? marketplace : key.slice(name.length + 1);
          return pluginOf(name, record, { marketplace: home, registry: source });
        });
        made.set(name, found);
      }
      return { status: 'found', plugins: found };
    },
  };
}

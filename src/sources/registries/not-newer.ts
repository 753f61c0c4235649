import type { Plugin } from '../../model/plugin.ts';
import { pluginId } from '../../model/plugin-id.ts';
import type { Registry } from '../../model/registry.ts';

/** A release that is too young. */
export interface HeldBack {
  readonly name: string;
  readonly version: string;
  readonly date: string;
}

/**
 * Registries without releases after a day. One of which no date is known stays: such as a current copy without a tag.
 * @param lastDay `2026-01-31`.
 * @param kept versions that stay, whatever their date, by `name@marketplace`.
 * @param heldBack is called with each release that is left out.
 */
export function notNewer(
  registry: Registry,
  lastDay: string,
  kept: ReadonlyMap<string, string>,
  heldBack: (release: HeldBack) => void,
): Registry {
  const limited = new Map<Plugin, Plugin>();
  const limit = (plugin: Plugin): Plugin => {
    const known = limited.get(plugin);
    if (known !== undefined) return known;
    const stays = kept.get(pluginId(plugin.name, plugin.marketplace));
    const versions = plugin.versions.filter((version) => {
      const date = version === stays ? undefined : plugin.release(version)?.date;
      if (date === undefined || date.slice(0, 10) <= lastDay) return true;
      heldBack({ name: plugin.name, version, date: date.slice(0, 10) });
      return false;
    });
    // Not a copy: some properties of a plugin are computed only when they are read.
    const made = Object.create(plugin, { versions: { value: versions, enumerable: true } }) as Plugin;
    limited.set(plugin, made);
    return made;
  };
  return {
    ...registry,
    lookup(name) {
      const found = registry.lookup(name);
      const limitAll = (lookup: Awaited<typeof found>): typeof lookup =>
        lookup.status === 'found' ? { ...lookup, plugins: lookup.plugins.map(limit) } : lookup;
      return found instanceof Promise ? found.then(limitAll) : limitAll(found);
    },
  };
}

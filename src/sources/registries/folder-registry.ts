import type { Fault } from '../../model/fault.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import type { Plugin } from '../../model/plugin.ts';
import type { Registry } from '../../model/registry.ts';
import { malformed } from '../../text/source-text.ts';
import { readFolder } from './manifest-folder.ts';
import { pluginOf } from './plugin-record.ts';

/**
 * A folder of manifests as a registry.
 * @param source the folder as the user wrote it.
 */
export function openFolder(
  folder: string,
  source: string,
  cwd: string,
): { registry: Registry; knowledge: Partial<Knowledge>; faults: readonly Fault[] } {
  const { plugins, knowledge, faults, files } = readFolder(folder, cwd);
  const byName = new Map<string, Plugin[]>();
  for (const { name, marketplace, record, location, dependencyPlace } of plugins) {
    const plugin = pluginOf(name, record, {
      marketplace,
      registry: source,
      location,
      dependencyPlace,
    });
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [plugin]);
    else others.push(plugin);
  }
  const registry: Registry = {
    source,
    marketplaces: [...new Set(plugins.map(({ marketplace }) => marketplace))],
    names: () => [...byName.keys()],
    lookup: (name) => ({ status: 'found', plugins: byName.get(name) ?? [] }),
  };
  if (files.length > 0 || faults.length > 0) return { registry, knowledge, faults };
  const help = 'put manifests into it, such as `plugins/<name>.yaml`';
  return {
    registry,
    knowledge,
    faults: [malformed(source, 'the registry folder holds no manifest', { help }).fault],
  };
}

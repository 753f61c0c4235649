import type { Fault } from '../model/fault.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Plugin } from '../model/plugin.ts';
import type { Registry } from '../model/registry.ts';
import { readFolder } from './directory.ts';
import { pluginOf } from './plugin-record.ts';

/** A folder of manifests as a registry. */
export function openFolder(
  folder: string,
  source: string,
  cwd: string,
): { registry: Registry; knowledge: Partial<Knowledge>; faults: readonly Fault[] } {
  const { plugins, knowledge, faults, files } = readFolder(folder, cwd);
  const byName = new Map<string, Plugin[]>();
  for (const [id, { marketplace, record, location }] of plugins) {
    const name = id.slice(0, id.lastIndexOf('@'));
    const plugin = pluginOf(name, record, { marketplace, registry: source, location });
    byName.set(name, [...(byName.get(name) ?? []), plugin]);
  }
  const registry: Registry = {
    source,
    marketplaces: [...new Set([...plugins.values()].map(({ marketplace }) => marketplace))],
    names: () => [...byName.keys()],
    lookup: (name) => ({ status: 'found', plugins: byName.get(name) ?? [] }),
  };
  if (files.length > 0) return { registry, knowledge, faults };
  const empty: Fault = {
    rule: 'MKT901',
    message: 'the registry folder holds no manifest',
    location: { file: source, line: 1, column: 1 },
    help: 'put manifests `plugins/<name>.yaml` into it',
  };
  return { registry, knowledge, faults: [...faults, empty] };
}

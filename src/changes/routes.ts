import { type PluginId, pluginId } from '../model/plugin-id.ts';
import type { Project, Route } from '../model/project.ts';

/** What a project says about routes: one for all, or by the name or id of a plugin. */
export type StatedRoutes = Project['route'];

/** The route that a project states for a plugin; copies are the usual one. */
export function routeOf(
  { name, marketplace }: { name: string; marketplace: string },
  stated: StatedRoutes,
): Route {
  if (stated === undefined || typeof stated === 'string') return stated ?? 'skills';
  return stated.get(pluginId(name, marketplace)) ?? stated.get(name) ?? 'skills';
}

/** Whether a project names a plugin in its routes. */
export const isStatedFor = (
  { name, marketplace }: { name: string; marketplace: string },
  stated: StatedRoutes,
): boolean => typeof stated === 'object' && (stated.has(pluginId(name, marketplace)) || stated.has(name));

/** The plugins for which routes are stated although nothing of that name is locked: a misspelled name would go unnoticed. */
export function unknownRoutes(
  stated: StatedRoutes,
  locked: ReadonlyMap<PluginId, { readonly name: string }>,
): readonly string[] {
  if (stated === undefined || typeof stated === 'string') return [];
  const names = new Set([...locked].flatMap(([id, { name }]) => [id, name]));
  return [...stated.keys()].filter((key) => !names.has(key));
}

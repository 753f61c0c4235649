/** `name@marketplace`: the identity of a plugin. Marketplace names hold no `@`, so the last one divides. */
export type PluginId = string;

/** Builds a {@link PluginId}. */
export function pluginId(name: string, marketplace: string): PluginId {
  return `${name}@${marketplace}`;
}

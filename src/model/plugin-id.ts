/** `name@marketplace`: the identity of a plugin. Marketplace names hold no `@`, so the last one divides. */
export type PluginId = string;

/** Builds a {@link PluginId}. */
export function pluginId(name: string, marketplace: string): PluginId {
  return `${name}@${marketplace}`;
}

/** Whether a text can name a plugin or a marketplace: an `@` would divide it, a blank would end it. */
export function isName(text: string): boolean {
  return /^[^@\s]+$/.test(text);
}

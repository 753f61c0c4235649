/** `name@marketplace`: the identity of a plugin. Marketplace names contain no `@`, so the last one separates the two. */
export type PluginId = string;

/** Builds a {@link PluginId}. */
export function pluginId(name: string, marketplace: string): PluginId {
  return `${name}@${marketplace}`;
}

/** Whether a string can name a plugin or a marketplace: an `@` would split it, white space would end it. */
export function isName(text: string): boolean {
  return /^[^@\s]+$/.test(text);
}

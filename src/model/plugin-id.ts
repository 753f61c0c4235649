/** `name@marketplace`: the identity of a plugin. Marketplace names contain no `@`, so the last one separates the two. */
export type PluginId = string;

/** The marketplace of plugins in a folder `.claude/skills`, as the client writes it in their ids. */
export const skillsMarketplace = 'skills-dir';

/** Builds a {@link PluginId}. */
export function pluginId(name: string, marketplace: string): PluginId {
  return `${name}@${marketplace}`;
}

/** Whether a string is of the form of a {@link PluginId}: a bare name would mean another plugin as soon as a second marketplace has one. */
export function isPluginId(text: string): boolean {
  return /^[^@\s]+@[^@\s]+$/.test(text);
}

/** Whether a string can name a plugin or a marketplace: an `@` would split it, white space would end it. */
export function isName(text: string): boolean {
  return /^[^@\s]+$/.test(text);
}

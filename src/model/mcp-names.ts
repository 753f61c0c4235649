/** How the client names a plugin's MCP servers and their tools. */

/** What is not a letter, a digit, `_` or `-` becomes `_` in the name of a tool. */
export const inToolName = (name: string): string => name.replace(/[^\w-]/g, '_');

/** What the names of all tools of a plugin's server begin with: `mcp__plugin_notes_store__`. */
export const toolPrefix = (namespace: string, server: string): string =>
  `mcp__plugin_${inToolName(namespace)}_${inToolName(server)}__`;

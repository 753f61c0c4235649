/** How the client names a plugin's MCP servers and their tools. */
import { withoutCredentials } from './mask.ts';

/**
 * What is not a letter, a digit, `_` or `-` becomes `_` in the name of a tool. The password of a name that is a URL is masked first:
 * afterwards nothing shows that it was one.
 */
export const inToolName = (name: string): string =>
  (name.includes('://') ? withoutCredentials(name) : name).replace(/[^\w-]/g, '_');

/** What the names of all tools of a plugin's server begin with: `mcp__plugin_notes_store__`. */
export const toolPrefix = (namespace: string, server: string): string =>
  `mcp__plugin_${inToolName(namespace)}_${inToolName(server)}__`;

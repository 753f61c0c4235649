import type { McpServer, Release } from '../model/plugin.ts';

/**
 * What tells one MCP server from another: the place of its URL, the package that a runner starts, or the command line. The
 * version of a package does not make another server of it.
 * @returns undefined where only the name is known.
 */
export function serverIdentity(
  { command, url }: McpServer,
  { name, marketplace }: Release,
): string | undefined {
  if (url !== undefined) return `url ${placeOf(url)}`;
  if (command === undefined) return undefined;
  // A program of the plugin's own is another program in every plugin.
  if (/\$\{?CLAUDE_PLUGIN_ROOT|(?:^|\s)\.{1,2}\//.test(command))
    return `own ${name}@${marketplace} ${command}`;
  const [program = '', ...rest] = command.split(/\s+/);
  const started = rest.find(
    (word) => !word.startsWith('-') && !['run', 'exec', 'dlx', 'x', 'tool'].includes(word),
  );
  const isRunner = /(?:^|\/)(?:npx|bunx|uvx|pipx|pnpm|yarn|bun|uv)$/.test(program);
  return isRunner && started !== undefined
    ? `package ${withoutVersion(started)}`
    : `command ${command.trim()}`;
}

/** How a server is started: its command line, or its URL without what it may hold besides the place. */
export function startOf({ command, url }: McpServer): string {
  return url === undefined ? (command ?? '') : placeOf(url);
}

function placeOf(url: string): string {
  return url
    .replace(/^[a-z+]+:\/\/(?:[^@/]*@)?/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();
}

const withoutVersion = (started: string): string =>
  started.replace(/(?<=.)@[^@/]*$/, '').replace(/[=<>~!].*$/, '');

import type { McpServer, Release } from '../model/plugin.ts';

/**
 * Returns what distinguishes one MCP server from another: host and path of its URL, the package that a runner starts, or the command
 * line. Different versions of a package are the same server.
 * @returns undefined if only the name is known.
 */
export function serverIdentity(
  { command, url }: McpServer,
  { name, marketplace }: Release,
): string | undefined {
  if (url !== undefined) return `url ${placeOf(url)}`;
  if (command === undefined) return undefined;
  // A program inside the plugin is a different one in every plugin.
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

/** How a server is started: its command line, or its URL without credentials and query. */
export function startOf({ command, url }: McpServer): string {
  return url === undefined ? (command ?? '') : placeOf(url);
}

/** The port of a server on this machine that a client only connects to, or undefined if its URL names no port or another machine. */
export function localPortOf({ url }: McpServer): number | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { hostname, port } = new URL(url);
  const isLocal = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(hostname);
  return isLocal && port !== '' ? Number(port) : undefined;
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

import type { McpServer } from '../model/plugin.ts';
import type { ServerEntry, ServerPolicy } from '../model/server-policy.ts';
import type { Stated } from '../model/settings.ts';

/** What keeps a server from being started: an entry that denies it, or a list of allowed ones that lacks it. */
export type ForbiddenServer =
  | { readonly by: 'denied'; readonly stated: Stated<ServerEntry> }
  | { readonly by: 'not-allowed'; readonly stated: Stated<readonly ServerEntry[]> };

/**
 * Whether settings keep the client from starting a server of a plugin. Entries that deny are looked at first. A name is compared with the
 * full name, which a list of allowed servers cannot have: there only commands and URLs reach servers of plugins.
 * @param fullName `plugin:name:server`.
 * @returns undefined if it is started, or if that depends on variables.
 */
export function forbiddenServer(
  server: McpServer,
  fullName: string,
  { allowed, denied }: ServerPolicy,
): ForbiddenServer | undefined {
  const stated = denied.find(({ value }) =>
    value.by === 'name' ? value.name === fullName : matches(value, server) === true,
  );
  if (stated !== undefined) return { by: 'denied', stated };
  if (allowed === undefined || (server.command === undefined && server.url === undefined)) return undefined;
  return allowed.value.every((entry) => matches(entry, server) === false)
    ? { by: 'not-allowed', stated: allowed }
    : undefined;
}

/** Whether an entry is about the command or URL of a server; undefined if a variable decides. */
function matches(entry: ServerEntry, { command, url }: McpServer): boolean | undefined {
  if (entry.by === 'name') return false;
  const [stated, own] = entry.by === 'command' ? [entry.line, command] : [entry.pattern, url];
  if (own === undefined) return false;
  if (stated.includes('${') || own.includes('${')) return undefined;
  return entry.by === 'command' ? stated === own : matchesUrl(stated, own);
}

/** A scheme and a host with its port, in any case; a pattern without a path is about all paths. */
function matchesUrl(pattern: string, url: string): boolean {
  const wanted = partsOf(pattern);
  const actual = partsOf(url);
  if (wanted === undefined || actual === undefined) return false;
  return (
    isLike(wanted.scheme, actual.scheme) &&
    isLike(wanted.host, actual.host) &&
    (wanted.path === '' || isLike(wanted.path, actual.path))
  );
}

function partsOf(url: string): { scheme: string; host: string; path: string } | undefined {
  const [, scheme, host, path] = /^([^:/]+):\/\/([^/]*)(.*)$/s.exec(url) ?? [];
  return scheme === undefined || host === undefined || path === undefined
    ? undefined
    : { scheme: scheme.toLowerCase(), host: host.toLowerCase().replace(/\.(?=$|:)/, ''), path };
}

/** Compares a text with a pattern in which `*` stands for anything: each part is looked for behind the one before. */
function isLike(pattern: string, text: string): boolean {
  const [start = '', ...parts] = pattern.split('*');
  const end = parts.pop();
  if (end === undefined) return pattern === text;
  if (!text.startsWith(start) || !text.endsWith(end) || text.length < start.length + end.length) return false;
  let at = start.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - end.length;
}

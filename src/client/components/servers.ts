import { componentKinds } from '../../model/component-kinds.ts';
import type { LspServer, McpServer } from '../../model/plugin.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { isMap, listOf, member, textOf, textsOf } from '../../text/values.ts';
import { hasFile, pathInTree } from '../file-tree.ts';
import type { JsonFile } from '../json-file.ts';
import { declarations, type Manifest } from '../manifest.ts';

export type ServerKind = 'mcpServers' | 'lspServers';

/** A server as it is configured, and where. */
export interface FoundServer {
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly file: JsonFile;
  readonly path: DocumentPath;
}

/** A map of servers, and where it is. */
export interface ServerMap {
  readonly value: unknown;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  /** Undefined where a manifest declares it inline. */
  readonly opened?: string;
}

/** Every place that declares servers of a kind, in the order in which the client reads them. */
export function serverMaps(manifest: Manifest, kind: ServerKind): ServerMap[] {
  const { tree } = manifest;
  const maps: ServerMap[] = [];
  const open = (path: string) => {
    if (tree === undefined || !hasFile(tree.files(), path) || maps.some(({ opened }) => opened === path))
      return;
    const file = manifest.open(path);
    if (file === undefined) return;
    // A file may contain the servers themselves, or a map of them below the name of the field.
    const wrapped = member(file.value, kind);
    maps.push({
      value: wrapped ?? file.value,
      file,
      path: wrapped === undefined ? [] : [kind],
      opened: path,
    });
  };
  open(componentKinds[kind].place);
  for (const { value, file, path } of declarations(manifest, kind)) {
    listOf(value).forEach((item, index) => {
      const inside = typeof item === 'string' && !isBundle(item) ? pathInTree('', item) : undefined;
      if (inside !== undefined) open(inside);
      else if (isMap(item))
        maps.push({ value: item, file, path: Array.isArray(value) ? [...path, index] : path });
    });
  }
  return maps;
}

/** All servers of a kind; if two have the same name, the later one counts. */
export function findServers(manifest: Manifest, kind: ServerKind): FoundServer[] {
  const found = new Map<string, FoundServer>();
  for (const map of serverMaps(manifest, kind))
    for (const server of serversIn(map, kind)) found.set(server.name, server);
  return [...found.values()];
}

/** The servers of one map. */
export function serversIn({ value, file, path }: ServerMap, kind: ServerKind): FoundServer[] {
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([name, server]) =>
    isMap(server) && isServer(server, kind) ? [{ name, value: server, file, path: [...path, name] }] : [],
  );
}

/** What the client drops silently is not a server: one without a command or a URL. */
function isServer(server: Readonly<Record<string, unknown>>, kind: ServerKind): boolean {
  const hasCommand = typeof member(server, 'command') === 'string';
  return kind === 'lspServers' ? hasCommand : hasCommand || typeof member(server, 'url') === 'string';
}

/** MCP bundles that a manifest names. They are archives, and mkt does not open them. */
export function findBundles(manifest: Manifest): {
  readonly name: string;
  readonly source: string;
  readonly file: JsonFile;
  readonly path: DocumentPath;
}[] {
  return declarations(manifest, 'mcpServers').flatMap(({ value, file, path }) =>
    listOf(value).flatMap((item, index) => {
      if (typeof item !== 'string' || !isBundle(item)) return [];
      const name = item.slice(item.lastIndexOf('/') + 1).replace(/\.(mcpb|dxt)$/i, '');
      return [{ name, source: item, file, path: Array.isArray(value) ? [...path, index] : path }];
    }),
  );
}

const isBundle = (stated: string): boolean => /\.(mcpb|dxt)$/i.test(stated);

/** Bundles as the model has them. */
export function bundlesOf(manifest: Manifest): McpServer[] {
  return findBundles(manifest).map(({ name, source }) =>
    /^https:/i.test(source) ? { name, url: source } : { name, command: source },
  );
}

/** An MCP server as the model has it: with the whole command line, to tell two servers with the same name apart. */
export function mcpServerOf({ name, value }: FoundServer): McpServer {
  const url = textOf(member(value, 'url'));
  const line = commandLine(value);
  const headers = member(value, 'headers');
  const isIdentified = isMap(headers) && Object.keys(headers).some((key) => identifying.test(key));
  return {
    name,
    ...(line !== undefined && { command: line }),
    ...(url !== undefined && { url }),
    ...(isIdentified && { isIdentified }),
  };
}

/** A command with its arguments. */
function commandLine(server: unknown): string | undefined {
  const command = textOf(member(server, 'command'));
  return command === undefined ? undefined : [command, ...textsOf(member(server, 'args'))].join(' ');
}

/** Headers that identify the caller: `Authorization`, `X-Api-Key`, `Private-Token`, … */
const identifying = /auth|token|key/i;

/** A language server as the model has it. */
export function lspServerOf({ name, value }: FoundServer): LspServer {
  const extensions = member(value, 'extensionToLanguage');
  const line = commandLine(value);
  return {
    name,
    extensions: isMap(extensions) ? Object.keys(extensions).sort() : [],
    ...(line !== undefined && { command: line }),
  };
}

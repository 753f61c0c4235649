import type { Stated } from './settings-scope.ts';

/** What an entry of `allowedMcpServers` or `deniedMcpServers` names servers by. */
export type ServerEntry =
  | { readonly by: 'name'; readonly name: string }
  /** The command and its arguments, as one line. */
  | { readonly by: 'command'; readonly line: string }
  /** A URL, with `*` for anything. */
  | { readonly by: 'url'; readonly pattern: string };

/** Which MCP servers settings let the client start, wherever the servers come from. */
export interface ServerPolicy {
  /** Only these; undefined if no settings limit them. */
  readonly allowed?: Stated<readonly ServerEntry[]>;
  /** None of these, whatever is allowed. */
  readonly denied: readonly Stated<ServerEntry>[];
}

import type { ComponentDetail, Components, NamedComponentKind } from './plugin.ts';

interface ComponentKind {
  /** Its name in the details of a release. */
  readonly detail: ComponentDetail['kind'];
  readonly singular: string;
  readonly plural: string;
}

/** The name of each kind of component, by its key in {@link Components}, in the order in which reports list them. */
export const componentKinds = {
  agents: { detail: 'agent', singular: 'agent', plural: 'agents' },
  commands: { detail: 'command', singular: 'command', plural: 'commands' },
  skills: { detail: 'skill', singular: 'skill', plural: 'skills' },
  hooks: { detail: 'hook', singular: 'hook', plural: 'hooks' },
  mcpServers: { detail: 'mcp-server', singular: 'MCP server', plural: 'MCP servers' },
  lspServers: { detail: 'lsp-server', singular: 'LSP server', plural: 'LSP servers' },
  executables: { detail: 'executable', singular: 'executable', plural: 'executables' },
} as const satisfies Readonly<Record<keyof Components, ComponentKind>>;

/** The kinds whose components the client finds by name. */
export const namedKinds: readonly NamedComponentKind[] = ['agents', 'commands', 'skills'];

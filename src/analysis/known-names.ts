import type { PluginReading } from '../client/reading/plugin-reading.ts';
import { toolPrefix } from '../model/mcp-names.ts';
import { type Components, componentName, type Release } from '../model/plugin.ts';

/** What a plugin has that others can name. */
export interface KnownPlugin {
  readonly namespace: string;
  readonly servers: readonly string[];
  /** The full names of its agents. */
  readonly agents: readonly string[];
  /** The full names of its skills and commands. */
  readonly skills: readonly string[];
  /** Whether these are all, so that what is not among them does not exist. */
  readonly isComplete: boolean;
}

/** Names of components as the client resolves them over a whole combination. */
export interface KnownNames {
  /** The plugins whose components have this part before the colon. */
  named(namespace: string): readonly KnownPlugin[];
  readonly plugins: readonly KnownPlugin[];
  /** The beginnings of the names of all tools of plugins, with the name of the server in its plugin and in the client. */
  readonly servers: readonly { readonly prefix: string; readonly bare: string; readonly full: string }[];
  readonly agents: ReadonlySet<string>;
  readonly skills: ReadonlySet<string>;
}

/** The components of a release by their names; undefined if its files are not known. */
export function knownRelease(release: Release): KnownPlugin | undefined {
  return release.nameUses === undefined
    ? undefined
    : knownOf(release.namespace ?? release.name, release.components);
}

/** The same of a plugin that was read alone. */
export function knownReading({ manifest, contents }: PluginReading): KnownPlugin | undefined {
  if (contents === undefined) return undefined;
  const { components } = contents;
  const items = <Key extends 'agents' | 'commands' | 'skills' | 'mcpServers'>(key: Key) =>
    components.of(key).map(({ item }) => item) as unknown as Components[Key];
  return knownOf(manifest.namespace, {
    agents: items('agents'),
    commands: items('commands'),
    skills: items('skills'),
    mcpServers: items('mcpServers'),
  });
}

type Named = Pick<Components, 'agents' | 'commands' | 'skills' | 'mcpServers'>;

function knownOf(namespace: string, { agents, commands, skills, mcpServers }: Named): KnownPlugin {
  // A bundle is an archive with its own name for the server.
  const servers = mcpServers.filter(({ command = '', url = '' }) => !/\.(mcpb|dxt)$/i.test(command || url));
  const full = (path: string) => `${namespace}:${path.replaceAll('/', ':')}`;
  return {
    namespace,
    servers: servers.map(({ name }) => name),
    agents: agents.map(full),
    skills: [...skills, ...commands].map(full),
    isComplete: servers.length === mcpServers.length,
  };
}

/** Collects the names of several plugins. */
export function knownNames(plugins: readonly KnownPlugin[]): KnownNames {
  return {
    plugins,
    named: (namespace) => plugins.filter((plugin) => plugin.namespace === namespace),
    servers: plugins.flatMap(({ namespace, servers }) =>
      servers.map((bare) => ({
        bare,
        prefix: toolPrefix(namespace, bare),
        full: `plugin:${namespace}:${bare}`,
      })),
    ),
    agents: new Set(plugins.flatMap(({ agents }) => agents)),
    skills: new Set(plugins.flatMap(({ skills }) => skills)),
  };
}

/** The part of a full name behind its plugin and folders. */
export const lastPart = (full: string): string => componentName(full.replaceAll(':', '/'));

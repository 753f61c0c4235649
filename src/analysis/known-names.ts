import type { PluginReading } from '../client/reading/plugin-reading.ts';
import { groupedBy } from '../model/grouped-by.ts';
import { inToolName, toolPrefix } from '../model/mcp-names.ts';
import type { ModRegistration } from '../model/mod.ts';
import type { OwnKind } from '../model/own-side.ts';
import { type Components, componentName, type Release } from '../model/plugin.ts';
import type { Context } from './context.ts';

/** What a plugin has that others can name. */
export interface KnownPlugin {
  readonly namespace: string;
  readonly servers: readonly string[];
  /** The full names of its agents. */
  readonly agents: readonly string[];
  /** The full names of its skills and commands; skills also by their folders. */
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
  readonly servers: readonly KnownServer[];
  /** Those that have this name, as it is written in the names of tools, without their plugin. */
  serversCalled(name: string): readonly KnownServer[];
  /** Whether the name of a tool, or what it begins with, is of one of these servers. */
  isTool(tool: string): boolean;
  /** Those of plugins, of the project and of mods. */
  readonly agents: CaselessNames;
  readonly skills: CaselessNames;
  /** What resolves without being a component of a plugin's files: of the project or its user, or registered by a mod. */
  readonly others: OtherNames;
}

/** A server of a plugin. */
export interface KnownServer {
  readonly prefix: string;
  readonly bare: string;
  readonly full: string;
}

/** Full names, which are found whatever their case. */
export interface CaselessNames {
  readonly all: readonly string[];
  has(name: string): boolean;
  /** Those with the last part of this name, whatever their plugin and folders. */
  endingAs(name: string): readonly string[];
}

function caseless(all: readonly string[]): CaselessNames {
  const known = new Set(all.map((name) => name.toLowerCase()));
  const byEnd = groupedBy(all, (name) => lastPart(name).toLowerCase());
  return {
    all,
    has: (name) => known.has(name.toLowerCase()),
    endingAs: (name) => byEnd.get(lastPart(name).toLowerCase()) ?? [],
  };
}

export interface OtherNames {
  /** Servers by the names that are in those of their tools: `notes` of `mcp__notes__write`. */
  readonly servers: ReadonlySet<string>;
  /** Agents and skills as they are called. */
  readonly agents: ReadonlySet<string>;
  readonly skills: ReadonlySet<string>;
}

const none: OtherNames = { servers: new Set(), agents: new Set(), skills: new Set() };

/** What the project, its user and mods add to the names of a combination. */
export function otherNames({ own, mods = [] }: Pick<Context, 'own' | 'mods'>): OtherNames {
  const ofKind = (...kinds: OwnKind[]) =>
    (own?.components ?? []).filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  const registered = (kind: ModRegistration['kind']) =>
    mods.flatMap(({ release: { name: plugin, namespace = plugin }, mod }) =>
      mod.registrations.flatMap((each) =>
        each.kind === kind && each.name !== undefined ? [{ namespace, name: each.name }] : [],
      ),
    );
  return {
    // A tool of a mod is called like one of a server with the plugin's name.
    servers: new Set([
      ...ofKind('mcp-server').map(inToolName),
      ...registered('tool').map(({ namespace }) => inToolName(namespace)),
    ]),
    agents: new Set([
      ...ofKind('agent'),
      ...registered('agent').map(({ namespace, name }) => `${namespace}:${name}`),
    ]),
    skills: new Set([...ofKind('skill', 'command'), ...registered('command').map(({ name }) => name)]),
  };
}

/** The components of a release by their names; undefined if its files are not known. */
export function knownRelease(release: Release): KnownPlugin | undefined {
  return release.nameUses === undefined
    ? undefined
    : knownOf(release.namespace ?? release.name, release.components, skillFolders(release));
}

/** The folders of skills, by which the client's own commands call them, whatever their front matter says. */
const skillFolders = ({ details = [] }: Release): string[] =>
  details.flatMap(({ kind, location }) => {
    if (kind !== 'skill') return [];
    const { file } = location;
    return file.endsWith('/SKILL.md') ? (file.split('/').at(-2) ?? []) : [];
  });

/** The same of a plugin that was read alone. */
export function knownReading({ manifest, contents }: PluginReading): KnownPlugin | undefined {
  if (contents === undefined) return undefined;
  const { components } = contents;
  const items = <Key extends 'agents' | 'commands' | 'skills' | 'mcpServers'>(key: Key) =>
    components.of(key).map(({ item }) => item) as unknown as Components[Key];
  return knownOf(
    manifest.namespace,
    {
      agents: items('agents'),
      commands: items('commands'),
      skills: items('skills'),
      mcpServers: items('mcpServers'),
    },
    components.texts.flatMap(({ kind, fallback }) => (kind === 'skills' ? fallback : [])),
  );
}

type Named = Pick<Components, 'agents' | 'commands' | 'skills' | 'mcpServers'>;

function knownOf(
  namespace: string,
  { agents, commands, skills, mcpServers }: Named,
  skillFolders: readonly string[],
): KnownPlugin {
  // A bundle is an archive with its own name for the server.
  const servers = mcpServers.filter(({ command = '', url = '' }) => !/\.(mcpb|dxt)$/i.test(command || url));
  const full = (path: string) => `${namespace}:${path.replaceAll('/', ':')}`;
  return {
    namespace,
    servers: servers.map(({ name }) => name),
    agents: agents.map(full),
    skills: [...new Set([...skills, ...commands, ...skillFolders])].map(full),
    isComplete: servers.length === mcpServers.length,
  };
}

/** Collects the names of several plugins. */
export function knownNames(plugins: readonly KnownPlugin[], others: OtherNames = none): KnownNames {
  const servers = plugins.flatMap(({ namespace, servers: own }) =>
    own.map((bare) => ({ bare, prefix: toolPrefix(namespace, bare), full: `plugin:${namespace}:${bare}` })),
  );
  const byNamespace = groupedBy(plugins, ({ namespace }) => namespace);
  const byTool = groupedBy(servers, ({ bare }) => inToolName(bare));
  const prefixes = new Set(servers.map(({ prefix }) => prefix));
  // Names with two underscores do not show where the name of the server ends.
  const odd = servers.filter(({ prefix }) => prefix.slice('mcp__'.length, -'__'.length).includes('__'));
  return {
    plugins,
    named: (namespace) => byNamespace.get(namespace) ?? [],
    servers,
    serversCalled: (name) => byTool.get(name) ?? [],
    isTool: (tool) => {
      const start = /^mcp__.+?__/.exec(`${tool}__`)?.[0];
      return (
        (start !== undefined && prefixes.has(start)) ||
        odd.some(({ prefix }) => `${tool}__`.startsWith(prefix))
      );
    },
    agents: caseless([...plugins.flatMap(({ agents }) => agents), ...others.agents]),
    skills: caseless(plugins.flatMap(({ skills }) => skills)),
    others,
  };
}

/** The part of a full name behind its plugin and folders. */
export const lastPart = (full: string): string => componentName(full.replaceAll(':', '/'));

/** The project, whose settings and components name others; what its monitors would be is unknown to the client, too. */
export const knownProject: KnownPlugin = {
  namespace: '',
  servers: [],
  agents: [],
  skills: [],
  isComplete: true,
};

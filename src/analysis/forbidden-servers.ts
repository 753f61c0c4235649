import { type ForbiddenServer, forbiddenServer } from '../client/server-policy.ts';
import { fullName } from '../model/component-kinds.ts';
import type { McpServer, Release } from '../model/plugin.ts';
import type { Context } from './context.ts';
import { type Evidence, labelsIn, placedWith, placeOf } from './evidence.ts';
import type { Draft } from './rule.ts';

interface Found {
  readonly release: Release;
  readonly server: McpServer;
  readonly forbidden: ForbiddenServer;
}

/** Servers of plugins that settings keep the client from starting: one finding for those that are denied, one for the others. */
export function forbiddenServers(context: Context): Draft<'MKT315'>[] {
  const policy = context.settings?.own?.serverPolicy;
  if (policy === undefined || (policy.allowed === undefined && policy.denied.length === 0)) return [];
  const found = context.releases.flatMap((release) =>
    release.components.mcpServers.flatMap((server): Found[] => {
      const forbidden = forbiddenServer(server, fullNameOf(release, server), policy);
      return forbidden === undefined ? [] : [{ release, server, forbidden }];
    }),
  );
  return (['denied', 'not-allowed'] as const).flatMap((by) =>
    draft(
      by,
      found.filter(({ forbidden }) => forbidden.by === by),
      context,
    ),
  );
}

function draft(by: ForbiddenServer['by'], found: readonly Found[], context: Context): Draft<'MKT315'>[] {
  const [first] = found;
  if (first === undefined) return [];
  const label = labelsIn(context);
  const entries = [...new Set(found.map(({ forbidden }) => forbidden.stated))];
  const key = by === 'denied' ? 'deniedMcpServers' : 'allowedMcpServers';
  return [
    {
      case: by === 'denied' ? 'server-denied' : 'server-not-allowed',
      evidence: {
        key,
        file: first.forbidden.stated.location.file,
        servers: found.map(({ release, server }) => ({ plugin: label(release), name: server.name })),
      },
      ...placedWith(
        [...new Set(found.map(({ release }) => release.name))],
        [
          ...entries.map((at): Evidence => ({ at, message: `\`${key}\`` })),
          ...found.flatMap(({ release, server }): Evidence[] => {
            const at = placeOf(release, 'mcp-server', server.name);
            return at === undefined
              ? []
              : [{ at, message: `the server \`${server.name}\` of \`${label(release)}\`` }];
          }),
        ],
        context,
      ),
    },
  ];
}

/** Entries that deny by the name that a server has in its plugin. One of the project's or the user's own may have it, too. */
export function idleDenials(context: Context): Draft<'MKT315'>[] {
  const { settings, own, releases } = context;
  const label = labelsIn(context);
  const ownNames = new Set([
    ...(own?.mcpJson ?? []),
    ...(own?.components ?? []).flatMap(({ kind, name }) => (kind === 'mcp-server' ? [name] : [])),
  ]);
  const found = (settings?.own?.serverPolicy.denied ?? []).flatMap((stated) => {
    const { value } = stated;
    if (value.by !== 'name' || ownNames.has(value.name)) return [];
    return releases.flatMap((release) =>
      release.components.mcpServers
        .filter(({ name }) => name === value.name)
        .map((server) => ({ stated, name: value.name, release, fullName: fullNameOf(release, server) })),
    );
  });
  const [first] = found;
  if (first === undefined) return [];
  return [
    {
      case: 'denial-idle',
      evidence: {
        key: 'deniedMcpServers',
        file: first.stated.location.file,
        names: found.map(({ name, release, fullName }) => ({ name, plugin: label(release), fullName })),
      },
      ...placedWith(
        [...new Set(found.map(({ release }) => release.name))],
        [...new Set(found.map(({ stated }) => stated))].map((at) => ({
          at,
          message: at.value.by === 'name' ? `\`${at.value.name}\`` : '',
        })),
        context,
      ),
    },
  ];
}

/** What the client calls a server of a plugin. */
const fullNameOf = ({ name, namespace = name }: Release, server: McpServer): string =>
  fullName('mcpServers', namespace, server.name);

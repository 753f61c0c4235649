import type { ComponentDetail, Release } from '../../model/plugin.ts';
import { listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { type Evidence, foldedNames, labelsIn, placedWith, placeOf } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';
import { localPortOf, serverIdentity, startOf } from '../server-identity.ts';
import { sharedNamesOf } from '../shared-names.ts';

const shownUsers = 6;

/** Servers and monitors of several plugins that use one local port. */
export const portClash: Rule<'MKT313'> = {
  id: 'MKT313',
  check: (context) =>
    sharedNamesOf(context.releases, (release) => [
      ...new Set(
        [
          ...startersIn(release).flatMap(({ ports = [] }) => ports),
          ...remotesIn(release).map(({ port }) => port),
        ].map(String),
      ),
    ]).flatMap(({ plugins, names }) =>
      names.flatMap((name) => {
        const port = Number(name);
        const starters = plugins.flatMap((release) =>
          startersIn(release)
            .filter(({ ports = [] }) => ports.includes(port))
            .map((at) => ({ release, at })),
        );
        // The client starts a server once that several plugins ship.
        const programs = new Set(starters.map(({ release, at }) => programOf(release, at)));
        return programs.size > 1
          ? [clash(port, starters, context)]
          : shared(port, plugins, starters[0], context);
      }),
    ),
  say: {
    found: ({ port, users }) => ({
      message: [
        `${listed(foldedNames([...new Set(users.map(({ plugin }) => plugin))]))} start programs with the same port, ${port}`,
        ...users
          .slice(0, shownUsers)
          .map(({ plugin, kind, name }) => `\`${plugin}\`: the ${kindName[kind]} \`${name}\``),
        `if ${users.length === 2 ? 'both' : 'they all'} listen on this port, the program that starts first gets it, and ${users.length === 2 ? 'the other fails' : 'the others fail'} to start; the order is not known`,
      ].join('\n'),
      help: 'give one of them a different port, if its plugin has an option for it, or disable one of the plugins',
    }),
    address: ({ port, starter, remote }) => {
      const plugins = [
        ...new Set([...(starter === undefined ? [] : [starter]), ...remote].map(({ plugin }) => plugin)),
      ];
      return {
        message: [
          `${listed(foldedNames(plugins))} use the same local port, ${port}`,
          ...(starter === undefined
            ? []
            : [
                `\`${starter.plugin}\`: the ${kindName[starter.kind]} \`${starter.name}\` is started with it`,
              ]),
          ...remote
            .slice(0, shownUsers)
            .map(
              ({ plugin, name, address }) =>
                `\`${plugin}\`: the MCP server \`${name}\` is expected at \`${address}\``,
            ),
          `only one program can listen on this port: unless ${plugins.length === 2 ? 'both' : 'all'} plugins expect the same program, one of them connects to ${plugins.length === 2 ? "the other's" : 'the program of another'}`,
        ].join('\n'),
        help: `ignore this if ${plugins.length === 2 ? 'both' : 'all'} are meant to use the same program; otherwise, give one of them a different port or disable one of the plugins`,
      };
    },
  },
};

/** Something that is started with a port. */
interface Starter {
  readonly release: Release;
  readonly at: ComponentDetail;
}

const kindName = { monitor: 'monitor', 'mcp-server': 'MCP server' } as const;

/** Several programs are started with one port. */
function clash(port: number, starters: readonly Starter[], context: Context): Draft<'MKT313'> {
  const label = labelsIn(context);
  return {
    case: 'found',
    evidence: { port, users: starters.map((starter) => userOf(starter, label)) },
    ...placedWith(
      [...new Set(starters.map(({ release }) => release.name))],
      starters.map(placed(label)),
      context,
    ),
  };
}

/** Servers are expected at one port of this machine, where something else is expected, too. */
function shared(
  port: number,
  plugins: readonly Release[],
  starter: Starter | undefined,
  context: Context,
): Draft<'MKT313'>[] {
  const label = labelsIn(context);
  const remote = plugins.flatMap((release) =>
    remotesIn(release)
      .filter((one) => one.port === port)
      // A plugin that requires another one means the program of that one.
      .filter(() => starter === undefined || !requires(release, starter.release))
      .map(({ server }) => ({ release, server })),
  );
  const programs = new Set(remote.map(({ release, server }) => serverIdentity(server, release)));
  const users = new Set(
    [...remote, ...(starter === undefined ? [] : [starter])].map(({ release }) => release),
  );
  if (remote.length === 0 || users.size < 2 || (starter === undefined && programs.size < 2)) return [];
  return [
    {
      case: 'address',
      evidence: {
        port,
        ...(starter !== undefined && { starter: userOf(starter, label) }),
        remote: remote.map(({ release, server }) => ({
          plugin: label(release),
          name: server.name,
          address: startOf(server),
        })),
      },
      ...placedWith(
        [...users].map(({ name }) => name),
        [
          ...(starter === undefined ? [] : [placed(label)(starter)]),
          ...remote.flatMap(({ release, server }) => {
            const at = placeOf(release, 'mcp-server', server.name);
            return at === undefined ? [] : [placed(label)({ release, at })];
          }),
        ],
        context,
      ),
    },
  ];
}

const userOf = ({ release, at }: Starter, label: (release: Release) => string) => ({
  plugin: label(release),
  kind: at.kind === 'monitor' ? ('monitor' as const) : ('mcp-server' as const),
  name: at.name,
});

const placed =
  (label: (release: Release) => string) =>
  ({ release, at }: Starter): Evidence => ({ at, message: `\`${at.name}\` of \`${label(release)}\`` });

const requires = ({ dependencies, marketplace }: Release, other: Release): boolean =>
  dependencies.some(
    (each) => each.name === other.name && (each.marketplace ?? marketplace) === other.marketplace,
  );

/** Servers that the client only connects to, on this machine. */
const remotesIn = ({ components }: Release) =>
  components.mcpServers.flatMap((server) => {
    const port = localPortOf(server);
    return port === undefined ? [] : [{ server, port }];
  });

const startersIn = ({ details = [] }: Release): ComponentDetail[] =>
  details.filter(({ kind, ports }) => (kind === 'mcp-server' || kind === 'monitor') && ports !== undefined);

/** What distinguishes two programs. */
function programOf(release: Release, { kind, name }: ComponentDetail): string {
  const server =
    kind === 'mcp-server' ? release.components.mcpServers.find((each) => each.name === name) : undefined;
  const own = `${release.name}@${release.marketplace} ${kind} ${name}`;
  return server === undefined ? own : (serverIdentity(server, release) ?? own);
}

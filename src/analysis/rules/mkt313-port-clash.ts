import type { ComponentDetail, Release } from '../../model/plugin.ts';
import { listed } from '../../model/text.ts';
import { foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { serverIdentity } from '../server-identity.ts';
import { sharedNamesOf } from '../shared-names.ts';

const shownUsers = 6;

/** Servers and monitors of several plugins that are started with one port. */
export const portClash: Rule<'MKT313'> = {
  id: 'MKT313',
  check(context) {
    const label = labelsIn(context);
    return sharedNamesOf(context.releases, (release) => [
      ...new Set(usersIn(release).flatMap(({ ports = [] }) => ports.map(String))),
    ]).flatMap(({ plugins, names }) =>
      names.flatMap((name) => {
        const port = Number(name);
        const users = plugins.flatMap((release) =>
          usersIn(release)
            .filter(({ ports = [] }) => ports.includes(port))
            .map((at) => ({ release, at })),
        );
        // The client starts a server once that several plugins ship.
        const programs = new Set(users.map(({ release, at }) => programOf(release, at)));
        if (programs.size < 2) return [];
        return [
          {
            case: 'found' as const,
            evidence: {
              port,
              users: users.map(({ release, at }) => ({
                plugin: label(release),
                kind: at.kind === 'monitor' ? ('monitor' as const) : ('mcp-server' as const),
                name: at.name,
              })),
            },
            ...placedWith(
              plugins.map((release) => release.name),
              users.map(({ release, at }) => ({ at, message: `\`${at.name}\` of \`${label(release)}\`` })),
              context,
            ),
          },
        ];
      }),
    );
  },
  say: {
    found: ({ port, users }) => ({
      message: [
        `${listed(foldedNames([...new Set(users.map(({ plugin }) => plugin))]))} start programs with the same port, ${port}`,
        ...users
          .slice(0, shownUsers)
          .map(
            ({ plugin, kind, name }) =>
              `\`${plugin}\`: the ${kind === 'monitor' ? 'monitor' : 'MCP server'} \`${name}\``,
          ),
        `if ${users.length === 2 ? 'both' : 'they all'} listen on this port, the program that starts first gets it, and ${users.length === 2 ? 'the other fails' : 'the others fail'} to start; the order is not known`,
      ].join('\n'),
      help: 'give one of them a different port, if its plugin has an option for it, or disable one of the plugins',
    }),
  },
};

const usersIn = ({ details = [] }: Release): ComponentDetail[] =>
  details.filter(({ kind, ports }) => (kind === 'mcp-server' || kind === 'monitor') && ports !== undefined);

/** What distinguishes two programs. */
function programOf(release: Release, { kind, name }: ComponentDetail): string {
  const server =
    kind === 'mcp-server' ? release.components.mcpServers.find((each) => each.name === name) : undefined;
  const own = `${release.name}@${release.marketplace} ${kind} ${name}`;
  return server === undefined ? own : (serverIdentity(server, release) ?? own);
}

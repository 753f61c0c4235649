import { toolPrefix } from '../../model/mcp-names.ts';
import type { McpServer, Release } from '../../model/plugin.ts';
import { listed, quoted } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames, labelsIn, placedWith, placeOf } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';
import { serverIdentity, startOf } from '../server-identity.ts';
import { sharedNamesOf } from '../shared-names.ts';
import { firstLoaded, theLesserOf } from '../who-wins.ts';

const shownServers = 6;
const shownTools = 3;
/** Of a command line. */
const shownCharacters = 60;

export const mcpServerClash: Rule<'MKT304'> = {
  id: 'MKT304',
  check(context) {
    const { releases } = context;
    const named = sharedNamesOf(releases, (release) => serversOf(release).map(({ name }) => name));
    const clashes = named.flatMap(({ plugins, names }) =>
      names.flatMap((name) => {
        const owned = plugins.flatMap((release) =>
          serversOf(release)
            .filter((server) => server.name === name)
            .flatMap((server) => {
              const identity = serverIdentity(server, release);
              return identity === undefined ? [] : [{ release, server, identity }];
            }),
        );
        return new Set(owned.map(({ identity }) => identity)).size < 2
          ? []
          : [different(name, owned, context)];
      }),
    );
    const same = sharedNamesOf(releases, (release) =>
      serversOf(release).flatMap((server) => {
        const identity = serverIdentity(server, release);
        return identity === undefined || identity.startsWith('own ') ? [] : [identity];
      }),
    );
    return [...clashes, ...same.map(({ plugins, names }) => sameServer(plugins, names, context))];
  },
  say: {
    'different-servers': ({ name, servers }) => ({
      message: [
        `${listed(foldedNames(servers.map(({ plugin }) => plugin)))} use the name \`${name}\` for different MCP servers`,
        ...servers.slice(0, shownServers).map(({ plugin, start }) => `\`${plugin}\`: \`${start}\``),
        `the client starts ${servers.length === 2 ? 'both' : `all ${servers.length}`} without a warning; the names of their tools differ only in the plugin's name (${listed(quoted(servers.slice(0, shownTools).map(({ prefix }) => `${prefix}…`)))}), and a reference to \`${name}\` may reach ${servers.length === 2 ? 'either one' : 'any of them'}`,
      ].join('\n'),
      help: `use full tool names in permissions, agents and prompts, disable ${theLesserOf(servers.length)}, or ask a maintainer to rename the server`,
    }),
    'same-server': ({ servers }) => {
      const plugins = [...new Set(servers.map(({ plugin }) => plugin))];
      const names = [...new Set(servers.map(({ name }) => name))].sort();
      return {
        message: [
          `${listed(foldedNames(plugins))} ship the same MCP server: ${listed(quoted(names))} (\`${servers[0]?.start ?? ''}\`)`,
          `the client treats servers with the same command or URL as one: it starts the one from ${firstLoaded}, and skips the others unless their \`env\` differs`,
        ].join('\n'),
        help: "nothing to do; if tools seem to be missing, look for them under the other plugin's name",
      };
    },
  },
};

interface Owned {
  readonly release: Release;
  readonly server: McpServer;
}

const serversOf = ({ components }: Release): readonly McpServer[] => components.mcpServers;

function different(name: string, owned: readonly Owned[], context: Context): Draft<'MKT304'> {
  const label = labelsIn(context);
  return {
    case: 'different-servers',
    evidence: {
      name,
      servers: owned.map(({ release, server }) => ({
        plugin: label(release),
        start: short(startOf(server)),
        prefix: toolPrefix(release.namespace ?? release.name, name),
      })),
    },
    ...placed(owned, name, context),
  };
}

function sameServer(
  plugins: readonly Release[],
  identities: readonly string[],
  context: Context,
): Draft<'MKT304'> {
  const label = labelsIn(context);
  const owned = plugins.flatMap((release) =>
    serversOf(release)
      .filter((server) => identities.includes(serverIdentity(server, release) ?? ''))
      .map((server) => ({ release, server })),
  );
  const [first = ''] = owned.map(({ server }) => server.name).sort();
  return {
    case: 'same-server',
    evidence: {
      servers: owned.map(({ release, server }) => ({
        plugin: label(release),
        name: server.name,
        start: short(startOf(server)),
      })),
    },
    ...placed(owned, first, context),
  };
}

/** The beginning identifies a server; the rest may contain secrets. */
const short = (start: string): string =>
  start.length > shownCharacters ? `${start.slice(0, shownCharacters - 1)}…` : start;

function placed(owned: readonly Owned[], name: string, context: Context) {
  const evidence = owned.flatMap(({ release, server }) => {
    const at = placeOf(release, 'mcp-server', server.name);
    return at === undefined
      ? []
      : [{ at, message: `the server \`${server.name || name}\` of \`${release.name}\`` }];
  });
  return placedWith([...new Set(owned.map(({ release }) => release.name))], evidence, context);
}

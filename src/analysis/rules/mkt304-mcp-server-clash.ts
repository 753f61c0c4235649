import type { McpServer, Release } from '../../model/plugin.ts';
import { listed, quoted } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames, labelsIn, placedWith, placeOf } from '../evidence.ts';
import { meetingsOf } from '../meetings.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';
import { serverIdentity, serverText } from '../server-identity.ts';

export const mcpServerClash: LegacyRule = {
  id: 'MKT304',
  name: 'mcp-server-clash',
  severity: 'error',
  section: 'Clear Interfaces',
  summary: 'one name stands for different MCP servers of several plugins, or one server comes with several',
  check(context) {
    const { releases } = context;
    const serversOf = ({ components }: Release) => components.mcpServers;
    const named = meetingsOf(releases, (release) => serversOf(release).map(({ name }) => name));
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
        return new Set(owned.map(({ identity }) => identity)).size < 2 ? [] : [clash(name, owned, context)];
      }),
    );
    const same = meetingsOf(releases, (release) =>
      serversOf(release).flatMap((server) => {
        const identity = serverIdentity(server, release);
        return identity === undefined || identity.startsWith('own ') ? [] : [identity];
      }),
    );
    return [...clashes, ...same.map(({ plugins, names }) => twice(plugins, names, context))];
  },
};

interface Owned {
  readonly release: Release;
  readonly server: McpServer;
}

function clash(name: string, owned: readonly Owned[], context: Context): LegacyDraft {
  const label = labelsIn(context);
  const tools = owned.map(({ release }) => `mcp__plugin_${release.namespace ?? release.name}_${name}__…`);
  const evidence = owned.map(({ release, server }) => `\`${label(release)}\`: \`${serverText(server)}\``);
  return {
    ...placed(owned, name, context),
    message: [
      `${listed(foldedNames(owned.map(({ release }) => label(release))))} call different MCP servers \`${name}\``,
      ...evidence.slice(0, 6),
      `today none of them wins: the client starts ${owned.length === 2 ? 'both' : `all ${owned.length}`} and says nothing; their tools differ only in the plugin's name (${listed(quoted(tools.slice(0, 3)))}), and what asks for \`${name}\` gets either`,
    ].join('\n'),
    help: `name tools in full in permissions, agents and prompts, disable the plugin that you need less, or ask a maintainer to rename the server`,
  };
}

function twice(plugins: readonly Release[], identities: readonly string[], context: Context): LegacyDraft {
  const label = labelsIn(context);
  const owned = plugins.flatMap((release) =>
    release.components.mcpServers
      .filter((server) => identities.includes(serverIdentity(server, release) ?? ''))
      .map((server) => ({ release, server })),
  );
  const [first] = owned;
  const names = [...new Set(owned.map(({ server }) => server.name))].sort();
  return {
    severity: 'note',
    ...placed(owned, names[0] ?? '', context),
    message: [
      `${listed(foldedNames(plugins.map(label)))} bring the same MCP server: ${listed(quoted(names))}${first === undefined ? '' : ` (\`${serverText(first.server)}\`)`}`,
      'today the client takes servers with one command or URL for one: it starts that of the plugin which it loads first, and leaves the others out unless their `env` differs',
    ].join('\n'),
    help: 'nothing has to be done; if the tools seem to be missing, look for them under the name of the other plugin',
  };
}

function placed(owned: readonly Owned[], name: string, context: Context) {
  const evidence = owned.flatMap(({ release, server }) => {
    const at = placeOf(release, 'mcp-server', server.name);
    return at === undefined
      ? []
      : [{ at, message: `the server \`${server.name || name}\` of \`${release.name}\`` }];
  });
  return placedWith([...new Set(owned.map(({ release }) => release.name))], evidence, context);
}

import { toolPrefix } from '../../model/mcp-names.ts';
import { count, listed, quoted } from '../../model/text.ts';
import { labelsIn, placedWith, placeOf } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';

/** The characters that must be left for a tool's name: 25 and more are common, and with fewer left requests failed. */
const enough = 25;

const shown = 5;

export const mcpToolNameLength: Rule<'MKT309'> = {
  id: 'MKT309',
  check(context) {
    const label = labelsIn(context);
    const { toolNameLength: most } = context.client.names;
    return context.releases.flatMap((release): Draft<'MKT309'>[] => {
      const tight = release.components.mcpServers
        .map(({ name }) => ({ name, prefix: toolPrefix(release.namespace ?? release.name, name) }))
        .map((each) => ({ ...each, left: most - each.prefix.length }))
        .filter(({ left }) => left < enough)
        .sort((a, b) => a.left - b.left);
      if (tight.length === 0) return [];
      return [
        {
          case: 'found',
          evidence: {
            plugin: label(release),
            name: release.name,
            most,
            namesTogether: most - enough - toolPrefix('', '').length,
            servers: tight,
          },
          ...placedWith(
            [release.name],
            tight.flatMap(({ name }) => {
              const at = placeOf(release, 'mcp-server', name);
              return at === undefined ? [] : [{ at, message: `the server \`${name}\`` }];
            }),
            context,
          ),
        },
      ];
    });
  },
  say: {
    found: ({ plugin, most, namesTogether, servers }) => ({
      message: [
        `tool names of the MCP ${servers.length === 1 ? 'server' : 'servers'} ${listed(quoted(servers.map((server) => server.name)))} in \`${plugin}\` can easily become too long`,
        ...servers
          .slice(0, shown)
          .map(
            ({ prefix, left }) =>
              `\`${prefix}\` uses ${prefix.length} characters and leaves ${Math.max(left, 0)} for the name of a tool`,
          ),
        `where tool names are limited to ${most} characters, a longer one makes the whole request fail with \`String should have at most ${most} characters\``,
      ].join('\n'),
      help: `ask the maintainer to shorten the names of the plugin and the server to at most ${namesTogether} characters combined; until then, check whether any tool name has ${count(Math.max(servers[0]?.left ?? 0, 0) + 1, 'character')} or more`,
    }),
  },
};

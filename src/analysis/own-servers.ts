import { inToolName, toolPrefix } from '../model/mcp-names.ts';
import type { OwnServer } from '../model/own-evidence.ts';
import type { McpServer } from '../model/plugin.ts';
import type { Context } from './context.ts';
import { labelsIn, placedWith, placeOf } from './evidence.ts';
import type { Draft } from './rule.ts';

/** Servers with one name, or that start the same. */
export function serversMeeting(context: Context): Draft<'MKT315'>[] {
  const label = labelsIn(context);
  const own = (context.own?.components ?? []).filter(({ kind }) => kind === 'mcp-server');
  return context.releases.flatMap((release) =>
    release.components.mcpServers.flatMap((server): Draft<'MKT315'>[] => {
      const same = own.find((each) => each.server !== undefined && startsSame(each.server, server));
      const met = same ?? own.find(({ name }) => name === server.name);
      if (met === undefined) return [];
      const at = placeOf(release, 'mcp-server', server.name);
      const evidence: OwnServer = {
        level: met.level,
        name: met.name,
        prefix: `mcp__${inToolName(met.name)}__`,
        plugin: label(release),
        server: server.name,
        pluginPrefix: toolPrefix(release.namespace ?? release.name, server.name),
      };
      return [
        {
          case: same === undefined ? 'server-name' : 'same-server',
          evidence,
          ...placedWith(
            [release.name],
            [
              { at: met, message: `the server \`${met.name}\`` },
              ...(at === undefined
                ? []
                : [{ at, message: `the server \`${server.name}\` of \`${label(release)}\`` }]),
            ],
            context,
          ),
        },
      ];
    }),
  );
}

/** Just the same command line or URL: another version of a package is another server for the client. */
function startsSame(one: McpServer, other: McpServer): boolean {
  if (one.url !== undefined) return one.url === other.url;
  return one.command !== undefined && one.command === other.command;
}

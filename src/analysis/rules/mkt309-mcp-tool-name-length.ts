import { listed } from '../../model/text.ts';
import { labelsIn, placedWith, placeOf } from '../evidence.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

/** What tools of known servers need: names of 25 characters and more are common, shorter room has broken them. */
const enough = 25;

export const mcpToolNameLength: LegacyRule = {
  id: 'MKT309',
  name: 'mcp-tool-name-length',
  severity: 'warning',
  section: 'Clear Interfaces',
  summary: 'the names of a plugin and its MCP server leave too little room for the names of its tools',
  check(context) {
    const label = labelsIn(context);
    const { toolNameLength } = context.client.names;
    return context.releases.flatMap((release): LegacyDraft[] => {
      const tight = release.components.mcpServers
        .map(({ name }) => ({ name, prefix: `mcp__plugin_${release.namespace ?? release.name}_${name}__` }))
        .map((each) => ({ ...each, left: toolNameLength - each.prefix.length }))
        .filter(({ left }) => left < enough)
        .sort((a, b) => a.left - b.left);
      const [first] = tight;
      if (first === undefined) return [];
      const rows = tight
        .slice(0, 5)
        .map(({ prefix, left }) => `\`${prefix}\` takes ${prefix.length} and leaves ${Math.max(left, 0)}`);
      return [
        {
          ...placedWith(
            [release.name],
            tight.flatMap(({ name }) => {
              const at = placeOf(release, 'mcp-server', name);
              return at === undefined ? [] : [{ at, message: `the server \`${name}\`` }];
            }),
            context,
          ),
          message: [
            `the tools of ${listed(tight.map(({ name }) => `\`${name}\``))} in \`${label(release)}\` get names that are easily too long`,
            ...rows,
            `where a name may have ${toolNameLength} characters, one that is longer makes the whole request fail with \`String should have at most ${toolNameLength} characters\``,
          ].join('\n'),
          help: `ask the maintainer for a shorter server name, without \`${release.name}\` in it; until then look whether any of its tools has a name of ${Math.max(first.left, 0) + 1} characters or more`,
        },
      ];
    });
  },
};

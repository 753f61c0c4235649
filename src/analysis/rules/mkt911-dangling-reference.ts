import { allowedTools } from '../../client/components/needs.ts';
import { findBundles } from '../../client/components/servers.ts';
import type { PluginReading } from '../../client/reading/plugin-reading.ts';
import type { MissingDependency } from '../../model/file-evidence.ts';
import { nearest } from '../../model/nearest.ts';
import { listed, quoted } from '../../model/text.ts';
import { member, textOf } from '../../text/values.ts';
import { emptyPlugin, emptyWords } from '../empty-plugin.ts';
import { layoutWords, misplacedFiles } from '../layout.ts';
import {
  componentWords,
  missingAgents,
  missingComponents,
  missingOwnComponents,
} from '../missing-components.ts';
import { fileWords, missingFiles } from '../missing-files.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Placed, Rule } from '../rule.ts';

export const danglingReference: Rule<'MKT911'> = {
  id: 'MKT911',
  plugin: (reading) => [
    ...misplacedFiles(reading),
    ...emptyPlugin(reading),
    ...missingFiles(reading),
    ...missingOwnComponents(reading),
    ...unknownTools(reading),
    ...unknownChannelServers(reading),
  ],
  marketplace: (reading) => [...missingComponents(reading), ...missingAgents(reading)],
  say: inOneLine<Rule<'MKT911'>['say']>({
    ...layoutWords,
    ...emptyWords,
    ...fileWords,
    ...componentWords,
    path: ({ path, from, near }) => ({
      message: `\`${path}\` does not exist in the plugin${from === 'entry' ? ' (paths are relative to the plugin, not to the marketplace)' : ''}: the client reports the plugin as broken`,
      help: near !== undefined ? `did you mean \`./${near}\`?` : 'add the file, or remove the path',
    }),
    dependency: (missing) => ({
      message: `${sayMissing(missing)}: the client does not load \`${missing.plugin}\``,
      help: helpMissing(missing),
    }),
    'dependency-in-entry': (missing) => ({
      message: `the entry of ${sayMissing(missing)}: the client does not install \`${missing.plugin}\``,
      help: helpMissing(missing),
    }),
    'dependency-at-install': (missing) => ({
      message: `${sayMissing(missing)}: because the dependency is declared in the root \`plugin.json\`, the client warns when it installs \`${missing.plugin}\`, and loads it without the dependency`,
      help: helpMissing(missing),
    }),
    tools({ key, tools, near }) {
      const one = tools.length === 1;
      return {
        message: `${listed(quoted(tools))} in \`${key}\` ${one ? 'is not a known client tool' : 'are not known client tools'}`,
        help:
          near === undefined
            ? 'write a tool of an MCP server as `mcp__server__tool`'
            : `did you mean \`${near}\`?`,
      };
    },
    'channel-server': ({ server, known }) => ({
      message: `a channel uses the MCP server \`${server}\`, which the plugin does not have`,
      help:
        known.length === 0
          ? 'add the server to `mcpServers`'
          : `use ${listed(quoted(known), 'or')}, which the plugin has`,
    }),
  }),
};

const sayMissing = ({ plugin, dependency, marketplace }: MissingDependency): string =>
  `\`${plugin}\` depends on \`${dependency}\`, which the marketplace \`${marketplace}\` does not list`;

function helpMissing({ dependency, entryName, near }: MissingDependency): string {
  if (entryName !== undefined)
    return `use \`${entryName}\`: the marketplace lists the plugin under that name`;
  return near !== undefined
    ? `did you mean \`${near}\`?`
    : `add \`${dependency}\` to the marketplace, name the marketplace that lists it, or remove the dependency`;
}

/** Tools that the client does not have. */
function unknownTools({ contents, manifest: { facts } }: PluginReading): Placed<'MKT911'>[] {
  const { builtIn } = facts.tools;
  return (contents?.withFrontMatter ?? []).flatMap(({ front, kind }) =>
    (kind === 'agents' ? ['tools', 'disallowedTools'] : ['allowed-tools']).flatMap(
      (key): Placed<'MKT911'>[] => {
        const unknown = allowedTools(member(front.value, key)).filter(
          (tool) => !builtIn.includes(tool) && !/^mcp__|^\*|\*$/.test(tool),
        );
        const [first, ...others] = new Set(unknown);
        if (first === undefined) return [];
        const [near] = others.length > 0 ? [] : nearest(first, builtIn, 1);
        return [
          {
            case: 'tools',
            evidence: { key, tools: [first, ...others], ...(near !== undefined && { near }) },
            location: front.locate([key]),
            // Programs in place of tools are one mistake, made throughout; a misspelled tool is a mistake of its own.
            ...(near === undefined && { cause: `no tools in ${key}` }),
          },
        ];
      },
    ),
  );
}

/** A channel is bound to one of the plugin's own servers. */
function unknownChannelServers({ contents, statements, manifest }: PluginReading): Placed<'MKT911'>[] {
  const { json } = manifest;
  // If there is a manifest, the client looks for channels only there.
  const holder = statements.find(({ from }) => from === (json === undefined ? 'entry' : 'manifest'));
  const channels = member(holder?.value, 'channels');
  if (contents === undefined || holder === undefined || !Array.isArray(channels)) return [];
  const known = [...contents.components.mcpServers, ...findBundles(manifest)].map(({ name }) => name);
  return channels.flatMap((channel: unknown, index): Placed<'MKT911'>[] => {
    const server = textOf(member(channel, 'server'));
    if (server === undefined || known.includes(server)) return [];
    const location = holder.file.read().locate([...holder.path, 'channels', index, 'server']);
    return [{ case: 'channel-server', evidence: { server, known }, location }];
  });
}

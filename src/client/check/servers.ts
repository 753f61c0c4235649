import type { Fault } from '../../model/fault.ts';
import { lspServers, mcpServers } from '../../model/formats/claude-servers.ts';
import { listed, quoted } from '../../model/text.ts';
import { validate } from '../../text/validate.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import { findBundles, findServers, serverMaps } from '../components/servers.ts';
import type { Manifest } from '../manifest.ts';

/** What is wrong with server files; what a manifest holds inline is told with its schema. */
export function checkServers(manifest: Manifest): Fault[] {
  return [
    ...checkKind(manifest, 'mcpServers'),
    ...checkKind(manifest, 'lspServers'),
    ...checkChannels(manifest),
  ];
}

function checkKind(manifest: Manifest, kind: 'mcpServers' | 'lspServers'): Fault[] {
  return serverMaps(manifest, kind).flatMap(({ value, file, path, opened }): Fault[] => {
    if (opened === undefined) return [];
    const malformed = file.faults();
    if (file.value === undefined) return [...malformed];
    if (!isMap(value))
      return [
        ...malformed,
        {
          rule: 'MKT902',
          message: 'the file must hold a map of servers',
          location: file.read().locate(path),
          help: 'write `{ "name": { "command": "…" } }`',
        },
      ];
    const { faults } = validate(kind === 'mcpServers' ? mcpServers : lspServers, file.document, [...path]);
    // A language server with a fault is dropped in silence, and the plugin loads without it.
    return [
      ...malformed,
      ...faults.map((fault): Fault => (kind === 'lspServers' ? { ...fault, severity: 'warning' } : fault)),
    ];
  });
}

/** A channel is bound to one of the plugin's own servers. */
function checkChannels(manifest: Manifest): Fault[] {
  const file = manifest.json ?? manifest.entry?.file;
  const at = manifest.json === undefined ? ['plugins', manifest.entry?.index ?? 0] : [];
  const channels = member(manifest.json?.value ?? manifest.entry?.value, 'channels');
  if (!Array.isArray(channels) || file === undefined) return [];
  const names = [...findServers(manifest, 'mcpServers'), ...findBundles(manifest)].map(({ name }) => name);
  return channels.flatMap((channel: unknown, index): Fault[] => {
    const server = textOf(member(channel, 'server'));
    if (server === undefined || names.includes(server)) return [];
    return [
      {
        rule: 'MKT911',
        severity: 'warning',
        message: `a channel is bound to the MCP server \`${server}\`, which the plugin does not have`,
        location: file.read().locate([...at, 'channels', index, 'server']),
        help:
          names.length === 0 ? 'add the server to `mcpServers`' : `the plugin has ${listed(quoted(names))}`,
      },
    ];
  });
}

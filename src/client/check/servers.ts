import { lspServers, mcpServers } from '../../model/formats/claude-servers.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { validate } from '../../text/validate.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import { findBundles, findServers, serverMaps } from '../components/servers.ts';
import { ignored } from '../harm.ts';
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
      return [...malformed, problem('MKT902', 'no-server-map', {}, { location: file.read().locate(path) })];
    const { faults } = validate(kind === 'mcpServers' ? mcpServers : lspServers, file.document, [...path]);
    // A language server with a fault is dropped in silence, and the plugin loads without it.
    return [...malformed, ...(kind === 'lspServers' ? faults.map(ignored) : faults)];
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
      problem(
        'MKT911',
        'channel-server',
        { server, known: names },
        { location: file.read().locate([...at, 'channels', index, 'server']) },
      ),
    ];
  });
}

import { lspServers, mcpServers } from '../../model/formats/claude-servers.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { validate } from '../../text/validate.ts';
import { isMap } from '../../text/values.ts';
import { serverMaps } from '../components/servers.ts';
import { asIgnored, asServerLost } from '../fault-effects.ts';
import type { Manifest } from '../manifest.ts';

/** What is wrong with server files; the schema of a manifest covers inline servers. */
export function serverFaults(manifest: Manifest): Fault[] {
  return [...faultsOfKind(manifest, 'mcpServers'), ...faultsOfKind(manifest, 'lspServers')];
}

function faultsOfKind(manifest: Manifest, kind: 'mcpServers' | 'lspServers'): Fault[] {
  return serverMaps(manifest, kind).flatMap(({ value, file, path, opened }): Fault[] => {
    if (opened === undefined) return [];
    const malformed = file.faults();
    if (file.value === undefined) return [...malformed];
    if (!isMap(value))
      return [
        ...malformed,
        problem('schema-violation', 'no-server-map', {}, { location: file.read().locate(path) }),
      ];
    const { faults } = validate(kind === 'mcpServers' ? mcpServers : lspServers, file.document, [...path]);
    // The client silently drops a server with a fault, and loads the plugin without it.
    return [...malformed, ...faults.map(kind === 'lspServers' ? asIgnored : asServerLost)];
  });
}

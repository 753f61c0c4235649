import type { PluginReading } from '../../client/reading/plugin-reading.ts';
import { dependencyKey, statedRange } from '../../client/reading/stated-dependencies.ts';
import type { Location } from '../../model/location.ts';
import { isOf } from '../../model/problems.ts';
import { isVersion } from '../../model/version.ts';
import { member, textOf } from '../../text/values.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Placed, Rule } from '../rule.ts';

export const versionMismatch: Rule<'MKT906'> = {
  id: 'MKT906',
  plugin: (reading) => [...differingFields(reading), ...differingRanges(reading)],
  say: inOneLine<Rule<'MKT906'>['say']>({
    version: ({ entry, manifest }) => ({
      message: `the entry has version \`${entry}\`, but the manifest has \`${manifest}\`; the client uses the manifest's`,
      help: `write \`${manifest}\` in the entry, or remove the version there`,
    }),
    name: ({ entry, manifest }) => ({
      message: `the entry names the plugin \`${entry}\`, but its manifest names it \`${manifest}\`: users install \`${entry}\`, but its components are called \`${manifest}:…\``,
      help: 'use the same name in both; other plugins can depend only on the name in the entry',
    }),
    'dependency-range': ({ dependency, entry, manifest }) => ({
      message: `the entry requires \`${dependency}@${entry}\`, but the manifest requires \`${dependency}@${manifest}\`; the client uses the manifest's`,
      help: 'declare the dependency only in the manifest',
    }),
  }),
};

/** Where the manifest has a different value. */
const inManifest = (location: Location) => [{ location, message: 'the manifest' }];

function differingFields({ statements, faults }: PluginReading): Placed<'MKT906'>[] {
  // The client loads neither of the two then, so that nothing is called as one of them says.
  if (faults.some((fault) => isOf(fault, 'schema-violation', 'conflicting-manifests'))) return [];
  const manifest = statements.find(({ from }) => from === 'manifest');
  const entry = statements.find(({ from }) => from === 'entry');
  if (manifest === undefined || entry === undefined) return [];
  return (['version', 'name'] as const).flatMap((key): Placed<'MKT906'>[] => {
    const stated = textOf(member(entry.value, key));
    const own = textOf(member(manifest.value, key));
    if (stated === undefined || own === undefined || stated === own) return [];
    return [
      {
        case: key,
        evidence: { entry: stated, manifest: own },
        location: entry.file.read().locate([...entry.path, key]),
        related: inManifest(manifest.file.read().locate([key])),
        ...(key === 'version' && isVersion(own) && { fix: { from: stated, to: own } }),
      },
    ];
  });
}

/** Dependencies that the entry and the manifest require in different ranges. */
function differingRanges({ dependencies }: PluginReading): Placed<'MKT906'>[] {
  const items = dependencies.flatMap((list) => list.items);
  const own = new Map(
    items.filter(({ from }) => from === 'manifest').map((item) => [dependencyKey(item), item]),
  );
  return items.flatMap((item): Placed<'MKT906'>[] => {
    const key = dependencyKey(item);
    const other = own.get(key);
    if (item.from !== 'entry' || key === undefined || other === undefined) return [];
    const [entry, manifest] = [statedRange(item), statedRange(other)];
    if (entry === manifest) return [];
    return [
      {
        case: 'dependency-range',
        evidence: {
          dependency: item.name ?? '',
          entry,
          manifest,
        },
        location: item.file.read().locate(item.path),
        related: inManifest(other.file.read().locate(other.path)),
      },
    ];
  });
}

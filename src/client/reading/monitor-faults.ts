import { monitors } from '../../model/formats/claude-plugin.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { validate } from '../../text/validate.ts';
import { member, textOf } from '../../text/values.ts';
import { type MonitorList, monitorLists } from '../components/monitors.ts';
import { asPluginLost } from '../fault-effects.ts';
import type { Manifest } from '../manifest.ts';

/** What is wrong with files of monitors, because of which the client does not load the plugin; inline ones the schema of a manifest covers. */
export const monitorFaults = (manifest: Manifest): Fault[] =>
  monitorLists(manifest).flatMap((list) => [...(list.isFile ? faultsOfFile(list) : []), ...repeated(list)]);

function faultsOfFile({ value, file }: MonitorList): Fault[] {
  if (value === undefined) return file.faults().map(asPluginLost);
  if (!Array.isArray(value))
    return [problem('schema-violation', 'monitors-not-a-list', {}, { location: file.read().locate([]) })];
  return [...file.faults(), ...validate(monitors, file.document, []).faults];
}

/** Names must be unique in a list. */
function repeated({ value, file, path }: MonitorList): Fault[] {
  const seen = new Set<string>();
  return (Array.isArray(value) ? value : []).flatMap((monitor: unknown, index): Fault[] => {
    const name = textOf(member(monitor, 'name'));
    if (name === undefined) return [];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const location = file.read().locate([...path, index, 'name']);
    return [problem('schema-violation', 'monitor-twice', { name }, { location })];
  });
}

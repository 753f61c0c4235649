import { claudePlugin } from '../../model/formats/claude-plugin.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { isVersion } from '../../model/version.ts';
import { validate } from '../../text/validate.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import { entryComponents, type Manifest } from '../manifest.ts';
import { checkFields, checkMissingFields } from './fields.ts';

/** What is wrong with a plugin's own manifest, and where it and the marketplace's entry disagree. */
export function checkManifest(manifest: Manifest): Fault[] {
  const { json, entry } = manifest;
  if (json === undefined) return strayManifest(manifest);
  const malformed = json.faults();
  if (json.value === undefined) return [...malformed];
  const { faults } = validate(claudePlugin, { ...json.document, faults: malformed });
  if (!isMap(json.value)) return [...faults];
  const version = textOf(member(json.value, 'version'));
  const name = textOf(member(json.value, 'name')) ?? '';
  return [
    ...faults.map(withPlace),
    ...(version === undefined || isVersion(version)
      ? []
      : [problem('MKT910', 'version', { version }, { location: json.read().locate(['version']) })]),
    ...checkFields(json.value, json, [], name),
    ...checkMissingFields(json.value, json, entry?.value),
    ...disagreements(manifest),
  ];
}

/** Keys that a plugin's entry in its marketplace has, and its manifest has not. */
const entryKeys: ReadonlySet<string> = new Set(['category', 'tags', 'source', 'strict']);

/** An unknown key that is right elsewhere. */
function withPlace(fault: Fault): Fault {
  if (fault.rule !== 'MKT903' || fault.case !== 'unknown-key') return fault;
  const { key, at } = fault.evidence;
  return at === undefined && entryKeys.has(key)
    ? problem('MKT903', 'key-of-the-entry', { key }, { location: fault.location })
    : fault;
}

/** A manifest where the client does not look. */
function strayManifest({ stray, entry }: Manifest): Fault[] {
  if (stray === undefined) return [];
  return [
    problem(
      'MKT911',
      'stray-manifest',
      { hasEntry: entry !== undefined },
      { location: stray.read().locate([]) },
    ),
  ];
}

function disagreements({ json, entry }: Manifest): Fault[] {
  if (json === undefined || entry === undefined) return [];
  const { file, index, value, strict } = entry;
  const at = (key: string) => file.read().locate(['plugins', index, key]);
  const where = (key: string) => {
    const { file: shown, line } = json.read().locate([key]);
    return `${shown}:${line}`;
  };
  const faults: Fault[] = [];
  const stated = textOf(member(value, 'version'));
  const own = textOf(member(json.value, 'version'));
  if (stated !== undefined && own !== undefined && stated !== own)
    faults.push(
      problem(
        'MKT906',
        'version',
        { entry: stated, manifest: own, place: where('version') },
        { location: at('version'), ...(isVersion(own) && { fix: { from: stated, to: own } }) },
      ),
    );
  const name = textOf(member(json.value, 'name'));
  if (name !== undefined && name !== entry.name)
    faults.push(
      problem(
        'MKT906',
        'name',
        { entry: entry.name, manifest: name, place: where('name') },
        { location: at('name') },
      ),
    );
  const both = entryComponents.filter((key) => member(value, key) !== undefined);
  const [first] = both;
  if (!strict && first !== undefined)
    faults.push(
      problem(
        'MKT902',
        'conflicting-manifests',
        { plugin: entry.name, components: both },
        { location: at(first) },
      ),
    );
  return faults;
}

import type { Fault } from '../../model/fault.ts';
import { claudePlugin } from '../../model/formats/claude-plugin.ts';
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
      : [
          {
            rule: 'MKT910',
            severity: 'warning',
            message: `the version \`${version}\` is not semver, so no range can ask for it`,
            location: json.read().locate(['version']),
            help: 'write major.minor.patch, such as `1.2.0`',
          } as const,
        ]),
    ...checkFields(json.value, json, [], name),
    ...checkMissingFields(json.value, json, entry?.value),
    ...disagreements(manifest),
  ];
}

/** Keys that a plugin's entry in its marketplace has, and its manifest has not. */
const entryKeys: ReadonlySet<string> = new Set(['category', 'tags', 'source', 'strict']);

/** An unknown key that is right elsewhere: where that is. */
function withPlace(fault: Fault): Fault {
  const [, key = ''] = /^unknown key `(\w+)`$/.exec(fault.message) ?? [];
  if (!entryKeys.has(key)) return fault;
  const { fix, ...rest } = fault;
  return { ...rest, help: 'it belongs to the entry of the plugin in `marketplace.json`: move it there' };
}

/** A manifest where the client does not look. */
function strayManifest({ stray, entry }: Manifest): Fault[] {
  if (stray === undefined) return [];
  return [
    {
      rule: 'MKT911',
      severity: 'warning',
      message: `the client does not read this manifest: it looks for \`.claude-plugin/plugin.json\` only${entry === undefined ? '' : ', and takes the marketplace’s entry instead'}`,
      location: stray.read().locate([]),
      help: 'move it into `.claude-plugin/`, and check it there',
    },
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
    faults.push({
      rule: 'MKT906',
      severity: 'warning',
      message: `the entry says version \`${stated}\`, the manifest \`${own}\` (${where('version')}); the client takes the manifest's`,
      location: at('version'),
      ...(isVersion(own) && { fix: { from: stated, to: own } }),
      help: `write \`${own}\` here, or remove the version from the entry`,
    });
  const name = textOf(member(json.value, 'name'));
  if (name !== undefined && name !== entry.name)
    faults.push({
      rule: 'MKT906',
      severity: 'warning',
      message: `the entry calls the plugin \`${entry.name}\`, its manifest \`${name}\` (${where('name')}): users install the one, and its components bear the other`,
      location: at('name'),
      help: 'give both one name; other plugins can depend on the entry’s name only',
    });
  const both = entryComponents.filter((key) => member(value, key) !== undefined);
  const [first] = both;
  if (!strict && first !== undefined)
    faults.push({
      rule: 'MKT902',
      severity: 'error',
      message: `the entry \`${entry.name}\` is not strict and names components (\`${both.join('`, `')}\`), but the plugin has a manifest of its own: the client refuses to load it`,
      location: at(first),
      help: 'remove `"strict": false`, or the components from the entry, or the manifest',
    });
  return faults;
}

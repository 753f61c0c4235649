import type { z } from 'zod';
import { clientRuntime } from '../../model/client.ts';
import { claudePlugin, experimental } from '../../model/formats/claude-plugin.ts';
import { integration } from '../../model/formats/common.ts';
import { type Fault, isOf, problem } from '../../model/problems.ts';
import { isRange } from '../../model/version.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { validate } from '../../text/validate.ts';
import { isMap, member } from '../../text/values.ts';
import { asIgnored, asValidatorOnly } from '../fault-effects.ts';
import type { JsonFile } from '../json-file.ts';
import { entryComponents, installedManifest, type Manifest } from '../manifest.ts';

/** What is wrong with the form of a plugin's own manifest, and where the client takes it for a second one besides the entry. */
export function manifestFaults(manifest: Manifest): Fault[] {
  const json = installedManifest(manifest);
  if (json === undefined) return [];
  const malformed = json.faults();
  if (json.value === undefined) return [...malformed];
  const { faults } = validate(claudePlugin, { ...json.document, faults: malformed });
  if (!isMap(json.value)) return [...faults];
  const isDropped =
    faults.length === 0 ? () => false : droppedBy(manifest.facts.loading.ignoredIfMalformed ?? [], json);
  return [
    ...faults.map((fault) => (isDropped(fault) ? asValidatorOnly(fault) : withPlace(fault))),
    ...sharedFieldFaults(json.value, json, []),
    ...newFieldFaults(json.value, json),
    ...conflicting(manifest),
  ];
}

/** Whether a fault is one of a key that the client drops if its value is malformed. */
function droppedBy(keys: readonly string[], json: JsonFile): (fault: Fault) => boolean {
  const shape: Readonly<Record<string, z.ZodType>> = claudePlugin.shape;
  const placeOf = ({ location: { line, column } }: Fault) => `${line}:${column}`;
  const places = new Set(
    keys.flatMap((key) => {
      const schema = member(json.value, key) === undefined ? undefined : shape[key];
      return schema === undefined ? [] : validate(schema, json.document, [key]).faults.map(placeOf);
    }),
  );
  return (fault) => places.has(placeOf(fault));
}

/** Keys that an entry in a marketplace has and a manifest does not. */
const entryKeys: ReadonlySet<string> = new Set(['category', 'relevance', 'tags', 'source', 'strict']);

/** An unknown key that is valid in another place. */
function withPlace(fault: Fault): Fault {
  if (!isOf(fault, 'unknown-key', 'unknown-key')) return fault;
  const { key, at } = fault.evidence;
  return at === undefined && entryKeys.has(key)
    ? problem('unknown-key', 'key-of-the-entry', { key }, { location: fault.location })
    : fault;
}

/** Fields whose values the client ignores if they are not in the expected format. */
function newFieldFaults(value: Readonly<Record<string, unknown>>, json: JsonFile): Fault[] {
  const notMaps = ['engines', 'network', 'binaries'].filter(
    (key) => value[key] !== undefined && !isMap(value[key]),
  );
  const range = member(value.engines, clientRuntime);
  return [
    ...notMaps.map((key) =>
      problem('schema-violation', 'not-a-map', { key }, { location: json.read().locate([key]) }),
    ),
    ...(range === undefined || (typeof range === 'string' && isRange(range))
      ? []
      : [
          problem(
            'bad-version',
            'ignored-not-semver',
            {
              text: typeof range === 'object' ? JSON.stringify(range) : String(range),
              wanted: 'range' as const,
              at: `engines.${clientRuntime}`,
              isKey: false,
            },
            { location: json.read().locate(['engines', clientRuntime]) },
          ),
        ]),
  ];
}

/** An entry that is not strict is a manifest of its own if it names components. */
function conflicting({ entry, json }: Manifest): Fault[] {
  if (entry === undefined || entry.strict || json === undefined) return [];
  const { file, index, value, name } = entry;
  const components = entryComponents.filter((key) => member(value, key) !== undefined);
  const [first] = components;
  if (first === undefined) return [];
  const location = file.read().locate(['plugins', index, first]);
  return [problem('schema-violation', 'conflicting-manifests', { plugin: name, components }, { location })];
}

/** Fields that a manifest and an entry share, and that have their own schema. */
export function sharedFieldFaults(value: unknown, file: JsonFile, at: DocumentPath): Fault[] {
  return [
    ...(isMap(member(value, 'experimental'))
      ? validate(experimental, file.document, [...at, 'experimental']).faults
      : []),
    ...integrationFaults(value, file, at),
  ];
}

/** mkt's own block, which the client never reads: no fault in it prevents the plugin from loading. */
function integrationFaults(value: unknown, file: JsonFile, at: DocumentPath): Fault[] {
  if (member(member(value, 'metadata'), 'mkt') === undefined) return [];
  const { faults } = validate(integration, file.document, [...at, 'metadata', 'mkt']);
  return faults.map(asIgnored);
}

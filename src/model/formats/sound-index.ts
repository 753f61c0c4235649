/**
 * Whether an index is as its schema says, fast: an index may hold hundreds of thousands of releases, for which zod takes many
 * times as long as parsing them. A test holds the two together. Where it says no, the slow reader says why.
 */
import { componentKeys, kindOf } from '../component-kinds.ts';
import { isRange, isVersion } from '../version.ts';

type Check = (value: unknown) => boolean;

/** @returns true only if {@link indexFile} of the formats would find nothing to say, unknown keys included. */
export function isSoundIndex(value: unknown): boolean {
  const range: Check = remembered((text) => isRange(text));
  const requirement = either(text, map({ name: text, version: range, marketplace: text }, ['name']));
  const integration = integrationCheck(range);
  const source = either(text, (each) => isMap(each) && text(each.source));
  const shared = { description: anyText, keywords: list(text), source, integration };
  const release = map({
    ...shared,
    date: (each) => typeof each === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(each),
    commit: (each) => typeof each === 'string' && /^[0-9a-f]{7,64}$/.test(each),
    category: either(text, isNull),
    license: either(text, isNull),
    components,
    dependencies: list(requirement),
    conflicts: list(requirement),
    namespace: text,
    unpinnable: flag,
    statedVersion: anyText,
    tag: text,
    untagged: flag,
    contextTokens: (each) => isNumber(each) && each >= 0,
    documentation,
    settings: isMap,
  });
  const supersededBy = map({ name: text, since: version }, ['name', 'since']);
  const plugin = map(
    {
      ...shared,
      category: text,
      license: text,
      worksWith: list(text),
      supersededBy,
      misnamedTags: list(misnamedTag),
      versions: dictionary(version, release),
    },
    ['versions'],
  );
  const index = map(
    {
      $schema: anyText,
      mkt: (each) => each === 1,
      marketplace: name,
      plugins: dictionary(text, plugin),
      knowledge: anything,
      compiledFrom: anything,
    },
    ['mkt', 'marketplace', 'plugins'],
  );
  return index(value);
}

/** @returns true only if the integration format would find nothing to say, unknown keys included. */
export function isSoundIntegration(value: unknown): boolean {
  return integrationCheck(remembered((text) => isRange(text)))(value);
}

function integrationCheck(range: Check): Check {
  const ranges = dictionary(anyText, range);
  return map({
    produces: list(port),
    consumes: list(port),
    publishes: list(text),
    subscribes: list(text),
    requires: map({ runtimes: ranges, libraries: ranges, tools: list(text) }),
    resources,
    env: list(
      map({ name: text, required: flag, description: anyText, default: anyText, secret: flag }, ['name']),
    ),
    roles: list(text),
  });
}

const anything: Check = () => true;
const isNull: Check = (value) => value === null;
const anyText: Check = (value) => typeof value === 'string';
const text: Check = (value) => typeof value === 'string' && value !== '';
const name: Check = (value) => typeof value === 'string' && /^[^@\s]+$/.test(value);
const flag: Check = (value) => typeof value === 'boolean';
const version: Check = (value) => typeof value === 'string' && isVersion(value);

const list =
  (item: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(item);

const either =
  (one: Check, other: Check): Check =>
  (value) =>
    one(value) || other(value);

/** A map with these keys and no other. */
const map =
  (fields: Readonly<Record<string, Check>>, required: readonly string[] = []): Check =>
  (value) => {
    if (!isMap(value)) return false;
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(fields, key) || fields[key]?.(value[key]) !== true) return false;
    }
    return required.every((key) => Object.hasOwn(value, key));
  };

/** A map with any keys that pass. */
const dictionary =
  (name: Check, entry: Check): Check =>
  (value) => {
    if (!isMap(value)) return false;
    for (const key of Object.keys(value)) if (!name(key) || !entry(value[key])) return false;
    return true;
  };

/** The same few ranges stand in an index again and again. */
function remembered(check: (text: string) => boolean): Check {
  const good = new Set<string>();
  return (value) => {
    if (typeof value !== 'string') return false;
    if (good.has(value)) return true;
    if (!check(value)) return false;
    good.add(value);
    return true;
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

const documentation = map({ readme: flag, homepage: anyText }, ['readme']);

const misnamedTag = map({ tag: anyText, version: anyText, expected: anyText }, [
  'tag',
  'version',
  'expected',
]);

const port = map({ artifact: text, format: text, optional: flag }, ['artifact', 'format']);

const resources = map({
  cpu: (value) => isNumber(value) && value > 0,
  memory: (value) => typeof value === 'string' && /^\d+(\.\d+)?(Ki|Mi|Gi|Ti)$/.test(value),
  gpu: (value) => value === 'none' || value === 'shared' || value === 'exclusive',
});

const ofType = { name: text, text: anyText, flag, texts: list(text) };

const components = map(
  Object.fromEntries(
    componentKeys.map((key) => {
      const { fields } = kindOf(key);
      return [key, list(fields === undefined ? text : either(text, itemCheck(fields)))];
    }),
  ),
);

function itemCheck(fields: NonNullable<ReturnType<typeof kindOf>['fields']>): Check {
  const entries = Object.entries(fields);
  return map(
    Object.fromEntries(entries.map(([name, { type }]) => [name, ofType[type]])),
    entries.filter(([, { type }]) => type === 'name' || type === 'texts').map(([name]) => name),
  );
}

import { clientName } from '../../model/formats/claude-common.ts';
import { nearest } from '../../model/nearest.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { isRange } from '../../model/version.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';
import type { Manifest } from '../manifest.ts';
import { presentName, type Renames } from '../requirements.ts';
import { suggestion } from './suggest.ts';

/** What dependencies are held against. */
export interface Surroundings {
  readonly marketplace: string;
  /** Names of all entries. */
  readonly names: ReadonlySet<string>;
  /** Entry names by the name in the plugin's own manifest, where the two differ. */
  readonly otherNames: ReadonlyMap<string, string>;
  readonly renames: Renames;
  readonly allowCross: readonly string[];
}

interface Item {
  readonly value: unknown;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  readonly from: 'manifest' | 'entry';
}

/**
 * What is wrong with the dependencies of a plugin.
 * @param around its marketplace; without it only their form is checked.
 */
export function checkDependencies({ json, entry, namespace }: Manifest, around?: Surroundings): Fault[] {
  const own = entry?.name ?? namespace;
  const lists: { file: JsonFile; path: DocumentPath; list: unknown; from: Item['from'] }[] = [];
  if (json !== undefined)
    lists.push({
      file: json,
      path: ['dependencies'],
      list: member(json.value, 'dependencies'),
      from: 'manifest',
    });
  if (entry !== undefined)
    lists.push({
      file: entry.file,
      path: ['plugins', entry.index, 'dependencies'],
      list: member(entry.value, 'dependencies'),
      from: 'entry',
    });
  const faults = lists.flatMap(({ file, path, list, from }): Fault[] => {
    if (list === undefined) return [];
    if (!Array.isArray(list))
      return [problem('MKT902', 'dependencies-not-a-list', {}, { location: file.read().locate(path) })];
    const items = list.map((value: unknown, index): Item => ({ value, file, path: [...path, index], from }));
    return [...items.flatMap((item) => checkItem(item, own, around)), ...repeated(items)];
  });
  return [...faults, ...disagreeing(lists)].map((fault) => ({ ...fault, plugins: [own] }));
}

function checkItem(item: Item, own: string, around: Surroundings | undefined): Fault[] {
  const { value, file, path, from } = item;
  const at = (...below: string[]) => file.read().locate([...path, ...below]);
  const stated = isMap(value) ? member(value, 'name') : value;
  if (typeof stated !== 'string')
    return [problem('MKT902', 'dependency-without-name', { isMap: isMap(value) }, { location: at() })];
  const faults: Fault[] = [];
  const divider = stated.indexOf('@', 1);
  const name = divider > 0 ? stated.slice(0, divider) : stated;
  const after = divider > 0 ? stated.slice(divider + 1) : undefined;
  if (!clientName('plugin').safeParse(name).success)
    return [
      problem('MKT902', 'dependency-name', { stated }, { location: at(...(isMap(value) ? ['name'] : [])) }),
    ];
  if (after !== undefined && isRange(after))
    faults.push(problem('MKT910', 'range-in-name', { stated, name, range: after }, { location: at() }));
  faults.push(...checkRange(item, name), ...unknownKeys(item));
  const marketplace =
    textOf(member(value, 'marketplace')) ??
    (after !== undefined && !isRange(after) ? after.split('@')[0] : undefined);
  const place = () => at(...(isMap(value) ? ['name'] : []));
  if (around === undefined) return faults;
  if (marketplace !== undefined && marketplace !== around.marketplace) {
    if (!around.allowCross.includes(marketplace))
      faults.push(
        problem('MKT105', 'declared', { plugin: own, dependency: name, marketplace }, { location: place() }),
      );
    return faults;
  }
  return [...faults, ...checkTarget(name, own, place, from, around)];
}

function checkTarget(
  name: string,
  own: string,
  place: () => Fault['location'],
  from: Item['from'],
  around: Surroundings,
): Fault[] {
  const { names, otherNames, renames, marketplace } = around;
  if (name === own)
    return [
      problem(
        'MKT106',
        from === 'entry' ? 'own-entry' : 'declared-on-itself',
        { plugin: own },
        { location: place() },
      ),
    ];
  if (names.has(name)) return [];
  const location = place();
  const present = presentName(name, renames);
  if (renames.has(name))
    return [
      present === undefined
        ? problem(
            'MKT107',
            'dependency-removed',
            { plugin: own, dependency: name, marketplace },
            { location },
          )
        : problem('MKT107', 'dependency-renamed', { plugin: own, dependency: name, present }, { location }),
    ];
  const entryName = otherNames.get(name);
  const near = suggestion(name, names);
  return [
    problem(
      'MKT911',
      'dependency',
      {
        plugin: own,
        dependency: name,
        marketplace,
        ...(entryName !== undefined && { entryName }),
        ...(near !== undefined && { near }),
      },
      { location },
    ),
  ];
}

function checkRange({ value, file, path, from }: Item, name: string): Fault[] {
  const version = member(value, 'version');
  if (version === undefined) return [];
  const location = file.read().locate([...path, 'version']);
  if (typeof version !== 'string')
    return [problem('MKT910', 'range-not-text', { dependency: name, text: String(version) }, { location })];
  if (!isRange(version))
    return [problem('MKT910', 'dependency-range', { dependency: name, range: version }, { location })];
  if (from === 'entry' && version !== '' && version !== '*')
    return [problem('MKT910', 'range-in-entry', { dependency: name, range: version }, { location })];
  return [];
}

const dependencyKeys = ['name', 'version', 'marketplace'];

function unknownKeys({ value, file, path }: Item): Fault[] {
  if (!isMap(value)) return [];
  const meant = new Map(
    Object.keys(value)
      .filter((key) => !dependencyKeys.includes(key))
      .map((key) => [key, nearest(key, dependencyKeys, 1)]),
  );
  const targets = [...meant.values()].map(([to]) => to);
  return [...meant].flatMap(([key, near]): Fault[] => {
    const isOnly = targets.indexOf(near[0]) === targets.lastIndexOf(near[0]);
    const [to] = near;
    const isFree = to !== undefined && isOnly && member(value, to) === undefined;
    return [
      problem(
        'MKT903',
        'dependency-key',
        { key, known: dependencyKeys, ...(to !== undefined && { near: to }) },
        { location: file.read().locateKey([...path, key]), ...(isFree && { fix: { from: key, to } }) },
      ),
    ];
  });
}

/** The name and the marketplace of a dependency, as one text. */
function keyOf({ value }: Item): string | undefined {
  const stated = textOf(isMap(value) ? member(value, 'name') : value);
  if (stated === undefined) return undefined;
  const [name = '', after] = stated.split('@');
  const marketplace =
    textOf(member(value, 'marketplace')) ?? (after !== undefined && !isRange(after) ? after : '');
  return `${name}@${marketplace}`;
}

const rangeOf = ({ value }: Pick<Item, 'value'>): string => textOf(member(value, 'version')) ?? '*';

function repeated(items: readonly Item[]): Fault[] {
  const first = new Map<string, Item>();
  return items.flatMap((item): Fault[] => {
    const key = keyOf(item);
    if (key === undefined) return [];
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, item);
      return [];
    }
    const { line } = before.file.read().locate(before.path);
    const name = key.slice(0, key.indexOf('@'));
    const [forgotten, kept] = [rangeOf(before), rangeOf(item)];
    return [
      problem(
        'MKT907',
        'dependency-twice',
        { dependency: name, firstLine: line, ...(forgotten !== kept && { forgotten, kept }) },
        { location: item.file.read().locate(item.path) },
      ),
    ];
  });
}

/** The entry and the manifest ask for the same plugin in different versions. */
function disagreeing(
  lists: readonly { file: JsonFile; path: DocumentPath; list: unknown; from: Item['from'] }[],
): Fault[] {
  const items = (from: Item['from']) =>
    lists.flatMap(({ file, path, list, from: at }) =>
      at === from && Array.isArray(list)
        ? list.map((value: unknown, index): Item => ({ value, file, path: [...path, index], from }))
        : [],
    );
  const own = new Map(items('manifest').map((item) => [keyOf(item), item]));
  return items('entry').flatMap((item): Fault[] => {
    const key = keyOf(item);
    const other = own.get(key);
    if (key === undefined || other === undefined || rangeOf(other) === rangeOf(item)) return [];
    const { file, line } = other.file.read().locate(other.path);
    return [
      problem(
        'MKT906',
        'dependency-range',
        {
          dependency: key.slice(0, key.indexOf('@')),
          entry: rangeOf(item),
          manifest: rangeOf(other),
          place: `${file}:${line}`,
        },
        { location: item.file.read().locate(item.path) },
      ),
    ];
  });
}

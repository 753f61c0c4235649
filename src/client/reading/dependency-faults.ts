import { isClientName } from '../../model/client-name.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { isRange } from '../../model/version.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';
import { installedManifest, type Manifest } from '../manifest.ts';
import { presentName } from '../requirements.ts';
import {
  type DependencyList,
  placeOfName,
  type StatedDependency,
  type Surroundings,
} from './stated-dependencies.ts';

/** Everything that the manifest and the entry of a plugin declare as dependencies. */
export function dependencyLists(manifest: Manifest): DependencyList[] {
  const { entry } = manifest;
  const json = installedManifest(manifest);
  return [
    ...(json === undefined
      ? []
      : [
          listOfDependencies(
            member(json.value, 'dependencies'),
            json,
            ['dependencies'],
            json === manifest.json ? 'manifest' : 'root-manifest',
          ),
        ]),
    ...(entry === undefined
      ? []
      : [
          listOfDependencies(
            member(entry.value, 'dependencies'),
            entry.file,
            ['plugins', entry.index, 'dependencies'],
            'entry',
          ),
        ]),
  ];
}

function listOfDependencies(
  value: unknown,
  file: JsonFile,
  path: DocumentPath,
  from: StatedDependency['from'],
): DependencyList {
  const items = Array.isArray(value)
    ? value.map((item: unknown, index) => dependencyOf(item, file, [...path, index], from))
    : [];
  return { value, file, path, items };
}

function dependencyOf(
  value: unknown,
  file: JsonFile,
  path: DocumentPath,
  from: StatedDependency['from'],
): StatedDependency {
  const stated = isMap(value) ? member(value, 'name') : value;
  if (typeof stated !== 'string') return { value, file, path, from, isSound: false };
  const divider = stated.indexOf('@', 1);
  const name = divider > 0 ? stated.slice(0, divider) : stated;
  const after = divider > 0 ? stated.slice(divider + 1) : undefined;
  const isDropped = after !== undefined && isRange(after);
  const marketplace =
    textOf(member(value, 'marketplace')) ??
    (after !== undefined && !isDropped ? after.split('@')[0] : undefined);
  const item = { value, file, path, from, stated, name, isSound: isClientName(name) };
  // Most are a name and nothing else, and there may be hundreds of thousands.
  if (!isDropped && marketplace === undefined) return item;
  return {
    ...item,
    ...(isDropped && { droppedRange: after }),
    ...(marketplace !== undefined && { marketplace }),
  };
}

/**
 * Dependencies because of which the client does not install or load the plugin.
 * @param own the name of the plugin.
 * @param around its marketplace; without it, only the form of the dependencies is checked.
 */
export function dependencyFaults(
  lists: readonly DependencyList[],
  own: string,
  around: Surroundings | undefined,
): Fault[] {
  return lists.flatMap(({ value, file, path, items }): Fault[] => {
    if (value !== undefined && !Array.isArray(value))
      return [
        problem('schema-violation', 'dependencies-not-a-list', {}, { location: file.read().locate(path) }),
      ];
    return items.flatMap((item) => faultsOfItem(item, own, around));
  });
}

function faultsOfItem(item: StatedDependency, own: string, around: Surroundings | undefined): Fault[] {
  const { value, file, path, from, stated, name, isSound, marketplace } = item;
  if (stated === undefined || name === undefined)
    return [
      problem(
        'schema-violation',
        'dependency-without-name',
        { isMap: isMap(value) },
        { location: file.read().locate(path) },
      ),
    ];
  if (!isSound)
    return [problem('schema-violation', 'dependency-name', { stated }, { location: placeOfName(item) })];
  const faults: Fault[] = [];
  const version = member(value, 'version');
  // In an entry, the client ignores it.
  if (from !== 'entry' && typeof version === 'string' && !isRange(version))
    faults.push(
      problem(
        'bad-version',
        'dependency-range',
        { dependency: name, range: version },
        { location: file.read().locate([...path, 'version']) },
      ),
    );
  if (around === undefined) return faults;
  if (marketplace === undefined || marketplace === around.marketplace)
    return [...faults, ...missingTarget(item, name, own, around)];
  if (!around.allowCross.includes(marketplace))
    faults.push(
      problem(
        'cross-marketplace-blocked',
        'declared',
        { plugin: own, dependency: name, marketplace, ...(from === 'entry' && { inEntry: true as const }) },
        { location: placeOfName(item) },
      ),
    );
  return faults;
}

const missingCase = {
  manifest: 'dependency',
  'root-manifest': 'dependency-at-install',
  entry: 'dependency-in-entry',
} as const;

/** A plugin of the same marketplace that does not exist. */
function missingTarget(
  item: StatedDependency,
  name: string,
  own: string,
  { names, near: nearName, otherNames, renames, marketplace }: Surroundings,
): Fault[] {
  if (name === own || names.has(name)) return [];
  const location = placeOfName(item);
  const present = presentName(name, renames);
  if (renames.has(name))
    return [
      present === undefined
        ? problem(
            'renamed-plugin',
            'dependency-removed',
            { plugin: own, dependency: name, marketplace },
            { location },
          )
        : problem(
            'renamed-plugin',
            'dependency-renamed',
            { plugin: own, dependency: name, present },
            { location },
          ),
    ];
  const entryName = otherNames.get(name);
  const near = nearName(name);
  return [
    problem(
      'dangling-reference',
      missingCase[item.from],
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

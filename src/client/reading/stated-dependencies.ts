import { clientName } from '../../model/formats/claude-common.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { suggestion } from '../../model/suggestion.ts';
import { isRange } from '../../model/version.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';
import type { Manifest } from '../manifest.ts';
import { presentName, type Renames } from '../requirements.ts';

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

/** One dependency as it is written, whatever the client makes of it. */
export interface StatedDependency {
  readonly value: unknown;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  readonly from: 'manifest' | 'entry';
  /** The text that names the plugin, with what stands behind `@`; undefined where there is none. */
  readonly stated?: string;
  /** What stands before `@`; it may be no name that a plugin can have. */
  readonly name?: string;
  readonly isSound: boolean;
  /** A range behind `@`, where the client takes only marketplaces. */
  readonly droppedRange?: string;
  /** The marketplace that it states, if it does. */
  readonly marketplace?: string;
}

/** What stands under `dependencies`, in the manifest and in the entry. */
export interface DependencyList {
  readonly value: unknown;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  readonly items: readonly StatedDependency[];
}

/** All that the manifest and the entry of a plugin state as dependencies. */
export function dependencyLists({ json, entry }: Manifest): DependencyList[] {
  return [
    ...(json === undefined
      ? []
      : [listOfDependencies(member(json.value, 'dependencies'), json, ['dependencies'], 'manifest')]),
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
  const item = { value, file, path, from };
  if (typeof stated !== 'string') return { ...item, isSound: false };
  const divider = stated.indexOf('@', 1);
  const name = divider > 0 ? stated.slice(0, divider) : stated;
  const after = divider > 0 ? stated.slice(divider + 1) : undefined;
  const isDropped = after !== undefined && isRange(after);
  const marketplace =
    textOf(member(value, 'marketplace')) ??
    (after !== undefined && !isDropped ? after.split('@')[0] : undefined);
  return {
    ...item,
    stated,
    name,
    isSound: clientName('plugin').safeParse(name).success,
    ...(isDropped && { droppedRange: after }),
    ...(marketplace !== undefined && { marketplace }),
  };
}

/** Where a dependency names its plugin. */
export const placeOfName = ({ value, file, path }: StatedDependency): Fault['location'] =>
  file.read().locate(isMap(value) ? [...path, 'name'] : path);

/** The name and the marketplace of a dependency, as one text; undefined where it names nothing. */
export const dependencyKey = ({ stated, name, marketplace = '' }: StatedDependency): string | undefined =>
  stated === undefined || stated === '' ? undefined : `${name}@${marketplace}`;

/** The range of a dependency as it is written; any version where none is. */
export const statedRange = ({ value }: StatedDependency): string => textOf(member(value, 'version')) ?? '*';

/**
 * Dependencies for which the client installs or loads the plugin not.
 * @param own the name of the plugin.
 * @param around its marketplace; without it only their form is looked at.
 */
export function dependencyFaults(
  lists: readonly DependencyList[],
  own: string,
  around: Surroundings | undefined,
): Fault[] {
  return lists.flatMap(({ value, file, path, items }): Fault[] => {
    if (value !== undefined && !Array.isArray(value))
      return [problem('MKT902', 'dependencies-not-a-list', {}, { location: file.read().locate(path) })];
    return items.flatMap((item) => faultsOfItem(item, own, around));
  });
}

function faultsOfItem(item: StatedDependency, own: string, around: Surroundings | undefined): Fault[] {
  const { value, file, path, stated, name, isSound, marketplace } = item;
  if (stated === undefined || name === undefined)
    return [
      problem(
        'MKT902',
        'dependency-without-name',
        { isMap: isMap(value) },
        { location: file.read().locate(path) },
      ),
    ];
  if (!isSound) return [problem('MKT902', 'dependency-name', { stated }, { location: placeOfName(item) })];
  const faults: Fault[] = [];
  const version = member(value, 'version');
  if (typeof version === 'string' && !isRange(version))
    faults.push(
      problem(
        'MKT910',
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
        'MKT105',
        'declared',
        { plugin: own, dependency: name, marketplace },
        { location: placeOfName(item) },
      ),
    );
  return faults;
}

/** A plugin of the same marketplace that is not there. */
function missingTarget(
  item: StatedDependency,
  name: string,
  own: string,
  { names, otherNames, renames, marketplace }: Surroundings,
): Fault[] {
  if (name === own || names.has(name)) return [];
  const location = placeOfName(item);
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

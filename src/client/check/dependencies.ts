import type { Fault } from '../../model/fault.ts';
import { clientName } from '../../model/formats/claude-common.ts';
import { nearest } from '../../model/nearest.ts';
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
      return [
        {
          rule: 'MKT902',
          message: '`dependencies` must be a list',
          location: file.read().locate(path),
          help: 'write `["name"]` or `[{ "name": "…", "version": "^1.0.0" }]`',
        },
      ];
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
    return [
      {
        rule: 'MKT902',
        message: isMap(value)
          ? 'a dependency names no plugin: the key `name` is missing or no text'
          : 'a dependency must be a text or a map with `name`',
        location: at(),
        help: 'write `"name"` or `{ "name": "…", "version": "^1.0.0" }`',
      },
    ];
  const faults: Fault[] = [];
  const divider = stated.indexOf('@', 1);
  const name = divider > 0 ? stated.slice(0, divider) : stated;
  const after = divider > 0 ? stated.slice(divider + 1) : undefined;
  if (!clientName('plugin').safeParse(name).success)
    return [
      {
        rule: 'MKT902',
        message: `\`${stated}\` cannot be the name of a plugin`,
        location: at(...(isMap(value) ? ['name'] : [])),
        help: 'write the plugin’s name: letters, digits, `.`, `_` and `-`',
      },
    ];
  if (after !== undefined && isRange(after))
    faults.push({
      rule: 'MKT910',
      severity: 'warning',
      message: `the client drops the range of \`${stated}\`, and takes whatever version there is`,
      location: at(),
      help: `write \`{ "name": "${name}", "version": "${after}" }\``,
    });
  faults.push(...checkRange(item, name), ...unknownKeys(item));
  const marketplace =
    textOf(member(value, 'marketplace')) ??
    (after !== undefined && !isRange(after) ? after.split('@')[0] : undefined);
  const place = () => at(...(isMap(value) ? ['name'] : []));
  if (around === undefined) return faults;
  if (marketplace !== undefined && marketplace !== around.marketplace) {
    if (!around.allowCross.includes(marketplace))
      faults.push({
        rule: 'MKT105',
        message: `\`${own}\` depends on \`${name}\` of the marketplace \`${marketplace}\`, which this marketplace does not allow: the client does not install it, and \`${own}\` does not load`,
        location: place(),
        help: `add \`"${marketplace}"\` to \`allowCrossMarketplaceDependenciesOn\` in \`marketplace.json\``,
      });
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
      {
        rule: 'MKT106',
        severity: from === 'entry' ? 'error' : 'warning',
        message: `\`${own}\` depends on itself`,
        location: place(),
        help: 'remove the dependency',
      },
    ];
  if (names.has(name)) return [];
  const location = place();
  const present = presentName(name, renames);
  if (renames.has(name))
    return [
      {
        rule: 'MKT107',
        severity: 'error',
        message:
          present === undefined
            ? `\`${own}\` depends on \`${name}\`, which was removed from \`${marketplace}\`: it does not load`
            : `\`${own}\` depends on \`${name}\`, which is called \`${present}\` now: the client does not follow renames in dependencies, and \`${own}\` does not load`,
        location,
        help: present === undefined ? 'remove the dependency' : `write \`${present}\``,
      },
    ];
  const entryName = otherNames.get(name);
  const near = suggestion(name, names);
  return [
    {
      rule: 'MKT911',
      severity: 'error',
      message: `\`${own}\` depends on \`${name}\`, which \`${marketplace}\` does not list: it does not load`,
      location,
      help:
        entryName !== undefined
          ? `the plugin whose manifest bears this name is listed as \`${entryName}\``
          : near !== undefined
            ? `did you mean \`${near}\`?`
            : 'add the plugin to the marketplace, name the marketplace that has it, or remove the dependency',
    },
  ];
}

function checkRange({ value, file, path, from }: Item, name: string): Fault[] {
  const version = member(value, 'version');
  if (version === undefined) return [];
  const location = file.read().locate([...path, 'version']);
  if (typeof version !== 'string')
    return [
      {
        rule: 'MKT910',
        severity: 'warning',
        message: `the range for \`${name}\` is no text, so the client drops it and takes whatever version there is`,
        location,
        help: `write it in quotes: \`"${String(version)}"\``,
      },
    ];
  if (!isRange(version))
    return [
      {
        rule: 'MKT910',
        severity: 'error',
        message: `\`${version}\` is not a version range: nobody can install the plugin that depends on \`${name}\` like this`,
        location,
        help: 'write a range as npm understands it, such as `^1.2.0`, `>=2 <4` or `*`',
      },
    ];
  if (from === 'entry' && version !== '' && version !== '*')
    return [
      {
        rule: 'MKT910',
        severity: 'warning',
        message: `the client ignores the range \`${version}\` for \`${name}\`: it reads ranges in the plugin's own manifest only`,
        location,
        help: 'declare the dependency in `.claude-plugin/plugin.json`',
      },
    ];
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
    return [
      {
        rule: 'MKT903',
        severity: 'warning',
        ...(near[0] !== undefined &&
          isOnly &&
          member(value, near[0]) === undefined && { fix: { from: key, to: near[0] } }),
        message: `unknown key \`${key}\` in a dependency, which the client drops`,
        location: file.read().locateKey([...path, key]),
        help:
          near.length > 0
            ? `did you mean \`${near[0]}\`?`
            : 'known keys here: `name`, `version` and `marketplace`',
      },
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
    const tail =
      rangeOf(before) === rangeOf(item)
        ? ''
        : `; the client keeps \`${rangeOf(item)}\` and forgets \`${rangeOf(before)}\``;
    return [
      {
        rule: 'MKT907',
        severity: 'warning',
        message: `the dependency on \`${name}\` stands twice, first on line ${line}${tail}`,
        location: item.file.read().locate(item.path),
        help: 'keep one of them',
      },
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
      {
        rule: 'MKT906',
        severity: 'warning',
        message: `the entry asks for \`${key.slice(0, key.indexOf('@'))}\` in \`${rangeOf(item)}\`, the manifest in \`${rangeOf(other)}\` (${file}:${line}); the client takes the manifest's`,
        location: item.file.read().locate(item.path),
        help: 'declare it in the manifest only',
      },
    ];
  });
}

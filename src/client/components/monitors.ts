import { kindOf } from '../../model/component-kinds.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { member, textOf } from '../../text/values.ts';
import { pathInTree } from '../file-tree.ts';
import { type JsonFile, openJson } from '../json-file.ts';
import { declarations, type Manifest, replacesDefault } from '../manifest.ts';
import { type FoundComponent, foundAt } from './found-component.ts';
import { portsOf } from './ports.ts';

/** A monitor with its whole configuration. */
export interface FoundMonitor {
  readonly name: string;
  readonly value: unknown;
  readonly file: JsonFile;
  readonly path: DocumentPath;
}

/** Monitors as a release has them. */
export function findMonitors(manifest: Manifest): FoundComponent<'monitors'>[] {
  return monitorsOf(manifest).map(({ name, value, file, path }) => {
    const command = textOf(member(value, 'command'));
    const item = { name, ...(command !== undefined && { command }) };
    return foundAt('monitors', item, name, () => file.read().locate(path), portsOf(value));
  });
}

/** Monitors: a list in a file of their own, or in the manifest itself. */
export function monitorsOf(manifest: Manifest): FoundMonitor[] {
  const { keys, place } = kindOf('monitors');
  const found = keys
    .flatMap((key) => declarations(manifest, key))
    .flatMap(({ value, file, path }) =>
      typeof value === 'string' ? inFile(manifest, value) : inList(value, file, path),
    );
  const isReplaced = keys.some((key) => replacesDefault(manifest, key));
  return [...(isReplaced ? [] : inFile(manifest, place)), ...found];
}

function inFile({ tree }: Manifest, stated: string): FoundMonitor[] {
  const inside = pathInTree('', stated);
  const file = tree === undefined || inside === undefined ? undefined : openJson(tree, inside);
  return file === undefined ? [] : inList(file.value, file, []);
}

function inList(value: unknown, file: JsonFile, path: DocumentPath): FoundMonitor[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((monitor: unknown, index) => {
    const name = textOf(member(monitor, 'name'));
    return name === undefined ? [] : [{ name, value: monitor, file, path: [...path, index] }];
  });
}

import { kindOf } from '../../model/component-kinds.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { member, textOf } from '../../text/values.ts';
import { pathInTree } from '../file-tree.ts';
import type { JsonFile } from '../json-file.ts';
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

/** What declares monitors: a file of their own, or the manifest itself. */
export interface MonitorList {
  /** A list, unless it is malformed. */
  readonly value: unknown;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  /** Whether the file has nothing else. */
  readonly isFile: boolean;
}

/** All monitors by name. */
export const monitorsOf = (manifest: Manifest): FoundMonitor[] =>
  monitorLists(manifest).flatMap(({ value, file, path }) =>
    Array.isArray(value)
      ? value.flatMap((monitor: unknown, index) => {
          const name = textOf(member(monitor, 'name'));
          return name === undefined ? [] : [{ name, value: monitor, file, path: [...path, index] }];
        })
      : [],
  );

/** Every place that declares monitors. */
export function monitorLists(manifest: Manifest): MonitorList[] {
  const { keys, place } = kindOf('monitors');
  const found = keys
    .flatMap((key) => declarations(manifest, key))
    .flatMap(({ value, file, path }) =>
      typeof value === 'string' ? inFile(manifest, value) : [{ value, file, path, isFile: false }],
    );
  const isReplaced = keys.some((key) => replacesDefault(manifest, key));
  return [...(isReplaced ? [] : inFile(manifest, place)), ...found];
}

function inFile({ open }: Manifest, stated: string): MonitorList[] {
  const inside = pathInTree('', stated);
  const file = inside === undefined ? undefined : open(inside);
  return file === undefined ? [] : [{ value: file.value, file, path: [], isFile: true }];
}

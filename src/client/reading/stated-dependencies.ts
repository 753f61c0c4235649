import type { Location } from '../../model/location.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';
import type { Renames } from '../requirements.ts';

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

/** A dependency on a plugin, by a name that it can have. */
export type SoundDependency = StatedDependency & { readonly stated: string; readonly name: string };

/** What stands under `dependencies`, in the manifest and in the entry. */
export interface DependencyList {
  readonly value: unknown;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  readonly items: readonly StatedDependency[];
}

/** Where a dependency names its plugin. */
export const placeOfName = ({ value, file, path }: StatedDependency): Location =>
  file.read().locate(isMap(value) ? [...path, 'name'] : path);

/** The name and the marketplace of a dependency, as one text; undefined where it names nothing. */
export const dependencyKey = ({ stated, name, marketplace = '' }: StatedDependency): string | undefined =>
  stated === undefined || stated === '' ? undefined : `${name}@${marketplace}`;

/** The range of a dependency as it is written; any version where none is. */
export const statedRange = ({ value }: StatedDependency): string => textOf(member(value, 'version')) ?? '*';

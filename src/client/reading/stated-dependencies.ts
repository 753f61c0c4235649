import type { Location } from '../../model/location.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';
import type { Renames } from '../requirements.ts';

/** What dependencies are checked against. */
export interface Surroundings {
  readonly marketplace: string;
  /** Names of all entries. */
  readonly names: ReadonlySet<string>;
  /** The name that a misspelt one most likely means. */
  readonly near: (name: string) => string | undefined;
  /** Entry names by the name in the plugin's own manifest, where the two differ. */
  readonly otherNames: ReadonlyMap<string, string>;
  readonly renames: Renames;
  readonly allowCross: readonly string[];
}

/** One dependency as written, whatever the client makes of it. */
export interface StatedDependency {
  readonly value: unknown;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  /** A manifest in the root is only read to install the plugin. */
  readonly from: 'manifest' | 'root-manifest' | 'entry';
  /** The string that names the plugin, with what follows `@`; undefined if there is none. */
  readonly stated?: string;
  /** The part before `@`; not always a name that a plugin can have. */
  readonly name?: string;
  readonly isSound: boolean;
  /** A range after `@`, where the client only accepts marketplaces. */
  readonly droppedRange?: string;
  /** The marketplace that it names, if any. */
  readonly marketplace?: string;
}

/** A dependency on a plugin, with a name that a plugin can have. */
export type SoundDependency = StatedDependency & { readonly stated: string; readonly name: string };

/** What is below `dependencies`, in the manifest and in the entry. */
export interface DependencyList {
  readonly value: unknown;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  readonly items: readonly StatedDependency[];
}

/** Where a dependency names its plugin. */
export const placeOfName = ({ value, file, path }: StatedDependency): Location =>
  file.read().locate(isMap(value) ? [...path, 'name'] : path);

/** The name and the marketplace of a dependency, as one string; undefined if it does not name a plugin. */
export const dependencyKey = ({ stated, name, marketplace = '' }: StatedDependency): string | undefined =>
  stated === undefined || stated === '' ? undefined : `${name}@${marketplace}`;

/** The range of a dependency as written; any version if it has none. */
export const statedRange = ({ value }: StatedDependency): string => textOf(member(value, 'version')) ?? '*';

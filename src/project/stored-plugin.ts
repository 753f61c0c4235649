import type { PluginId } from '../model/plugin-id.ts';

/** A locked plugin in mkt's store, proved to be what was written there. */
export interface StoredPlugin {
  readonly id: PluginId;
  readonly version: string;
  /** By which the client knows it: that of its manifest. */
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  /** It needs Node packages, which are not installed in the store. */
  readonly needsPackages: boolean;
  /** `added`: it was not in the store yet. `restored`: something in its folder had been changed. */
  readonly state: 'there' | 'added' | 'restored';
}

export interface Unstored {
  readonly id: PluginId;
  readonly reason: string;
  readonly hint?: string;
}

/** What is next to a copy in the store. */
export interface StoreRecord {
  readonly mkt: 1;
  readonly name: string;
  /** Of the copy as it was written. */
  readonly integrity: string;
  readonly needsPackages: boolean;
}

/** Its name there. */
export const storeRecordName = 'mkt.json';

/** Why a plugin cannot have a folder of its name; undefined if it can. */
export const whyNoFolder = (name: string): string | undefined =>
  /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(name)
    ? undefined
    : `its manifest has the name \`${name}\`, which cannot be the name of a folder`;

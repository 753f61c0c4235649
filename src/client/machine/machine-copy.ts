import type { Location } from '../../model/location.ts';
import type { InstallRecord } from '../../model/machine.ts';
import type { Fault } from '../../model/problems.ts';
import { isError } from '../../model/problems.ts';
import type { SettingsScope } from '../../model/settings.ts';
import type { Manifest } from '../manifest.ts';
import { loadedVersion, whyUnusable } from '../plugin-copies.ts';
import { readPlugin } from '../reading/plugin-reading.ts';

/** An enabled plugin, with the copy that the client loads. */
export interface MachineCopy {
  readonly id: string;
  readonly name: string;
  readonly marketplace: string;
  readonly scopes: readonly SettingsScope[];
  readonly record?: InstallRecord;
  readonly manifest: Manifest;
  /** Where the copy is, in a form that can be shown. */
  readonly shown: string;
  /** The version of the tag that the copy was taken from. */
  readonly resolvedVersion?: string;
  /** The line that switches it on; undefined if none does. */
  readonly location?: Location;
}

/** A copy, or why there is none. */
export type Settled = { readonly copy: MachineCopy } | { readonly faults: readonly Fault[] };

/** A copy whose manifest the client accepts. */
export function usable(copy: MachineCopy): Settled {
  if (whyUnusable(copy.manifest) === undefined) return { copy };
  return { faults: readPlugin(copy.manifest).faults.filter(isError) };
}

/**
 * The version that dependents are held against: that of the tag, even if the client loads another copy, else of the manifest; an
 * entry's does not count if there is one.
 */
export const comparedVersion = ({ record, manifest }: MachineCopy): string | undefined =>
  record?.resolvedVersion ?? loadedVersion(manifest);

import type { Location } from './location.ts';

/** Whose settings of the client a file holds, lowest first: what a later one says of a key wins. */
export const settingsScopes = ['user', 'project', 'local', 'managed'] as const;

export type SettingsScope = (typeof settingsScopes)[number];

/** A value, whose settings say so, and where. */
export interface Stated<Value> {
  readonly value: Value;
  readonly scope: SettingsScope;
  readonly location: Location;
}

/** The value of a key that counts, with what lower settings say of the same key, the highest first. */
export interface Setting<Value> extends Stated<Value> {
  readonly overruled: readonly Stated<Value>[];
}

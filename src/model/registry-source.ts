import type { Location } from './location.ts';
import type { MarketplaceSource } from './settings.ts';

/** A marketplace as settings of the client declare it: what kind of source it is, they say, and nothing is guessed from folders. */
export interface DeclaredSource {
  /** How a source on the command line would be written, or something close to it: for people, and to tell two apart. */
  readonly text: string;
  /** The name under which it is declared, which the client expects the marketplace to have. */
  readonly declaredAs: string;
  readonly stated: MarketplaceSource;
  /** The folder that relative paths count from, absolute. */
  readonly base: string;
  /** Where it is declared; undefined for one that the client knows by itself. */
  readonly location?: Location;
}

/** Where a registry comes from: a text as `--registry` takes it, or a declaration. */
export type RegistrySource = string | DeclaredSource;

export const sourceText = (source: RegistrySource): string =>
  typeof source === 'string' ? source : source.text;

/** A declaration that was followed, with the names of the marketplaces that were found there; none if it could not be read. */
export interface Declared extends DeclaredSource {
  readonly marketplaces: readonly string[];
  /** Why it could not be read. */
  readonly problem?: string;
  /** The client reserves its name for official marketplaces. */
  readonly isReserved?: boolean;
}

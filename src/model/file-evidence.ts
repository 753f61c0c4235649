import type { componentKinds, TextKey } from './component-kinds.ts';

/** The case has only one form. */
export type Nothing = Readonly<Record<never, never>>;

/** A text that the client reads with a head of its own. */
export type TextKind = (typeof componentKinds)[TextKey]['singular'];

export type Language = 'JSON' | 'YAML';

/** What a finding says about a whole file; for some files the client then loads nothing of their plugin. */
export type InFile<Evidence = Nothing> = Evidence & { readonly losesPlugin?: boolean };

/** Text that does not parse, described for its author. */
export interface Syntax {
  readonly language: Language;
  readonly detail: string;
  readonly help?: string;
  /** The message comes from a library, and needs the language before it. */
  readonly isVague?: boolean;
}

export interface RepeatedKey {
  readonly language: Language;
  readonly key: string;
  readonly firstLine: number;
}

/** How a value does not fit its schema. `at` is its path in the document, empty for the whole file. */
export type Violation =
  | { readonly kind: 'missing-key'; readonly key: string; readonly at?: string; readonly meaning?: string }
  | {
      readonly kind: 'wrong-type';
      readonly at: string;
      /** Names of types as in a JSON Schema. */
      readonly expected: readonly string[];
      readonly found: string;
      /** The text as written, if it only lacks quotes. */
      readonly quote?: string;
      /** The value of a word for yes or no. */
      readonly truth?: boolean;
      readonly meaning?: string;
    }
  | {
      readonly kind: 'wrong-value';
      readonly at: string;
      readonly allowed: readonly string[];
      readonly value: unknown;
      readonly near?: string;
    }
  | { readonly kind: 'too-small'; readonly at: string; readonly least?: number; readonly inclusive?: boolean }
  | { readonly kind: 'wrong-form'; readonly at: string; readonly value: unknown; readonly meaning?: string }
  /** A message of the format itself. */
  | { readonly kind: 'constraint'; readonly detail: string; readonly help?: string }
  | { readonly kind: 'other'; readonly at: string; readonly detail: string };

/** What is wrong with the `source` of an entry, and where in it. */
export interface InvalidSource {
  readonly plugin: string;
  readonly at: string;
  readonly detail: string;
  readonly help?: string;
}

/** A dependency on a plugin that its marketplace does not have. */
export interface MissingDependency {
  readonly plugin: string;
  readonly dependency: string;
  readonly marketplace: string;
  /** The name in the marketplace of a plugin that has this one in its manifest. */
  readonly entryName?: string;
  readonly near?: string;
}

export interface BadName {
  readonly name: string;
  readonly better: string;
}

/** A string that should be a version or a range: the value at a path, or a key there. */
export interface NotSemver {
  readonly text: string;
  readonly wanted: 'range' | 'version';
  readonly at: string;
  readonly isKey: boolean;
}

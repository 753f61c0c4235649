/**
 * The result of a check, one of five. Only `loads` without an error finding is a success. The states exclude each other, and each
 * carries its details. A plugin that is refused or missing outweighs one that is not known.
 */
export type Verdict =
  /** Files of the request have errors: nothing was checked. */
  | { readonly kind: 'unreadable'; readonly files: readonly string[] }
  /** There is no combination: these specs are incompatible, or these plugins do not exist. */
  | {
      readonly kind: 'unsolvable';
      readonly conflict: readonly string[];
      readonly missing: readonly string[];
      /** Whether the others were checked without them. */
      readonly restChecked: boolean;
      readonly unknown: readonly UnknownPlugin[];
    }
  /** A combination exists, but the client will not install or load it. */
  | {
      readonly kind: 'refused';
      readonly rules: readonly string[];
      readonly plugins: readonly string[];
      /** Why, one sentence for each finding that blocks. */
      readonly reasons: readonly string[];
      readonly unknown: readonly UnknownPlugin[];
    }
  /** Plugins could not be looked up: everything else was checked, and nothing in it is refused. */
  | {
      readonly kind: 'unknown';
      readonly plugins: readonly UnknownPlugin[];
      readonly restChecked: boolean;
    }
  /** The request works; it may be empty. */
  | {
      readonly kind: 'loads';
      /** Whether the plugins only work in separate environments, which the project allows. */
      readonly apart: boolean;
    };

/** A plugin that could not be looked up. */
export interface UnknownPlugin {
  readonly name: string;
  readonly registry: string;
  readonly reason: string;
  /** The plugins that depend on it; empty if it was requested. */
  readonly requiredBy: readonly string[];
}

/** Where a list of plugins comes from. */
export type ListOrigin =
  | { readonly kind: 'arguments' }
  | { readonly kind: 'pattern'; readonly id: string }
  | {
      readonly kind: 'file';
      readonly file: string;
      /** The folder in which the client must be started to find it so; absent if it is the working folder. */
      readonly startFolder?: string;
      /** What settings enable that comes from no marketplace, and is not checked. */
      readonly otherOrigins?: readonly string[];
    }
  /** What is installed on this machine; the folder is that of the client. */
  | { readonly kind: 'machine'; readonly folder: string }
  | { readonly kind: 'nothing' };

/** Formats the origin for reports: `arguments`, `pattern ml-pipeline`, or the file. */
export function originText(origin: ListOrigin): string {
  switch (origin.kind) {
    case 'pattern':
      return `pattern ${origin.id}`;
    case 'machine':
      return `installed (${origin.folder})`;
    case 'file':
      return origin.file;
    default:
      return origin.kind;
  }
}

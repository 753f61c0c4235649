/**
 * What a check comes to, one of five. Green is `loads` and no error finding. Two states cannot hold at once, and each carries what
 * people want to know of it.
 */
export type Verdict =
  /** Files of the request have errors: nothing was checked. */
  | { readonly kind: 'unreadable'; readonly files: readonly string[] }
  /** There is no combination: these specs cannot go together, or these plugins are not there to be chosen. */
  | {
      readonly kind: 'unsolvable';
      readonly conflict: readonly string[];
      readonly missing: readonly string[];
      /** The others were checked without those that are missing. */
      readonly restChecked: boolean;
    }
  /** A combination exists, and the client will not install or load it. */
  | { readonly kind: 'refused'; readonly rules: readonly string[]; readonly plugins: readonly string[] }
  /** Plugins could not be looked up: the rest was checked. */
  | {
      readonly kind: 'unknown';
      readonly plugins: readonly {
        readonly name: string;
        readonly registry: string;
        readonly reason: string;
      }[];
      readonly restChecked: boolean;
    }
  /** What was asked for, or nothing, if nothing was asked for. */
  | {
      readonly kind: 'loads';
      /** Only in environments of their own, and the project lets them. */
      readonly apart: boolean;
    };

/** Where a list of plugins comes from. */
export type ListOrigin =
  | { readonly kind: 'arguments' }
  | { readonly kind: 'pattern'; readonly id: string }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'nothing' };

/** As reports show it: `arguments`, `pattern ml-pipeline`, or the file. */
export function originText(origin: ListOrigin): string {
  switch (origin.kind) {
    case 'pattern':
      return `pattern ${origin.id}`;
    case 'file':
      return origin.file;
    default:
      return origin.kind;
  }
}

import type { Location } from './location.ts';

/** A place where a plugin says that it writes or reads a file of the project. */
export interface FileUse {
  /** In the form of `filePattern`: relative to the project, placeholders as `*`, a folder with `/` at its end. */
  readonly path: string;
  readonly does: 'writes' | 'reads';
  /** Statements of this form were right in nine of ten measured cases or more. */
  readonly isSure: boolean;
  readonly location: Location;
}

import type { Fault } from './problems.ts';
import type { Source } from './source.ts';

/**
 * The files of one release, complete and exact, wherever they are. A tree of files (`client/file-tree.ts`) is one; this is as much of
 * it as other rooms need.
 */
export interface Content {
  /** Its location, in a form that can be shown. */
  readonly label: string;
  /** Every file and every link, sorted by path in code units; no path occurs twice. */
  entries(): readonly ContentEntry[];
  /**
   * The bytes of a file.
   * @throws while it is iterated, if they are not complete.
   */
  stream(path: string): AsyncIterable<Uint8Array>;
  /** What could not be read, and what an exact copy cannot hold; complete after {@link entries}. */
  readonly problems: readonly Fault[];
}

/** A file or a link of a {@link Content}. */
export interface ContentEntry {
  readonly path: string;
  readonly kind: 'file' | 'link';
  readonly executable: boolean;
  /** Bytes of the file, or of the target of the link in UTF-8. */
  readonly size: number;
  /** Of a link: where it leads, as stated. */
  readonly target?: string;
}

/** The files of a release, and where they come from. */
export interface ReleaseFiles {
  readonly content: Content;
  /** In the client's own form without `ref` and `sha`; a text is a path in a marketplace that is itself named by a path. */
  readonly source: Source;
  /** The tag or branch that holds the commit; undefined for a default branch. */
  readonly ref?: string;
  /** Undefined for a folder without a repository. */
  readonly commit?: string;
  /** The files of the commit may differ from those of the folder: it counts only if they do not. */
  readonly committed?: Content;
  /** When it was committed, `2026-01-19`. */
  readonly date?: string;
}

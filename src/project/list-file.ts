import { existsSync } from 'node:fs';
import { readOwn } from '../sources/files/read-file.ts';
import { filesOnDisk, type ProjectFiles } from './project-files.ts';

/** A file with a list as it is on the disk. */
export interface ListFile {
  /** Empty if there is no file. */
  readonly text: string;
  /** Its byte order mark, which readers skip. */
  readonly mark: string;
  readonly withoutMark: string;
}

export function readListFile(path: string): ListFile {
  const text = existsSync(path) ? readOwn(path) : '';
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  return { text, mark, withoutMark: text.slice(mark.length) };
}

/** The files of the disk as they will be with other texts for some of them, by absolute path. */
export function withEdits(texts: ReadonlyMap<string, string>): ProjectFiles {
  return {
    has: (path) => texts.has(path) || filesOnDisk.has(path),
    text(path, shown) {
      const text = texts.get(path);
      return text === undefined ? filesOnDisk.text(path, shown) : { text: text.replace(/^\ufeff/, '') };
    },
  };
}

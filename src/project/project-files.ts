import { existsSync } from 'node:fs';
import { readText } from '../sources/files/text-file.ts';

/** Where the files of a project are read from: the disk, or git's index. Paths are absolute. */
export interface ProjectFiles {
  has(path: string): boolean;
  /** The text of a file that there is, or why it cannot be read. `shown` is its name in findings. */
  text(path: string, shown: string): ReturnType<typeof readText>;
}

export const filesOnDisk: ProjectFiles = { has: existsSync, text: readText };

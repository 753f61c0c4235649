import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { insideOf } from '../sources/files/file-chunks.ts';
import { readText } from '../sources/files/text-file.ts';
import { malformed, maximumBytes } from '../text/source-text.ts';

/** The file next to `mkt.yaml` with the findings that a project has accepted. */
export const baselineFile = 'mkt-baseline.json';

/** Where the files of a project are read from: the disk, or git's index. Paths are absolute. */
export interface ProjectFiles {
  has(path: string): boolean;
  /** The text of a file that there is, or why it cannot be read. `shown` is its name in findings. */
  text(path: string, shown: string): ReturnType<typeof readText>;
}

/** The files of the user's machine, such as settings that someone keeps in a repository of dotfiles: links are followed. */
export const userFiles: ProjectFiles = { has: existsSync, text: readText };

/** The files of a project on the disk. */
export const filesOnDisk: ProjectFiles = { has: existsSync, text: readProjectText };

/**
 * The text of a file of a project, which may come from someone else: findings quote its lines, so a link must not make them quote
 * whatever is on this machine. A link may lead to a place in the same repository, or to a file of the same name, as people share one
 * list or one file of settings between work trees.
 */
export function readProjectText(
  path: string,
  shown: string,
  most = maximumBytes,
): ReturnType<typeof readText> {
  return isStray(path) ? malformed(shown, 'link', { to: 'other-file' }) : readText(path, shown, most);
}

function isStray(path: string): boolean {
  try {
    const real = realpathSync.native(path);
    return basename(real) !== basename(path) && !insideOf(realpathSync.native(topOf(path)), real);
  } catch {
    // Whatever is wrong with it is said when it is read.
    return false;
  }
}

/** The top folder of the repository around a file; without one, its own folder. */
function topOf(path: string): string {
  const own = dirname(path);
  for (let folder = own; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return own;
  }
}

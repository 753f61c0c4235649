/** Why the disk refused something, in plain words, and what helps. */
export function diskReason({
  code = '',
  message,
}: NodeJS.ErrnoException): readonly [why: string, hint?: string] {
  return reasons[code] ?? [message.replace(/, [a-z]+ '.*$/s, '')];
}

const rights = ['permission denied', 'check the permissions of the file and its folder'] as const;

const reasons: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  EACCES: rights,
  EPERM: rights,
  EROFS: ['the disk is read-only', 'copy the folder to a place where you can write'],
  ENOSPC: ['the disk is full', 'free some space, and try again'],
  ENOENT: ['no such folder', 'create the folder first'],
  ENOTDIR: ['part of its path is a file, not a folder', 'name another folder'],
  EISDIR: ['it is a folder', 'name a file instead'],
  ENOTSUP: ['no folder can be created there', 'name another folder'],
  EMFILE: ['too many files are open', 'raise the limit (`ulimit -n`), and try again'],
};

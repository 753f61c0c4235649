/**
 * Takes the place of `node:fs` in the built program (`scripts/build.ts`), and notes in `trace.ts` what is asked. What is missing here
 * cannot be imported there: the build fails.
 */
import * as fs from 'node:fs';
import { resolve } from 'node:path';
import { changedAt, missing, ofEntries, ofError, ofStatus } from './disk-answers.ts';
import { diskIsTraced, isTracing, type Kind, note, noteWriting, spoil } from './trace.ts';

export { closeSync, constants, fstatSync } from 'node:fs';

diskIsTraced();

/** Calls a function and notes its answer, be it an error. */
function noting<Result>(
  kind: Kind,
  path: fs.PathLike,
  call: () => Result,
  answerOf: (result: Result) => readonly [answer: string, changed?: number],
): Result {
  if (!isTracing()) return call();
  if (typeof path !== 'string') {
    spoil('a path is not a string');
    return call();
  }
  const place = resolve(path);
  try {
    const result = call();
    note(kind, place, ...answerOf(result));
    return result;
  } catch (error) {
    note(kind, place, ofError(error));
    throw error;
  }
}

export const existsSync = (path: fs.PathLike): boolean =>
  noting(
    'exists',
    path,
    () => fs.existsSync(path),
    (is) => [String(is)],
  );

const ofStatusOrNone = (status: fs.Stats | undefined): readonly [string, number?] =>
  status === undefined ? [missing] : [ofStatus(status), changedAt(status)];

export const statSync = ((path: fs.PathLike, options?: fs.StatSyncOptions) =>
  noting('status', path, () => fs.statSync(path, options) as fs.Stats | undefined, ofStatusOrNone)) as (
  ...args: Parameters<typeof fs.statSync>
) => ReturnType<typeof fs.statSync>;

export const lstatSync = ((path: fs.PathLike, options?: fs.StatSyncOptions) =>
  noting('link-status', path, () => fs.lstatSync(path, options) as fs.Stats | undefined, ofStatusOrNone)) as (
  ...args: Parameters<typeof fs.lstatSync>
) => ReturnType<typeof fs.lstatSync>;

export function readdirSync(path: fs.PathLike, options: { withFileTypes?: boolean } = {}): unknown {
  if (Object.keys(options).some((option) => option !== 'withFileTypes')) {
    spoil('a folder was listed in another way');
    return fs.readdirSync(path, options as Parameters<typeof fs.readdirSync>[1]);
  }
  const entries = noting(
    'entries',
    path,
    () => fs.readdirSync(path, { withFileTypes: true }),
    (found) => [ofEntries(found)],
  );
  return options.withFileTypes === true ? entries : entries.map(({ name }) => name);
}

const realPath = (path: fs.PathLike): string =>
  noting(
    'real-path',
    path,
    () => fs.realpathSync.native(path),
    (real) => [real],
  );

export const realpathSync = Object.assign(realPath, { native: realPath });

export const readlinkSync = (path: fs.PathLike): string =>
  noting(
    'link',
    path,
    () => fs.readlinkSync(path),
    (target) => [target],
  );

/** A program that opens a file for reading depends on what is in it. */
export function openSync(path: fs.PathLike, flags: fs.OpenMode, mode?: fs.Mode): number {
  const { O_WRONLY, O_RDWR } = fs.constants;
  const isForReading = typeof flags === 'number' ? (flags & (O_WRONLY | O_RDWR)) === 0 : flags === 'r';
  if (!isForReading) {
    noteWriting(String(path));
    return fs.openSync(path, flags, mode);
  }
  return noting(
    'status',
    path,
    () => fs.openSync(path, flags, mode),
    (file) => ofStatusOrNone(fs.fstatSync(file)),
  );
}

/** A disk that fails in the middle of a file may not fail the next time. */
export function readSync(...args: readonly unknown[]): number {
  try {
    return (fs.readSync as (...args: readonly unknown[]) => number)(...args);
  } catch (error) {
    spoil('a file could not be read to its end');
    throw error;
  }
}

/**
 * Functions that change the disk are looked up when they are called: a test that lets the disk fail replaces them after the program was
 * loaded.
 */
export const writeSync = ((...args: Parameters<typeof fs.writeSync>) =>
  fs.writeSync(...args)) as typeof fs.writeSync;
export const fsyncSync = (file: number): void => fs.fsyncSync(file);

/** A function that writes to the paths that it gets at these places. */
const writing =
  <Args extends readonly unknown[], Result>(call: () => (...args: Args) => Result, ...at: number[]) =>
  (...args: Args): Result => {
    for (const place of at) noteWriting(String(args[place]));
    return call()(...args);
  };

type MakeFolder = (...args: Parameters<typeof fs.mkdirSync>) => string;
export const chmodSync = writing(() => fs.chmodSync, 0);
export const mkdirSync = writing(() => fs.mkdirSync as MakeFolder, 0);
export const mkdtempSync = writing(() => fs.mkdtempSync as (prefix: string) => string, 0);
export const rmSync = writing(() => fs.rmSync, 0);
export const rmdirSync = writing(() => fs.rmdirSync, 0);
export const utimesSync = writing(() => fs.utimesSync, 0);
export const writeFileSync = writing(() => fs.writeFileSync, 0);
export const renameSync = writing(() => fs.renameSync, 0, 1);
export const linkSync = writing(() => fs.linkSync, 1);
export const createWriteStream = writing(() => fs.createWriteStream, 0);

export function copyFileSync(...args: Parameters<typeof fs.copyFileSync>): void {
  spoil('a file was copied');
  fs.copyFileSync(...args);
}

export function accessSync(...args: Parameters<typeof fs.accessSync>): void {
  spoil('rights were asked for');
  fs.accessSync(...args);
}

export const watch = ((...args: Parameters<typeof fs.watch>) => {
  spoil('a file is watched');
  return fs.watch(...args);
}) as typeof fs.watch;

import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  attributesFile,
  type FileState,
  type FolderState,
  type PresentCopies,
  recordFile,
  skillsFolder,
} from '../changes/copies.ts';
import { sidesOf } from '../changes/lock-sides.ts';
import { type VendoredFile, vendored } from '../model/formats/vendored.ts';
import type { Fault } from '../model/problems.ts';
import { isError } from '../model/problems.ts';
import { readText, shownPath } from '../sources/files/text-file.ts';
import { readJson } from '../text/json.ts';
import { validate } from '../text/validate.ts';

/** The record of a project with very many plugins, each with very many changes. */
const maximumRecordBytes = 16 * 1024 * 1024;

/**
 * Reads a project's copies as they are.
 * @param wanted the folders that a lock asks for; they are read even if they are not mkt's.
 */
export async function readCopies(
  root: string,
  cwd: string,
  wanted: readonly string[],
): Promise<PresentCopies | { readonly fault: Fault }> {
  const text = textIn(root, cwd, recordFile);
  if (typeof text === 'object') return text;
  const attributesText = textIn(root, cwd, attributesFile);
  if (typeof attributesText === 'object') return attributesText;
  const record = text === undefined ? {} : recordOf(text, shownPath(join(root, recordFile), cwd));
  if ('fault' in record && isFault(record)) return record;
  const plugins = record as VendoredFile['plugins'];
  const folders = new Map<string, FolderState>();
  for (const folder of [...wanted, ...Object.values(plugins).map((each) => each.folder)])
    if (!folders.has(folder)) folders.set(folder, await folderState(join(root, skillsFolder, folder)));
  return { record: plugins, recordText: text, attributesText, folders };
}

const isFault = (value: object): value is { readonly fault: Fault } =>
  'rule' in ((value as { fault?: object }).fault ?? {});

function textIn(root: string, cwd: string, file: string): string | undefined | { readonly fault: Fault } {
  const path = join(root, file);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  const read = readText(path, shownPath(path, cwd), maximumRecordBytes);
  return 'fault' in read ? read : read.text;
}

/** After a merge with conflicts, the copies of both sides are mkt's. */
function recordOf(text: string, shown: string): VendoredFile['plugins'] | { readonly fault: Fault } {
  const sides = sidesOf(text);
  const all: VendoredFile['plugins'] = {};
  for (const side of sides === undefined ? [text] : [sides.theirs, sides.ours]) {
    const { value, faults } = validate(vendored, readJson(side, shown));
    const fault = faults.find(isError);
    if (fault !== undefined || value === undefined) return { fault: fault ?? (faults[0] as Fault) };
    Object.assign(all, value.plugins);
  }
  return all;
}

async function folderState(folder: string): Promise<FolderState> {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  if (status.isSymbolicLink()) return { link: '' };
  const files = new Map<string, FileState>();
  if (!status.isDirectory()) return new Map([['', await fileState(folder, status.mode)]]);
  const link = await readFolder(folder, '', files);
  return link === undefined ? files : { link };
}

/** Reads the files of a folder; returns the first link, which is not followed. */
async function readFolder(
  folder: string,
  front: string,
  files: Map<string, FileState>,
): Promise<string | undefined> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${front}${entry.name}`;
    const full = join(folder, entry.name);
    if (entry.isSymbolicLink()) return path;
    if (entry.isDirectory()) {
      const link = await readFolder(full, `${path}/`, files);
      if (link !== undefined) return link;
    } else if (entry.isFile()) files.set(path, await fileState(full, lstatSync(full).mode));
  }
  return undefined;
}

async function fileState(path: string, mode: number): Promise<FileState> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Uint8Array);
  // Windows has no such mode.
  const executable = process.platform === 'win32' ? undefined : (mode & 0o100) !== 0;
  return { executable, sha256: hash.digest('hex') };
}

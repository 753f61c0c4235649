import { createHash } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  attributesFile,
  type FileState,
  type FolderState,
  hashedText,
  noEntries,
  type PresentCopies,
  recordFile,
  skillsFolder,
} from '../changes/copies.ts';
import { sidesOf } from '../changes/lock-sides.ts';
import type { VendoredFile } from '../model/formats/vendored.ts';
import { isSoundVendored } from '../model/generated/project-checks.ts';
import type { Fault } from '../model/problems.ts';
import { isError } from '../model/problems.ts';
import { readPieces } from '../sources/files/read-file.ts';
import { readText, shownPath } from '../sources/files/text-file.ts';
import type { ProjectFiles } from './project-files.ts';

/** The record of a project with very many plugins, each with very many changes. */
const maximumRecordBytes = 16 * 1024 * 1024;

/** A link that leads nowhere is there too: mkt must not write through it. */
const onDisk: ProjectFiles = {
  has: (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined,
  text: (path, shown) => readText(path, shown, maximumRecordBytes),
};

/**
 * Reads a project's copies as they are.
 * @param wanted the folders that a lock asks for; they are read even if they are not mkt's.
 */
export async function readCopies(
  root: string,
  cwd: string,
  wanted: readonly string[],
): Promise<PresentCopies | { readonly fault: Fault }> {
  const own = await readOwn(root, cwd);
  if ('fault' in own) return own;
  const { plugins, settings, recordText, attributesText } = own;
  const folders = new Map<string, FolderState>();
  for (const folder of [...wanted, ...Object.values(plugins).map((each) => each.folder)])
    if (!folders.has(folder)) folders.set(folder, folderState(join(root, skillsFolder, folder)));
  return { record: plugins, recordText, settings, attributesText, folders };
}

/** What mkt keeps next to its copies. */
export async function readOwn(
  root: string,
  cwd: string,
  files: ProjectFiles = onDisk,
): Promise<(OwnRecord & Pick<PresentCopies, 'recordText' | 'attributesText'>) | { readonly fault: Fault }> {
  const recordText = textIn(root, cwd, recordFile, files);
  if (typeof recordText === 'object') return recordText;
  const attributesText = textIn(root, cwd, attributesFile, files);
  if (typeof attributesText === 'object') return attributesText;
  const record =
    recordText === undefined
      ? emptyRecord
      : await recordOf(recordText, shownPath(join(root, recordFile), cwd));
  return 'fault' in record ? record : { ...record, recordText, attributesText };
}

type OwnRecord = Pick<VendoredFile, 'plugins'> &
  Pick<PresentCopies, 'settings'> & { readonly elsewhere: NonNullable<VendoredFile['elsewhere']> };

const emptyRecord: OwnRecord = { plugins: {}, elsewhere: {}, settings: noEntries };

function textIn(
  root: string,
  cwd: string,
  file: string,
  files: ProjectFiles,
): string | undefined | { readonly fault: Fault } {
  const path = join(root, file);
  if (!files.has(path)) return undefined;
  const read = files.text(path, shownPath(path, cwd));
  return 'fault' in read ? read : read.text;
}

/** After a merge with conflicts, what both sides wrote is mkt's. */
async function recordOf(text: string, shown: string): Promise<OwnRecord | { readonly fault: Fault }> {
  const sides = sidesOf(text);
  const plugins: VendoredFile['plugins'] = {};
  const elsewhere: OwnRecord['elsewhere'] = {};
  const settings = { enabled: new Set<string>(), marketplaces: new Set<string>() };
  for (const side of sides === undefined ? [text] : [sides.theirs, sides.ours]) {
    const { value, faults } = await readRecord(side, shown);
    const fault = faults.find(isError);
    if (fault !== undefined || value === undefined) return { fault: fault ?? (faults[0] as Fault) };
    Object.assign(plugins, value.plugins);
    Object.assign(elsewhere, value.elsewhere);
    for (const id of value.settings?.enabled ?? []) settings.enabled.add(id);
    for (const name of value.settings?.marketplaces ?? []) settings.marketplaces.add(name);
  }
  const { enabled, marketplaces } = settings;
  return { plugins, elsewhere, settings: { enabled: [...enabled], marketplaces: [...marketplaces] } };
}

/** A record as mkt writes it is checked without zod. */
async function readRecord(
  text: string,
  shown: string,
): Promise<{ readonly value: VendoredFile | undefined; readonly faults: readonly Fault[] }> {
  const written = asWritten(text);
  if (written !== undefined) return { value: written, faults: [] };
  const [{ validate }, { vendored }, { readJson }] = await Promise.all([
    import('../text/validate.ts'),
    import('../model/formats/vendored.ts'),
    import('../text/json.ts'),
  ]);
  return validate(vendored, readJson(text, shown));
}

/** The value of a text that is what mkt would write for it: in such a text, no key is there twice. */
function asWritten(text: string): VendoredFile | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isSoundVendored(value) && `${JSON.stringify(value, null, 2)}\n` === text
      ? (value as VendoredFile)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What is in a folder of copies. Read at once: a check in a hook compares many small files. */
export function folderState(folder: string): FolderState {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  if (status.isSymbolicLink()) return { link: '' };
  const files = new Map<string, FileState>();
  if (!status.isDirectory()) return new Map([['', fileState(folder)]]);
  const link = readFolder(folder, '', files);
  return link === undefined ? files : { link };
}

/** Reads the files of a folder; returns the first link, which is not followed. */
function readFolder(folder: string, front: string, files: Map<string, FileState>): string | undefined {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${front}${entry.name}`;
    const full = join(folder, entry.name);
    if (entry.isSymbolicLink()) return path;
    if (entry.isDirectory()) {
      const link = readFolder(full, `${path}/`, files);
      if (link !== undefined) return link;
    } else if (entry.isFile()) files.set(path, fileState(full));
  }
  return undefined;
}

function fileState(path: string): FileState {
  const hash = createHash('sha256');
  const { mode } = readPieces(path, (piece) => hash.update(piece));
  // Windows has no such mode.
  const executable = process.platform === 'win32' ? undefined : (mode & 0o100) !== 0;
  return { executable, sha256: hash.digest('hex') };
}

/** The hash of a copy; undefined where modes are not known. */
export function copyHash(files: ReadonlyMap<string, FileState>): string | undefined {
  const text = hashedText(files);
  return text === undefined ? undefined : `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

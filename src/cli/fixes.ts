import { realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { sayProblem } from '../analysis/rules/index.ts';
import { type Fault, isError, isOf } from '../model/problems.ts';
import { folderTree, type TreeAt } from '../sources/files/folder-tree.ts';
import { readOwn } from '../sources/files/read-file.ts';
import { writeOut } from './write-out.ts';

/** A file before and after its fixes. */
export interface FixedFile {
  /** Its real path, with links followed. */
  readonly path: string;
  readonly shown: string;
  readonly before: string;
  readonly after: string;
  /** The number of faults that it fixes. */
  readonly amount: number;
}

/** A fault that has a fix which was not applied, and why. */
export interface SkippedFix {
  readonly fault: Fault;
  readonly why: string;
}

/** Changed contents of files, by their real paths. */
type Texts = ReadonlyMap<string, string>;

interface Edit {
  readonly fault: Fault;
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** One fix can uncover another fault; more rounds than this would be a mistake. */
const maxRounds = 8;
/** How often the effect of a fix is checked before the remaining ones are skipped. */
const maxTries = 64;

/**
 * Computes the fixes for the faults at a path, file by file, without writing anything. A word is replaced only where exactly that
 * word is, so that everything around it stays as it was written. The fix of a warning is skipped if it would cause an error.
 * @param judge finds the faults, with the changed contents of some files.
 * @param root the folder or file that was validated: nothing outside of it is touched.
 */
export async function computeFixes(
  judge: (texts: Texts) => Promise<readonly Fault[]>,
  { root, cwd }: { root: string; cwd: string },
): Promise<{ readonly fixed: readonly FixedFile[]; readonly skipped: readonly SkippedFix[] }> {
  const skipped = new Map<string, SkippedFix>();
  const fixed = new Map<string, FixedFile>();
  let texts = new Map<string, string>();
  for (let round = 0; round < maxRounds; round += 1) {
    const faults = await judge(texts);
    const edits = editsOf(faults, { root, cwd, texts, skipped });
    const ofErrors = edits.filter(({ fault }) => isError(fault));
    const chosen =
      ofErrors.length > 0 ? ofErrors : await withoutNewErrors(edits, { judge, faults, texts, skipped });
    if (chosen.length === 0) break;
    texts = textsWith(texts, chosen);
    for (const [path, after] of texts) {
      const own = chosen.filter((edit) => edit.path === path);
      const [first] = own;
      if (first === undefined) continue;
      const known = fixed.get(path) ?? { before: textAt(path), shown: first.fault.location.file, amount: 0 };
      fixed.set(path, { ...known, path, after, amount: known.amount + own.length });
    }
  }
  return { fixed: [...fixed.values()], skipped: [...skipped.values()] };
}

/** A tree of a folder with the changed contents of some files. */
export function treeWith(texts: Texts): TreeAt {
  return (folder, cwd) => {
    const tree = folderTree(folder, cwd);
    const textOf = (path: string): Buffer | undefined => {
      const text = texts.size === 0 ? undefined : texts.get(realPathOf(join(folder, path)));
      return text === undefined ? undefined : Buffer.from(text);
    };
    return {
      ...tree,
      read: (path, most) => {
        const bytes = tree.read(path, most);
        return bytes && (textOf(path) ?? bytes);
      },
      entries: () =>
        tree.entries().map((entry) => {
          const text = entry.kind === 'file' ? textOf(entry.path) : undefined;
          return text === undefined ? entry : { ...entry, size: text.length };
        }),
      async *stream(path) {
        const text = textOf(path);
        if (text === undefined) yield* tree.stream(path);
        else yield text;
      },
    };
  };
}

/** A path without links, or unchanged if it does not exist. */
function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** The edits that fix faults, each word once. */
function editsOf(
  faults: readonly Fault[],
  {
    root,
    cwd,
    texts,
    skipped,
  }: { root: string; cwd: string; texts: Texts; skipped: Map<string, SkippedFix> },
): Edit[] {
  const real = realpathSync.native(root);
  const edits = new Map<string, Edit>();
  const starts = new Map<string, readonly number[]>();
  for (const fault of faults) {
    const stated = resolve(cwd, fault.location.file);
    if (fault.fix === undefined || isOutside(root, stated)) continue;
    const path = realpathSync.native(stated);
    const key = keyOf(fault);
    if (skipped.has(key)) continue;
    if (isOutside(real, path)) {
      skipped.set(key, { fault, why: 'the file is a link to a place outside the folder' });
      continue;
    }
    const text = texts.get(path) ?? textAt(path);
    if (!starts.has(path)) starts.set(path, startsOf(text));
    const edit = editOf(fault, path, text, starts.get(path) ?? []);
    if (edit !== undefined && !edits.has(`${edit.from} ${path}`)) edits.set(`${edit.from} ${path}`, edit);
  }
  return [...edits.values()];
}

function editOf(fault: Fault, path: string, text: string, starts: readonly number[]): Edit | undefined {
  const { location, fix } = fault;
  const start = starts[location.line - 1];
  if (fix === undefined || start === undefined) return undefined;
  const from = start + location.column - 1;
  const quoted = JSON.stringify(fix.from);
  if (text.startsWith(quoted, from))
    return { fault, path, from, to: from + quoted.length, text: JSON.stringify(fix.to) };
  const to = from + fix.from.length;
  return text.startsWith(fix.from, from) && !/^[\w-]/.test(text.slice(to, to + 1))
    ? { fault, path, from, to, text: fix.to }
    : undefined;
}

/** The edits that cause no new error; the others are recorded as skipped. */
async function withoutNewErrors(
  edits: readonly Edit[],
  {
    judge,
    faults,
    texts,
    skipped,
  }: {
    judge: (texts: Texts) => Promise<readonly Fault[]>;
    faults: readonly Fault[];
    texts: Texts;
    skipped: Map<string, SkippedFix>;
  },
): Promise<readonly Edit[]> {
  let tries = 0;
  const add = async (kept: readonly Edit[], more: readonly Edit[]): Promise<readonly Edit[]> => {
    if (more.length === 0) return kept;
    tries += 1;
    const error =
      tries > maxTries
        ? 'too many of the other fixes cause new errors'
        : newError(faults, await judge(textsWith(texts, [...kept, ...more])));
    if (error === undefined) return [...kept, ...more];
    if (more.length > 1 && tries <= maxTries) {
      const half = more.length >> 1;
      return add(await add(kept, more.slice(0, half)), more.slice(half));
    }
    for (const { fault } of more) skipped.set(keyOf(fault), { fault, why: error });
    return kept;
  };
  return add([], edits);
}

/** Why an edit was rejected: it caused a new error. */
function newError(before: readonly Fault[], after: readonly Fault[]): string | undefined {
  const amounts = new Map<string, number>();
  const keyOfError = ({ rule, case: name, evidence, location }: Fault) =>
    `${rule} ${name} ${location.file} ${JSON.stringify(evidence)}`;
  for (const fault of before.filter(isError))
    amounts.set(keyOfError(fault), (amounts.get(keyOfError(fault)) ?? 0) + 1);
  for (const fault of after.filter(isError)) {
    // The count of further faults differs with each fix, so it is not compared.
    if (isOf(fault, 'malformed-file', 'more')) continue;
    const amount = amounts.get(keyOfError(fault)) ?? 0;
    if (amount === 0) return `it would cause a new error: ${sayProblem(fault).message}`;
    amounts.set(keyOfError(fault), amount - 1);
  }
  return undefined;
}

function textsWith(texts: Texts, edits: readonly Edit[]): Map<string, string> {
  const changed = new Map(texts);
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const before = texts.get(path) ?? textAt(path);
    const parts: string[] = [];
    let end = 0;
    const own = edits.filter((edit) => edit.path === path).sort((a, b) => a.from - b.from);
    for (const { from, to, text } of own) {
      if (from < end) continue;
      parts.push(before.slice(end, from), text);
      end = to;
    }
    changed.set(path, parts.join('') + before.slice(end));
  }
  return changed;
}

/** Readers skip the byte order mark, and count columns without it. */
const textAt = (path: string): string => readOwn(path).replace(/^\ufeff/, '');

function startsOf(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

const isOutside = (root: string, path: string): boolean =>
  path !== root && relative(root, path).split(sep)[0] === '..';

const keyOf = ({ location: { file, line }, fix }: Fault): string =>
  JSON.stringify([file, line, fix?.from, fix?.to]);

/** The changes as `diff -u` shows them, ignoring how lines end. */
export function diffOf({ shown, before, after }: Pick<FixedFile, 'shown' | 'before' | 'after'>): string {
  const [old, fixed] = [before, after].map((text) => text.replaceAll('\r\n', '\n'));
  return createTwoFilesPatch(shown, shown, old ?? '', fixed ?? '', undefined, undefined, {
    context: 2,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}

/** Writes the whole file or nothing, keeping its byte order mark. */
export function writeFixed({ path, shown, after }: FixedFile): void {
  const mark = readOwn(path).startsWith('\ufeff') ? '\ufeff' : '';
  writeOut(path, mark + after, shown);
}

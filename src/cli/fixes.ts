import { readFileSync, realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { sayProblem } from '../analysis/rules/index.ts';
import { type Fault, isError, isOf } from '../model/problems.ts';
import { folderTree, type TreeAt } from '../sources/files/folder-tree.ts';
import { writeOut } from './write-out.ts';

/** A file as it is and as it should be. */
export interface Fixed {
  /** Where it lies, links followed. */
  readonly path: string;
  readonly shown: string;
  readonly before: string;
  readonly after: string;
  /** Faults that go with it. */
  readonly amount: number;
}

/** A fault that could be mended and was not, and why. */
export interface Left {
  readonly fault: Fault;
  readonly why: string;
}

/** Files as they would be, by their real paths. */
type Texts = ReadonlyMap<string, string>;

interface Edit {
  readonly fault: Fault;
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** One fix may lay bare another; more than these in a row are a mistake. */
const mostRounds = 8;
/** So often is looked at what a fix would do before the others are left alone. */
const mostTries = 64;

/**
 * What of the faults at a path mends itself, file by file; nothing is written. A word is replaced only where exactly that word
 * stands, so that everything around it stays as somebody wrote it, and for a mere warning only where no error comes of it.
 * @param judge finds the faults, with some files as they would be.
 * @param root the folder or file that was validated: nothing outside of it is touched.
 */
export async function mend(
  judge: (texts: Texts) => Promise<readonly Fault[]>,
  { root, cwd }: { root: string; cwd: string },
): Promise<{ readonly fixed: readonly Fixed[]; readonly left: readonly Left[] }> {
  const left = new Map<string, Left>();
  const fixed = new Map<string, Fixed>();
  let texts = new Map<string, string>();
  for (let round = 0; round < mostRounds; round += 1) {
    const faults = await judge(texts);
    const edits = editsOf(faults, { root, cwd, texts, left });
    const ofErrors = edits.filter(({ fault }) => isError(fault));
    const chosen = ofErrors.length > 0 ? ofErrors : await harmless(edits, { judge, faults, texts, left });
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
  return { fixed: [...fixed.values()], left: [...left.values()] };
}

/** A tree of a folder in which some files are as they would be. */
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

/** A path without links, or as it is if nothing lies there. */
function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** The edits that faults ask for, each word once. */
function editsOf(
  faults: readonly Fault[],
  { root, cwd, texts, left }: { root: string; cwd: string; texts: Texts; left: Map<string, Left> },
): Edit[] {
  const real = realpathSync.native(root);
  const edits = new Map<string, Edit>();
  const starts = new Map<string, readonly number[]>();
  for (const fault of faults) {
    const stated = resolve(cwd, fault.location.file);
    if (fault.fix === undefined || isOutside(root, stated)) continue;
    const path = realpathSync.native(stated);
    const key = keyOf(fault);
    if (left.has(key)) continue;
    if (isOutside(real, path)) {
      left.set(key, { fault, why: 'the file is a link to one elsewhere' });
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

/** Those of the edits after which there is no error that was not there before; the others are put to what is left. */
async function harmless(
  edits: readonly Edit[],
  {
    judge,
    faults,
    texts,
    left,
  }: {
    judge: (texts: Texts) => Promise<readonly Fault[]>;
    faults: readonly Fault[];
    texts: Texts;
    left: Map<string, Left>;
  },
): Promise<readonly Edit[]> {
  let tries = 0;
  const add = async (kept: readonly Edit[], more: readonly Edit[]): Promise<readonly Edit[]> => {
    if (more.length === 0) return kept;
    tries += 1;
    const error =
      tries > mostTries
        ? 'too many others bring new errors'
        : newError(faults, await judge(textsWith(texts, [...kept, ...more])));
    if (error === undefined) return [...kept, ...more];
    if (more.length > 1 && tries <= mostTries) {
      const half = more.length >> 1;
      return add(await add(kept, more.slice(0, half)), more.slice(half));
    }
    for (const { fault } of more) left.set(keyOf(fault), { fault, why: error });
    return kept;
  };
  return add([], edits);
}

/** What is wrong afterwards and was not before. */
function newError(before: readonly Fault[], after: readonly Fault[]): string | undefined {
  const amounts = new Map<string, number>();
  const keyOfError = ({ rule, case: name, evidence, location }: Fault) =>
    `${rule} ${name} ${location.file} ${JSON.stringify(evidence)}`;
  for (const fault of before.filter(isError))
    amounts.set(keyOfError(fault), (amounts.get(keyOfError(fault)) ?? 0) + 1);
  for (const fault of after.filter(isError)) {
    // That a file has so many faults more is another sentence for each number.
    if (isOf(fault, 'malformed-file', 'more')) continue;
    const amount = amounts.get(keyOfError(fault)) ?? 0;
    if (amount === 0) return sayProblem(fault).message;
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

/** Readers leave the byte order mark out, and count columns without it. */
const textAt = (path: string): string => readFileSync(path, 'utf8').replace(/^\ufeff/, '');

function startsOf(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

const isOutside = (root: string, path: string): boolean =>
  path !== root && relative(root, path).split(sep)[0] === '..';

const keyOf = ({ location: { file, line }, fix }: Fault): string =>
  JSON.stringify([file, line, fix?.from, fix?.to]);

/** The changes as `diff -u` shows them, without what ends the lines. */
export function diffOf({ shown, before, after }: Fixed): string {
  const [old, mended] = [before, after].map((text) => text.replaceAll('\r\n', '\n'));
  return createTwoFilesPatch(shown, shown, old ?? '', mended ?? '', undefined, undefined, {
    context: 2,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}

/** Writes a file whole or not at all, with the byte order mark that it has. */
export function writeFixed({ path, shown, after }: Fixed): void {
  const mark = readFileSync(path, 'utf8').startsWith('\ufeff') ? '\ufeff' : '';
  writeOut(path, mark + after, shown);
}

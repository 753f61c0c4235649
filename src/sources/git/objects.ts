import type { Environment } from './git-environment.ts';
import type { GitProblem } from './git-problem.ts';
import type { KeptAnswer, KeptAnswers } from './kept-answers.ts';
import { runGitSync, streamGit } from './run-git.ts';

/** An entry of one folder of a commit. */
export interface TreeEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'submodule';
  /** Whether it is a file that its owner can run. */
  readonly executable: boolean;
  readonly id: string;
}

/** A blob as far as it is available: its bytes, its size if it is larger than requested, or `missing`. */
export type Blob = Buffer | { readonly bytes: number } | 'missing';

/** What a repository contains, read in batches: one git process for each kind of question, however many objects are requested. */
export interface Objects {
  /**
   * The folders that expressions such as `<commit>:plugins/x` name; undefined for those that do not exist. Commits and folders must
   * be named by their ids, which always mean the same: nothing is read twice.
   */
  folders(expressions: readonly string[]): readonly (readonly TreeEntry[] | undefined)[];
  /** The commits that expressions such as `refs/heads/main` name. */
  commits(expressions: readonly string[]): readonly (string | undefined)[];
  /** Those of the blobs that a partial clone lacks; nothing is fetched. */
  missing(ids: readonly string[]): readonly string[];
  /**
   * The contents of blobs by id, none larger than `most` bytes. Nothing is read twice.
   * @param inAll for prefetching: after more bytes than this, the rest is not read and looks missing.
   */
  blobs(ids: readonly string[], most: number, inAll?: number): readonly Blob[];
  /** The sizes of blobs in bytes, by id; undefined for those that are missing. Nothing is measured twice. */
  sizes(ids: readonly string[]): readonly (number | undefined)[];
  /**
   * The content of a blob of any size; at the end, why it is incomplete, if it is. A large one comes from a git process that ends with
   * its reader, and small ones from a process for many.
   * @param following blobs that will be requested next, with known sizes.
   */
  stream(
    id: string,
    following?: readonly string[],
  ): AsyncGenerator<Uint8Array, GitProblem | 'missing' | undefined>;
  /** The first failure of git; what was requested then looks missing. */
  problem(): GitProblem | undefined;
  /** Whether everything that was requested so far was there: what follows from less than that may not be kept for later runs. */
  isWhole(): boolean;
}

/** Fetches blobs that a partial clone lacks, before they are reported as missing. */
export type FetchBlobs = (ids: readonly string[]) => void;

/** The maximum number of bytes of contents that one process reads. */
const batchBytes = 48 * 1024 * 1024;

/** The maximum number of bytes that are read ahead of streams and kept for them. */
const aheadBytes = 4 * 1024 * 1024;

/** Up to so many blobs are read before their sizes are known, which saves a process unless they are larger than this in all. */
const unmeasured = { blobs: 500, bytes: 4 * 1024 * 1024 };

/**
 * @param fetchBlobs for a partial clone.
 * @param kept what earlier runs were told, for a repository that never changes.
 */
export function openObjects(
  gitDir: string,
  env: Environment,
  { fetchBlobs, kept }: { readonly fetchBlobs?: FetchBlobs; readonly kept?: KeptAnswers | undefined } = {},
): Objects {
  const known = new Map<string, Blob>();
  const measured = new Map<string, number>();
  const lookedInto = new Map<string, readonly TreeEntry[] | undefined>();
  let ahead: ReadonlyMap<string, Buffer> = new Map();
  let problem: GitProblem | undefined;
  let isLacking = false;
  const ask = (mode: '--batch' | '--batch-check', lines: readonly string[]): Buffer => {
    if (lines.length === 0) return Buffer.alloc(0);
    const outcome = runGitSync({
      args: ['cat-file', mode, '--buffer'],
      gitDir,
      env,
      input: `${lines.join('\n')}\n`,
      mostBytes: 2 * batchBytes,
    });
    if (outcome.ok) return outcome.stdout;
    problem ??= outcome.problem;
    return Buffer.alloc(0);
  };
  const keep = (question: string, answer: ObjectAnswer | undefined) => {
    if (answer !== undefined) kept?.put(question, answer);
  };
  const sizes = (ids: readonly string[]): Map<string, number> => {
    const found = new Map<string, number>();
    const unknown = ids.filter((id) => {
      const answer = kept?.get(id);
      if (answer?.type !== 'blob') return true;
      found.set(id, answer.content.length);
      return false;
    });
    for (const line of ask('--batch-check', unknown).toString('utf8').split('\n')) {
      const [, id, bytes] = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(line) ?? [];
      if (id !== undefined) found.set(id, Number(bytes));
    }
    return found;
  };
  const fetchedSizes = (ids: readonly string[]): Map<string, number> => {
    const found = sizes(ids);
    const absent = ids.filter((id) => !found.has(id));
    if (absent.length === 0 || fetchBlobs === undefined) return found;
    fetchBlobs(absent);
    return new Map([...found, ...sizes(absent)]);
  };
  const measure = (ids: readonly string[]): (number | undefined)[] => {
    const unknown = [...new Set(ids)].filter((id) => !measured.has(id));
    for (const [id, bytes] of fetchedSizes(unknown)) measured.set(id, bytes);
    isLacking ||= unknown.some((id) => !measured.has(id));
    return ids.map((id) => measured.get(id));
  };
  const know = (id: string, { content }: ObjectAnswer, most: number) => {
    const bytes = content.length;
    measured.set(id, bytes);
    known.set(id, bytes > most ? { bytes } : content);
  };
  /** @returns those that no earlier run has read. */
  const loadKept = (ids: readonly string[], most: number): readonly string[] =>
    ids.filter((id) => {
      const answer = kept?.get(id);
      if (answer?.type !== 'blob') return true;
      know(id, answer, most);
      return false;
    });
  /** @returns those that it did not find, or all if there is too much to read. */
  const loadUnmeasured = (ids: readonly string[], most: number): readonly string[] => {
    const outcome = runGitSync({
      args: ['cat-file', '--batch', '--buffer'],
      gitDir,
      env,
      input: `${ids.join('\n')}\n`,
      mostBytes: unmeasured.bytes,
    });
    if (!outcome.ok) return ids;
    const answers = readAnswers(outcome.stdout, ids.length);
    return ids.filter((id, index) => {
      const answer = answers[index];
      if (answer?.type !== 'blob') return true;
      keep(id, answer);
      know(id, answer, most);
      return false;
    });
  };
  const load = (requested: readonly string[], most: number, inAll: number): void => {
    const wanted = loadKept(requested, most);
    if (wanted.length === 0) return;
    const ids = wanted.length > unmeasured.blobs ? wanted : loadUnmeasured(wanted, most);
    if (ids.length === 0) return;
    const found = fetchedSizes(ids);
    for (const [id, bytes] of found) measured.set(id, bytes);
    for (const id of ids) {
      const bytes = found.get(id);
      if (bytes === undefined) known.set(id, 'missing');
      else if (bytes > most) known.set(id, { bytes });
    }
    let total = 0;
    for (const batch of batchesOf(ids, found, most)) {
      total += batch.reduce((sum, id) => sum + (found.get(id) ?? 0), 0);
      if (total > inAll) break;
      const contents = readAnswers(ask('--batch', batch), batch.length);
      batch.forEach((id, index) => {
        keep(id, contents[index]);
        known.set(id, contents[index]?.content ?? 'missing');
      });
    }
  };
  const held = (id: string): Buffer | undefined => {
    const blob = known.get(id);
    return Buffer.isBuffer(blob) ? blob : ahead.get(id);
  };
  const readAhead = (ids: readonly string[]): void => {
    const batch: string[] = [];
    let total = 0;
    for (const id of new Set(ids)) {
      total += measured.get(id) ?? Number.POSITIVE_INFINITY;
      if (total > aheadBytes) break;
      batch.push(id);
    }
    const contents = readAnswers(ask('--batch', batch), batch.length);
    ahead = new Map(
      batch.flatMap((id, index) => {
        const content = contents[index]?.content;
        return content === undefined ? [] : [[id, content] as const];
      }),
    );
  };
  const lookIntoKept = (place: string) => {
    const answer = lookedInto.has(place) ? undefined : kept?.get(place);
    if (answer?.type === 'tree') lookedInto.set(place, entriesOf(answer.content));
  };
  return {
    folders(expressions) {
      // Those above come first: they tell of a folder that does not exist.
      if (kept !== undefined)
        for (const each of expressions) for (const place of upTo(each)) lookIntoKept(place);
      const places = expressions.map((expression) => nearest(expression, lookedInto));
      const isNew = (place: string) => !lookedInto.has(place) && !/[\0\n\r]/.test(place);
      // What is named by its id was asked for under another name.
      for (const place of places) if (place !== undefined) lookIntoKept(place);
      const askable = [
        ...new Set(places.flatMap((place) => (place !== undefined && isNew(place) ? [place] : []))),
      ];
      const answers = readAnswers(ask('--batch', askable), askable.length);
      // If git itself failed, nothing is known, and nothing is kept.
      answers.forEach((answer, index) => {
        const place = askable[index] ?? '';
        keep(place, answer);
        lookedInto.set(place, answer?.type === 'tree' ? entriesOf(answer.content) : undefined);
      });
      return places.map((place) => (place === undefined ? undefined : lookedInto.get(place)));
    },
    commits(expressions) {
      const questions = expressions.map((each) => `${each}^{commit}`);
      const before = questions.map((question) => kept?.get(question)?.content.toString('latin1'));
      if (kept !== undefined && before.every((commit) => commit !== undefined)) return before;
      const lines = ask('--batch-check', questions).toString('utf8').split('\n').slice(0, -1);
      const commits = lines.map((line) => /^([0-9a-f]{40,64}) commit /.exec(line)?.[1]);
      commits.forEach((commit, index) => {
        if (commit !== undefined)
          keep(questions[index] ?? '', { type: 'name', content: Buffer.from(commit) });
      });
      return commits;
    },
    missing(ids) {
      const unknown = [...new Set(ids)].filter((id) => !Buffer.isBuffer(known.get(id)));
      const found = sizes(unknown);
      return unknown.filter((id) => !found.has(id));
    },
    blobs(ids, most, inAll = Number.POSITIVE_INFINITY) {
      const unknown = new Set(ids.filter((id) => isUnknown(known.get(id), most)));
      if (unknown.size > 0) load([...unknown], most, inAll);
      isLacking ||= ids.some((id) => known.get(id) === 'missing');
      return ids.map((id) => known.get(id) ?? 'missing');
    },
    sizes: measure,
    async *stream(id, following = []) {
      if (held(id) === undefined) {
        const [bytes] = measure([id]);
        if (bytes === undefined) return 'missing';
        readAhead([id, ...following]);
        if (held(id) === undefined)
          return yield* streamGit({ args: ['cat-file', 'blob', id], gitDir, env }, bytes);
      }
      const blob = held(id);
      if (blob !== undefined && blob.length > 0) yield blob;
      return undefined;
    },
    problem: () => problem,
    isWhole: () => problem === undefined && !isLacking,
  };
}

/**
 * The shortest way to name a folder: by its id, if the folder above it was read; undefined if that has no such folder.
 * @param expression a commit and a path, or an id.
 */
function nearest(
  expression: string,
  known: ReadonlyMap<string, readonly TreeEntry[] | undefined>,
): string | undefined {
  const colon = expression.indexOf(':');
  if (colon < 0 || colon === expression.length - 1 || known.has(expression)) return expression;
  // git has its own reading of such steps.
  if (/(?:^|[:/])\.{0,2}(?:\/|$)/.test(expression.slice(colon))) return expression;
  const slash = Math.max(colon, expression.lastIndexOf('/'));
  const above = expression.slice(0, slash === colon ? colon + 1 : slash);
  const place = nearest(above, known);
  const entries = place === undefined ? undefined : known.get(place);
  if (entries === undefined) return expression;
  const name = expression.slice(slash + 1);
  const entry = entries.find((each) => each.name === name);
  return entry?.kind === 'folder' ? entry.id : undefined;
}

/** A blob that was too large for another caller may be small enough now. */
function isUnknown(blob: Blob | undefined, most: number): boolean {
  return blob === undefined || (blob !== 'missing' && !Buffer.isBuffer(blob) && blob.bytes <= most);
}

function* batchesOf(
  ids: readonly string[],
  sizes: ReadonlyMap<string, number>,
  most: number,
): Generator<string[]> {
  let batch: string[] = [];
  let total = 0;
  for (const id of ids) {
    const bytes = sizes.get(id) ?? Number.POSITIVE_INFINITY;
    if (bytes > most) continue;
    if (batch.length > 0 && total + bytes > batchBytes) {
      yield batch;
      batch = [];
      total = 0;
    }
    batch.push(id);
    total += bytes;
  }
  if (batch.length > 0) yield batch;
}

/** A place in a commit, after those above it. */
function upTo(expression: string): string[] {
  const colon = expression.indexOf(':');
  if (colon < 0) return [expression];
  const steps = expression.slice(colon + 1).split('/');
  const front = expression.slice(0, colon + 1);
  return [front, ...steps.map((_, index) => `${front}${steps.slice(0, index + 1).join('/')}`)];
}

type ObjectAnswer = KeptAnswer;

/** Parses the output of `cat-file --batch`: a header with type and size before each object, or a line that it is missing. */
function readAnswers(output: Buffer, amount: number): (ObjectAnswer | undefined)[] {
  const answers: (ObjectAnswer | undefined)[] = [];
  let at = 0;
  while (answers.length < amount && at < output.length) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const [, type, size] = /^[0-9a-f]{40,64} (\w+) (\d+)$/.exec(output.toString('utf8', at, end)) ?? [];
    if (type === undefined) {
      answers.push(undefined);
      at = end + 1;
      continue;
    }
    const start = end + 1;
    const stop = start + Number(size);
    answers.push({ type, content: output.subarray(start, stop) });
    at = stop + 1;
  }
  return answers;
}

/** Parses a tree object: `mode name NUL id` for each entry. */
function entriesOf(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  // All ids of a repository have the same length; trees do not say which.
  const idBytes = idLength(content);
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(32, at);
    const zero = content.indexOf(0, space);
    if (space < 0 || zero < 0) break;
    const mode = content.toString('latin1', at, space);
    // Git itself takes every unknown mode for a submodule.
    const kind = kinds[mode] ?? (mode.startsWith('100') ? 'file' : 'submodule');
    const executable = kind === 'file' && (Number.parseInt(mode, 8) & 0o100) !== 0;
    const id = content.toString('hex', zero + 1, zero + 1 + idBytes);
    entries.push({ name: content.toString('utf8', space + 1, zero), kind, executable, id });
    at = zero + 1 + idBytes;
  }
  return entries;
}

const kinds: Readonly<Record<string, TreeEntry['kind']>> = {
  '40000': 'folder',
  '040000': 'folder',
  '120000': 'link',
  '160000': 'submodule',
};

/** 20 bytes for SHA-1, 32 for SHA-256: only the right length leads from entry to entry to the very end. */
function idLength(content: Buffer): number {
  let at = 0;
  while (at < content.length) {
    const zero = content.indexOf(0, at);
    if (zero < 0 || !/^\d{5,6} /.test(content.toString('latin1', at, at + 7))) return 32;
    at = zero + 21;
  }
  return at === content.length ? 20 : 32;
}

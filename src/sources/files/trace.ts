/**
 * What a run asks of the disk, and what it gets for an answer. While all answers are the same, so is the result of the run: a command
 * that only reads can print again what it printed.
 *
 * The answers are noted by `traced-fs.ts`, which takes the place of `node:fs` in the built program; nothing there can read past it.
 */

/** A kind of question, the path, and the answer in a form that changes with it. */
export type Asked = readonly [kind: Kind, path: string, answer: string];

export type Kind = 'exists' | 'status' | 'link-status' | 'entries' | 'real-path' | 'link';

/** What was asked in a run. */
export interface Trace {
  readonly asked: ReadonlyMap<string, Asked>;
  readonly commands: ReadonlyMap<string, AskedCommand>;
  /** Why the result may change although no answer does, if it may. */
  readonly spoiledBy: string | undefined;
  /** The time up to which the answers count, in milliseconds. */
  readonly until: number;
}

/** A program that was run to read something, what it was given as one text, and what it printed. */
export type AskedCommand = readonly [question: string, answer: string];

interface Running {
  readonly asked: Map<string, Asked>;
  readonly commands: Map<string, AskedCommand>;
  readonly since: number;
  readonly own: (path: string) => boolean;
  readonly isFixed: (path: string) => boolean;
  spoiledBy: string | undefined;
  until: number;
}

/** So many answers are compared in less time than a run takes. */
const mostAsked = 20_000;
const mostCharacters = 256 * 1024;

/** File systems note times this coarsely: a file that was changed more recently can change again without a trace. */
const clockTick = 2000;

let isTraced = false;
let running: Running | undefined;

/** Called by what sees all questions to the disk. */
export function diskIsTraced(): void {
  isTraced = true;
}

/**
 * Notes what the work asks.
 * @param own whether a path is in mkt's own cache, where writing changes no result.
 * @param isFixed whether a repository never changes under its path.
 * @returns no trace if the disk is not traced, or two runs of one process would mix their answers.
 */
export async function traced<Result>(
  work: () => Promise<Result>,
  {
    own,
    isFixed,
    now,
  }: {
    readonly own: (path: string) => boolean;
    readonly isFixed: (path: string) => boolean;
    readonly now: number;
  },
): Promise<{ readonly result: Result; readonly trace?: Trace }> {
  if (!isTraced || running !== undefined) {
    spoil('two runs at once');
    return { result: await work() };
  }
  const mine: Running = {
    asked: new Map(),
    commands: new Map(),
    since: now,
    own,
    isFixed,
    spoiledBy: undefined,
    until: Number.POSITIVE_INFINITY,
  };
  running = mine;
  try {
    return { result: await work(), trace: mine };
  } finally {
    running = undefined;
  }
}

/** Says that the result of this run follows from more than what it has read. */
export function spoil(why: string): void {
  if (running !== undefined) running.spoiledBy ??= why;
}

/** Says that the result of this run counts up to a time only, in milliseconds. */
export function countsUntil(time: number): void {
  if (running !== undefined) running.until = Math.min(running.until, time);
}

/** Notes an answer of the disk. @param changed the latest time at which the file says that it was changed. */
export function note(kind: Kind, path: string, answer: string, changed = 0): void {
  if (running === undefined) return;
  const { asked, since } = running;
  const key = `${kind} ${path}`;
  const before = asked.get(key);
  if (before !== undefined && before[2] !== answer) spoil(`${path} changed`);
  if (changed > since - clockTick) spoil(`${path} is too new`);
  if (asked.size >= mostAsked) spoil('too much was read');
  else asked.set(key, [kind, path, answer]);
}

/** Notes the answer of a program. */
export function noteCommand(question: string, answer: string): void {
  if (running === undefined) return;
  const { commands } = running;
  const before = commands.get(question);
  if (before !== undefined && before[1] !== answer) spoil('a repository changed');
  if (question.length + answer.length > mostCharacters) spoil('too much was read');
  else commands.set(question, [question, answer]);
}

/** Does work of which nothing needs to be noted: whatever the disk answers, the result follows from what was noted before. */
export function unnoted<Result>(work: () => Result): Result {
  const before = running;
  running = undefined;
  try {
    return work();
  } finally {
    running = before;
  }
}

/** Notes that something is written. */
export function noteWriting(path: string): void {
  if (running?.own(path) === false) spoil(`${path} was written`);
}

/** Whether a repository never changes under its path. */
export const isFixed = (path: string): boolean => running?.isFixed(path) === true;

/** Whether anything is noted at the moment. */
export const isTracing = (): boolean => running !== undefined && running.spoiledBy === undefined;

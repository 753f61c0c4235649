/** Compares what mkt sees in texts with what people labeled, as values: how much of it is right, and how much of the labels it sees. */
import { filePattern, patternsMeet } from '../src/model/file-pattern.ts';
import type { FileUse } from '../src/model/file-use.ts';
import type { CallForm } from '../src/model/named-call.ts';

/** A file that a text says is written or read. */
export interface FileLabel {
  readonly path: string;
  /** `commands/plan.md:12`, from the folder of the plugin. */
  readonly at: string;
  /** People would disagree: it counts neither way. */
  readonly isDoubtful?: true;
}

/** A component that a text names. */
export interface CallLabel {
  readonly component: string;
  /** `commands/plan.md:12`, from the folder of the plugin. */
  readonly at: string;
  /** The model is to run it; the user is told of it or is to run it; it is only mentioned. */
  readonly kind: 'use' | 'offer' | 'referral';
  /** People would disagree: it counts neither way. */
  readonly isDoubtful?: true;
}

/** A call that mkt sees in a text. */
export interface SeenCall {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  /** The components that have the name. */
  readonly files: readonly string[];
  readonly form: CallForm;
}

/** What is labeled of one plugin. */
export interface Labels {
  readonly writes: readonly FileLabel[];
  readonly reads: readonly FileLabel[];
  readonly roles: readonly string[];
}

/** Of what was seen, how much is right and wrong; of what is labeled, how much was seen and missed. */
export interface Tally {
  readonly right: number;
  readonly wrong: number;
  readonly seen: number;
  readonly missed: number;
}

export const nothing: Tally = { right: 0, wrong: 0, seen: 0, missed: 0 };

export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (all, each) => ({
      right: all.right + each.right,
      wrong: all.wrong + each.wrong,
      seen: all.seen + each.seen,
      missed: all.missed + each.missed,
    }),
    nothing,
  );

/** The share of what is seen that is right; undefined if nothing is. */
export const precision = ({ right, wrong }: Tally): number | undefined =>
  right + wrong === 0 ? undefined : right / (right + wrong);

/** The share of what is labeled that is seen; undefined if nothing is labeled. */
export const recall = ({ seen, missed }: Tally): number | undefined =>
  seen + missed === 0 ? undefined : seen / (seen + missed);

/** Where a share lies with 95 % certainty, from so many cases, by Wilson; undefined if there are none. */
export function wilson({
  right,
  found,
}: {
  readonly right: number;
  readonly found: number;
}): readonly [least: number, most: number] | undefined {
  if (found === 0) return undefined;
  const z = 1.959964;
  const share = right / found;
  const middle = share + z ** 2 / (2 * found);
  const away = z * Math.sqrt((share * (1 - share)) / found + z ** 2 / (4 * found ** 2));
  const all = 1 + z ** 2 / found;
  return [Math.max(0, (middle - away) / all), Math.min(1, (middle + away) / all)];
}

/**
 * Counts each path of a plugin once, wherever its texts name it. A label has the fullest form of a path that the plugin gives, and a text
 * may have only its end.
 */
export function fileTally(labels: readonly FileLabel[], uses: readonly Pick<FileUse, 'path'>[]): Tally {
  const labeled = labels.map(({ path, isDoubtful = false }) => ({
    path: filePattern(path) ?? path,
    isDoubtful,
  }));
  const sure = labeled.filter(({ isDoubtful }) => !isDoubtful);
  const found = [...new Set(uses.map(({ path }) => path))];
  const isRight = (path: string) => sure.some((label) => areSame(label.path, path));
  const isDoubtful = (path: string) => labeled.some((label) => areSame(label.path, path));
  const paths = [...new Set(sure.map(({ path }) => path))];
  const seen = paths.filter((path) => found.some((each) => areSame(path, each))).length;
  return {
    right: found.filter(isRight).length,
    wrong: found.filter((path) => !isDoubtful(path)).length,
    seen,
    missed: paths.length - seen,
  };
}

/**
 * Counts each component once for each text that calls it. A label and a call are the same if they can be of the same component.
 * @param filesOf the components that have a name.
 */
export function callTally(
  labels: readonly CallLabel[],
  calls: readonly SeenCall[],
  filesOf: (component: string) => readonly string[],
): Tally {
  const labeled = labels
    .map(({ component, at, kind, isDoubtful = false }) => ({
      file: at.replace(/:\d+$/, ''),
      files: filesOf(component),
      isUse: kind === 'use' && !isDoubtful,
      isDoubtful,
    }))
    .filter(({ files }) => files.length > 0);
  type Placed = { readonly file: string; readonly files: readonly string[] };
  const areSame = (a: Placed, b: Placed) =>
    a.file === b.file && a.files.some((each) => b.files.includes(each));
  const found = calls.filter((call, index) => !calls.slice(0, index).some((other) => areSame(call, other)));
  const uses = labeled.filter(({ isUse }) => isUse);
  const isRight = (call: SeenCall) => uses.some((label) => areSame(label, call));
  const isDoubtful = (call: SeenCall) => labeled.some((label) => label.isDoubtful && areSame(label, call));
  const seen = uses.filter((label) => found.some((call) => areSame(call, label))).length;
  return {
    right: found.filter(isRight).length,
    wrong: found.filter((call) => !isRight(call) && !isDoubtful(call)).length,
    seen,
    missed: uses.length - seen,
  };
}

/** Whether two paths are the same file, or one is the end of the other. */
function areSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => path.replace(/\/$/, '').split('/')) as [string[], string[]];
  const length = Math.min(a.length, b.length);
  return patternsMeet(one, other) || patternsMeet(a.slice(-length).join('/'), b.slice(-length).join('/'));
}

/** Counts the roles, of which each is seen or not. */
export function roleTally(labels: readonly string[], seen: readonly string[]): Tally {
  const right = seen.filter((role) => labels.includes(role)).length;
  return { right, wrong: seen.length - right, seen: right, missed: labels.length - right };
}

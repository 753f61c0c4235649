/** The results of the mutants, as text and as a file. */
import type { Mutant } from './mutators.ts';

/** `killed`: a test failed; `hung`: a test did not finish; `unreached`: no test runs the code at all. */
export type Fate = 'killed' | 'hung' | 'survived' | 'unreached';

export interface Tried {
  readonly mutant: Mutant;
  readonly fate: Fate;
  /** The test, or the test file, that detected it. */
  readonly by?: string;
}

const fates: readonly Fate[] = ['killed', 'hung', 'survived', 'unreached'];

const countOf = (tried: readonly Tried[], fate: Fate): number =>
  tried.filter((each) => each.fate === fate).length;

/** The percentage of mutants that were detected; undefined if there are none. */
export function scoreOf(tried: readonly Tried[]): number | undefined {
  if (tried.length === 0) return undefined;
  return (100 * (countOf(tried, 'killed') + countOf(tried, 'hung'))) / tried.length;
}

/** A table of the modules, and a line for every mutant that no test detected. */
export function reportOf(tried: readonly Tried[]): string {
  const files = [...new Set(tried.map(({ mutant }) => mutant.file))].sort();
  const width = Math.max(...files.map(({ length }) => length), 'all'.length);
  const row = (name: string, cells: readonly string[]): string =>
    [name.padEnd(width), ...cells.map((cell) => cell.padStart(9))].join(' ');
  const figures = (name: string, own: readonly Tried[]): string =>
    row(name, [...fates.map((fate) => String(countOf(own, fate))), `${(scoreOf(own) ?? 0).toFixed(0)} %`]);
  const unnoticed = [...tried]
    .sort(byPlace)
    .filter(({ fate }) => fate === 'survived' || fate === 'unreached');
  return [
    row('', [...fates, 'score']),
    ...files.map((file) =>
      figures(
        file,
        tried.filter(({ mutant }) => mutant.file === file),
      ),
    ),
    figures('all', tried),
    '',
    ...unnoticed.map(({ mutant, fate }) => `${fate.padEnd(9)} ${shown(mutant)}`),
    '',
  ].join('\n');
}

const byPlace = ({ mutant: a }: Tried, { mutant: b }: Tried): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start || (a.to < b.to ? -1 : 1);

/** `src/a.ts:3:5 comparison: < becomes <=`. */
export function shown({ file, line, column, kind, from, to }: Mutant): string {
  const short = (text: string) => {
    const plain = text.replace(/\s+/g, ' ');
    return plain === '' ? 'nothing' : plain.length > 60 ? `${plain.slice(0, 57)}…` : plain;
  };
  return `${file}:${line}:${column} ${kind}: ${short(from)} becomes ${short(to)}`;
}

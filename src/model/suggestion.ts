import { nearest } from './nearest.ts';

/** With more candidates than this, no similar one is searched: it would take long, and a hostile marketplace has many. */
const mostCandidates = 5000;

/** The candidate that a misspelt word most likely means, if there are not too many of them. */
export function suggestion(
  word: string,
  candidates: readonly string[] | ReadonlySet<string>,
): string | undefined {
  return amountOf(candidates) > mostCandidates || word.length > 200
    ? undefined
    : nearest(word, candidates, 1)[0];
}

/** So many pairs of words are compared for one list, in about half a second. */
const mostComparisons = 5_000_000;

/**
 * Returns a function that does the same for many words and one list of candidates. It looks for each word once, and for no more when
 * that would take long: of 1,000 mistakes among 5,000 names, those that follow get no suggestion.
 */
export function suggester(
  candidates: () => readonly string[] | ReadonlySet<string>,
): (word: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  let left = mostComparisons;
  return (word) => {
    if (known.has(word)) return known.get(word);
    const all = candidates();
    const amount = amountOf(all);
    if (amount > mostCandidates || amount > left) return undefined;
    left -= amount;
    const near = suggestion(word, all);
    known.set(word, near);
    return near;
  };
}

const amountOf = (candidates: readonly string[] | ReadonlySet<string>): number =>
  'size' in candidates ? candidates.size : candidates.length;

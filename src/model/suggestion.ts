import { nearest } from './nearest.ts';

/** With more candidates than this, no similar one is searched: it would take long, and a hostile marketplace has many. */
const mostCandidates = 5000;

/** The candidate that a misspelt word most likely means, if there are not too many of them. */
export function suggestion(
  word: string,
  candidates: readonly string[] | ReadonlySet<string>,
): string | undefined {
  const amount = Array.isArray(candidates) ? candidates.length : (candidates as ReadonlySet<string>).size;
  return amount > mostCandidates || word.length > 200 ? undefined : nearest(word, candidates, 1)[0];
}

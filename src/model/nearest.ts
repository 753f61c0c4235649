import { distance } from 'fastest-levenshtein';

/**
 * Returns the candidates that a misspelled word most likely means, best first. A candidate counts if at most two fifths of the
 * word would have to change, or if one contains the other.
 */
export function nearest(word: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = word.toLowerCase();
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of candidates instanceof Set ? (candidates as Set<string>) : new Set(candidates)) {
    const score = scoreOf(wanted, candidate.toLowerCase());
    if (score !== undefined) scored.push({ candidate, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, limit).map(({ candidate }) => candidate);
}

function scoreOf(wanted: string, candidate: string): number | undefined {
  const most = Math.max(1, Math.round(wanted.length * 0.4));
  // The distance is at least the difference in length, which costs nothing to know.
  if (Math.abs(wanted.length - candidate.length) <= most) {
    const edits = distance(wanted, candidate);
    if (edits <= most) return edits;
  }
  const [short, long] = wanted.length < candidate.length ? [wanted, candidate] : [candidate, wanted];
  return short.length >= 3 && long.includes(short) ? wanted.length + distance(wanted, candidate) : undefined;
}

/**
 * Returns the candidate of which a word is plainly a misspelling: it differs in case or separators, in one letter, in two of a long
 * word, in the order of two letters, or in the ending of a plural (`registry`, `registries`). Stricter than {@link nearest}, for words that may well be meant as they are.
 */
export function misspelt(word: string, candidates: Iterable<string>): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[-_ ]/g, '').replace(/ies$/, 'y');
  const wanted = plain(word);
  return nearest(word, candidates, Number.POSITIVE_INFINITY).find((candidate) => {
    const meant = plain(candidate);
    const edits = distance(wanted, meant);
    const isSwapped = edits === 2 && [...wanted].sort().join('') === [...meant].sort().join('');
    return (
      edits === 0 || (wanted.length >= 4 && (edits === 1 || isSwapped)) || (wanted.length >= 8 && edits === 2)
    );
  });
}

/**
 * How many combinations of alternatives (`||`) in the ranges of one plugin the client compares; with more, it installs nothing. Seen:
 * `claude plugin install` of 2.1.332 takes 32 times 32 and refuses 25 times 41, also where the same range is required several times.
 */
const mostCombinations = 1024;

/** Whether ranges have too many alternatives for the client. */
export function areTooComplex(ranges: readonly string[]): boolean {
  let combinations = 1;
  for (const range of ranges) {
    combinations *= range.split('||').length;
    if (combinations > mostCombinations) return true;
  }
  return false;
}

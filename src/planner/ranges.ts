import subset from 'semver/ranges/subset.js';
import validRange from 'semver/ranges/valid.js';

/** Returns the narrowest ranges: without `*`, duplicates, and ranges that another one implies. */
export function narrowed(ranges: readonly string[]): string[] {
  const all = [...new Set(ranges)].filter((range) => range !== '*' && range !== '');
  return all.filter(
    (wide, index) => !all.some((narrow, other) => other !== index && implies(narrow, wide, other < index)),
  );
}

/** Whether a range makes a wider one redundant; of two equivalent ranges the earlier one stays. */
function implies(narrow: string, wide: string, isEarlier: boolean): boolean {
  if (!validRange(narrow) || !validRange(wide) || !subset(narrow, wide)) return false;
  return isEarlier || !subset(wide, narrow);
}

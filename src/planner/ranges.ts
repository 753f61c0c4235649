import subset from 'semver/ranges/subset.js';
import validRange from 'semver/ranges/valid.js';

/** Ranges that say more than the others: `*`, repetitions and what another range implies are left out. */
export function narrowed(ranges: readonly string[]): string[] {
  const all = [...new Set(ranges)].filter((range) => range !== '*' && range !== '');
  return all.filter(
    (wide, index) => !all.some((narrow, other) => other !== index && implies(narrow, wide, other < index)),
  );
}

/** Of two ranges that mean the same, the earlier one stays. */
function implies(narrow: string, wide: string, isEarlier: boolean): boolean {
  if (!validRange(narrow) || !validRange(wide) || !subset(narrow, wide)) return false;
  return isEarlier || !subset(wide, narrow);
}

import type { Summary } from '../model/finding.ts';
import { count } from '../model/text.ts';

/** `1 error, 2 warnings`; levels without findings are omitted. */
export function countedLevels({ errors, warnings, notes }: Summary): string {
  const parts = [
    [errors, 'error'],
    [warnings, 'warning'],
    [notes, 'note'],
  ] as const;
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, word]) => count(amount, word))
    .join(', ');
}

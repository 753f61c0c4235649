import { checkFindings } from './check-findings.ts';
import { badgeText } from './findings-badge.ts';
import type { CheckedList } from './results.ts';

/** `mkt check --format badge` */
export const checkBadge = (result: CheckedList): string => badgeText(checkFindings(result));

import { badgeText } from './findings-badge.ts';
import type { ValidateResult } from './results.ts';
import { validateFindings } from './validate-findings.ts';

/** `mkt validate --format badge` */
export const validateBadge = (result: ValidateResult): string => badgeText(validateFindings(result));

import { checkFindings } from './check-findings.ts';
import { junitText } from './findings-junit.ts';
import type { CheckedList } from './results.ts';

/** `mkt check --format junit` */
export const checkJunit = (result: CheckedList): string => junitText(checkFindings(result));

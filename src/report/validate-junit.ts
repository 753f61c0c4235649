import { junitText } from './findings-junit.ts';
import type { ValidateResult } from './results.ts';
import { validateFindings } from './validate-findings.ts';

/** `mkt validate --format junit` */
export const validateJunit = (result: ValidateResult): string => junitText(validateFindings(result));

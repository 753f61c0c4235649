import { sarifText } from './findings-sarif.ts';
import type { ValidateResult } from './results.ts';
import { validateFindings } from './validate-findings.ts';
import type { View } from './view.ts';

/** `mkt validate --format sarif` */
export const validateSarif = (result: ValidateResult, view: Pick<View, 'version'>): string =>
  sarifText(validateFindings(result), view);

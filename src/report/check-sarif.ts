import { checkFindings } from './check-findings.ts';
import { sarifText } from './findings-sarif.ts';
import type { CheckedList } from './results.ts';
import type { View } from './view.ts';

/** `mkt check --format sarif` */
export const checkSarif = (result: CheckedList, view: Pick<View, 'version'>): string =>
  sarifText(checkFindings(result), view);

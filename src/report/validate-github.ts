import { githubText } from './findings-github.ts';
import type { ValidateResult } from './results.ts';
import { validateFindings } from './validate-findings.ts';

/** `mkt validate --format github` */
export const validateGithub = (result: ValidateResult): string => githubText(validateFindings(result));

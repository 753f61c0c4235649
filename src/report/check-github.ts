import { checkFindings } from './check-findings.ts';
import { githubText } from './findings-github.ts';
import type { CheckedList } from './results.ts';

/** `mkt check --format github` */
export const checkGithub = (result: CheckedList): string => githubText(checkFindings(result));

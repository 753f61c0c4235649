import { entryOf, ruleFacts } from '../model/problems.ts';
import { type FindingsReport, isInside } from './findings-report.ts';
import type { ValidateResult } from './results.ts';
import { validateWords } from './validate-words.ts';

/** The findings of `mkt validate`, as one part. */
export function validateFindings(result: ValidateResult): FindingsReport {
  const { path, file, findings, since } = result;
  const { sign, words } = validateWords(result);
  const state = sign === 'good' ? 'valid' : 'invalid';
  const scopes = ['file', 'plugin', 'marketplace', ...(since === undefined ? [] : ['combination'])];
  return {
    command: 'validate',
    state,
    isSplit: false,
    parts: [
      {
        title: path,
        state,
        sign,
        conclusion: words,
        findings,
        accepted: [],
        rules: ruleFacts.map(({ id }) => id).filter((id) => scopes.includes(entryOf(id).scope)),
        file: isInside(file) ? file : '.claude-plugin/marketplace.json',
      },
    ],
  };
}

import { jsonText } from './json.ts';
import type { RunResult } from './run-result.ts';
import { refusalWords } from './run-words.ts';

/** `mkt run --dry-run --json`: `schema/run.schema.json`. */
export function runJson({ refused, ...result }: RunResult): string {
  return jsonText({
    ok: result.state === 'would-run',
    ...result,
    refused: refused.map((refusal) => ({ ...refusal, ...refusalWords(refusal) })),
  });
}

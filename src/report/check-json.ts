import { fails, summarize } from '../model/finding.ts';
import type { CheckResult } from '../model/project.ts';
import { originText } from '../model/verdict.ts';
import { jsonText } from './json.ts';

/** `mkt check --json`: a contract, `schema/check.schema.json`. */
export function checkJson({
  findings,
  plugins,
  verdict,
  looked,
  requested,
  baseline,
  strict,
}: CheckResult): string {
  const summary = summarize(findings);
  return jsonText({
    ok: !fails(summary, strict),
    plugins,
    findings,
    verdict,
    summary,
    looked: { ...looked, list: originText(looked.list) },
    requested,
    ...(baseline && { baseline }),
  });
}

import { summarize } from '../model/finding.ts';
import type { CheckResult } from '../model/project.ts';
import { jsonText } from './json.ts';

/** `mkt check --json`: a contract, `schema/check.schema.json`. */
export function checkJson({ findings, plugins, looked, requested, baseline }: CheckResult): string {
  const summary = summarize(findings);
  return jsonText({
    ok: summary.errors === 0,
    plugins,
    findings,
    summary,
    looked,
    requested,
    ...(baseline && { baseline }),
  });
}

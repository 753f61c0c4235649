import { summarize } from '../model/finding.ts';
import { jsonText } from './json.ts';
import type { ValidateResult } from './results.ts';

/** `mkt validate --json`: `schema/validate.schema.json`. */
export function validateJson({ path, kind, findings, parts, since }: ValidateResult): string {
  const summary = summarize(findings);
  return jsonText({
    ok: summary.errors === 0,
    path: path.replaceAll('\\', '/'),
    kind,
    ...(parts && { parts }),
    findings,
    summary,
    ...(since && {
      since: {
        ...since,
        collisions: since.collisions.map((finding) => findings.indexOf(finding)),
      },
    }),
  });
}

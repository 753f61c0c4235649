import { type AcceptedFinding, fails, summarize } from '../model/finding.ts';
import type { CheckResult } from '../model/project.ts';
import { originText } from '../model/verdict.ts';
import { jsonText } from './json.ts';
import type { CheckedList } from './results.ts';

/** `mkt check --json`: a contract, `schema/check.schema.json`. */
export function checkJson(result: CheckedList): string {
  const { parts } = result;
  return jsonText({ ...documentOf(result), ...(parts && { lists: parts.map(documentOf) }) });
}

function documentOf({
  findings,
  plugins,
  verdict,
  looked,
  requested,
  accepted = [],
  baseline,
  installed,
  brings,
  strict,
}: CheckResult) {
  const summary = summarize(findings);
  return {
    ok: verdict.kind === 'loads' && !fails(summary, strict),
    plugins,
    findings,
    verdict,
    summary,
    looked: { ...looked, list: originText(looked.list), ...placeOf(looked.list) },
    requested,
    ...(accepted.length > 0 && { accepted: accepted.map(acceptedJson) }),
    ...(baseline && { baseline }),
    ...(installed && { installed }),
    ...(brings && { brings }),
  };
}

/** An accepted finding, and why it is accepted. */
const acceptedJson = ({ finding, by: { reason, owner, until, location } }: AcceptedFinding) => ({
  finding,
  reason,
  ...(owner !== undefined && { owner }),
  ...(until !== undefined && { until }),
  location,
});

/** What a list in a file says of itself. */
function placeOf(list: CheckResult['looked']['list']) {
  if (list.kind !== 'file') return {};
  const { kind, file, ...more } = list;
  return more;
}

import { summarize } from '../model/finding.ts';
import { type ListOrigin, originText } from '../model/verdict.ts';
import { countedLevels } from './counted-levels.ts';
import { type FindingsPart, type FindingsReport, isInside } from './findings-report.ts';
import type { CheckedList } from './results.ts';
import { verdictWords } from './verdict-words.ts';

/** The findings of `mkt check`, one part for each list. */
export function checkFindings(result: CheckedList): FindingsReport {
  return {
    command: 'check',
    state: result.verdict.kind,
    parts: (result.parts ?? [result]).map(partOf),
    isSplit: result.parts !== undefined,
  };
}

function partOf(list: CheckedList): FindingsPart {
  const { findings, accepted = [], looked, verdict } = list;
  const { sign, words } = verdictWords(list);
  const counted = countedLevels(summarize(findings));
  return {
    title: originText(looked.list),
    state: verdict.kind,
    sign,
    conclusion: `${words}${counted === '' ? ', nothing to report' : `: ${counted}`}`,
    findings,
    accepted,
    rules: looked.rules,
    file: fileOf(looked.list),
  };
}

/** The file of the list; for plugins on the command line `mkt.yaml`, where they would be listed. */
const fileOf = (list: ListOrigin): string =>
  list.kind === 'file' && isInside(list.file) ? list.file : 'mkt.yaml';

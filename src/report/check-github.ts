import { type Finding, summarize } from '../model/finding.ts';
import type { CheckResult } from '../model/project.ts';
import { count, printable } from '../model/text.ts';
import { originText } from '../model/verdict.ts';
import { countedLevels } from './counted-levels.ts';
import type { CheckedList } from './results.ts';
import { verdictWords } from './verdict-words.ts';

/** GitHub shows this many annotations of one kind per step, and silently drops the rest. */
const shownPerKind = 10;

const words = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** `mkt check --format github`: workflow commands that become annotations on a pull request, errors first. */
export function checkGithub(result: CheckedList): string {
  const { findings } = result;
  const lines = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const own = findings.filter((finding) => finding.severity === severity);
    const more = own.length - shownPerKind;
    const shown = own.slice(0, more > 0 ? shownPerKind - 1 : shownPerKind).map(annotation);
    const rest = own.length - shown.length;
    return more > 0
      ? [
          ...shown,
          `::${words[severity]} title=mkt::${escaped(`and ${count(rest, `more ${severity}`)}: \`mkt check\` shows them all`)}`,
        ]
      : shown;
  });
  const ends = result.parts?.map((part) => `${originText(part.looked.list)}: ${conclusion(part)}`) ?? [
    conclusion(result),
  ];
  return [...lines, ...ends.map((end) => `mkt: ${escaped(end)}`)].join('\n');
}

function conclusion(result: CheckResult): string {
  const counted = countedLevels(summarize(result.findings));
  return `${verdictWords(result).words}${counted === '' ? ', nothing to report' : `: ${counted}`}`;
}

function annotation({ rule, name, severity, message, help, location }: Finding): string {
  const properties = [
    ...(location === undefined
      ? []
      : [`file=${property(location.file)}`, `line=${location.line}`, `col=${location.column}`]),
    `title=${property(`${rule} ${name}`)}`,
  ];
  const text = help === undefined ? message : `${message}\nhelp: ${help}`;
  return `::${words[severity]} ${properties.join(',')}::${escaped(text)}`;
}

const escaped = (text: string): string =>
  printable(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

/** In a property, the characters that end it are escaped, too. */
const property = (text: string): string => escaped(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

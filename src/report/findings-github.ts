import type { Finding } from '../model/finding.ts';
import { count, printable } from '../model/text.ts';
import type { FindingsReport } from './findings-report.ts';

/** GitHub shows this many annotations of one kind per step, and silently drops the rest. */
const shownPerKind = 10;

const words = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** `--format github`: workflow commands that become annotations on a pull request, errors first. */
export function githubText({ command, parts, isSplit }: FindingsReport): string {
  const findings = parts.flatMap((part) => part.findings);
  const lines = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const own = findings.filter((finding) => finding.severity === severity);
    const more = own.length - shownPerKind;
    const shown = own.slice(0, more > 0 ? shownPerKind - 1 : shownPerKind).map(annotation);
    const rest = own.length - shown.length;
    return more > 0
      ? [
          ...shown,
          `::${words[severity]} title=mkt::${escaped(`and ${count(rest, `more ${severity}`)}: \`mkt ${command}\` shows them all`)}`,
        ]
      : shown;
  });
  const ends = parts.map(({ title, conclusion }) => `${isSplit ? `${title}: ` : ''}${conclusion}`);
  return [...lines, ...ends.map((end) => `mkt: ${escaped(end)}`)].join('\n');
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

import type { Finding, Severity } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import { printable } from '../model/text.ts';
import { hanging } from './columns.ts';
import { beginningOf, displayWidth } from './display-width.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

interface Look {
  readonly style: Style;
  readonly width: number;
  /** The line at a location, if it is in the user's own list. */
  readonly lineAt?: (location: Location) => string | undefined;
}

/** Findings for people, as compilers print them: what, where, why, and what to do. */
export function findingsText(findings: readonly Finding[], look: Look): string {
  return findings.map((finding) => findingText(finding, look)).join('\n\n');
}

function findingText(
  { rule, name, severity, message, location, related = [], help }: Finding,
  { style, width, lineAt }: Look,
): string {
  const [first = '', ...rest] = printable(message).split('\n');
  const label = `${severity}[${rule}]:`;
  const [head = '', ...tail] = wrap(`${label} ${first}`, width, 2);
  const lines = [
    `${colorOf(severity, style)(style.bold(label))}${style.bold(head.slice(label.length))}`,
    ...tail.map((line) => style.bold(line)),
  ];
  const arrow = style.unicode ? '→' : '-->';
  const place = ({ file, line, column }: { file: string; line: number; column: number }) =>
    printable(`${file}:${line}:${column}`);
  if (location !== undefined)
    lines.push(
      `  ${style.cyan(arrow)} ${place(location)} ${style.dim(name)}`,
      ...excerpt(location, lineAt?.(location), { style, width }),
    );
  for (const line of rest) lines.push(...indent(line, width));
  for (const other of related)
    lines.push(`  ${style.cyan(arrow)} ${place(other.location)} ${printable(other.message)}`.trimEnd());
  if (help !== undefined) {
    const text = printable(help)
      .split('\n')
      .flatMap((line) => wrap(line, width - 8, line.startsWith('- ') ? 2 : 0));
    lines.push(...hanging(`  ${style.cyan('help:')} `, 8, text));
  }
  return lines.join('\n');
}

/** The line of a finding with carets under its cause, as compilers show it. */
function excerpt({ line, column }: Location, text: string | undefined, { style, width }: Look): string[] {
  if (text === undefined) return [];
  const shown = printable(text.replace(/\t/g, ' ').trimEnd());
  const number = String(line);
  const room = width - number.length - 5;
  const [meant = ''] = /^(?:"[^"]*"|'[^']*'|\{[^}]*\}|[^\s,\]}#]+)/.exec(shown.slice(column - 1)) ?? [];
  const before = displayWidth(shown.slice(0, column - 1));
  const under = displayWidth(meant);
  if (meant === '' || before + under > room) return [];
  const cut =
    displayWidth(shown) > room ? `${beginningOf(shown, room - 1)}${style.unicode ? '…' : '~'}` : shown;
  const gap = ' '.repeat(number.length);
  return [
    `  ${style.dim(`${number} |`)} ${cut}`,
    `  ${style.dim(`${gap} |`)} ${' '.repeat(before)}${style.yellow('^'.repeat(under))}`,
  ];
}

/** Wraps a line at the width, keeping its indentation. */
function indent(line: string, width: number): string[] {
  if (line.trim() === '') return [''];
  const own = /^\s*/.exec(line)?.[0].length ?? 0;
  return wrap(line.trim(), width - 2 - own, 2).map((each) => `  ${' '.repeat(own)}${each}`);
}

/** The color of a level. It is never the only sign: the level is printed as a word, too. */
function colorOf(severity: Severity, style: Style): (text: string) => string {
  return { error: style.red, warning: style.yellow, note: style.cyan }[severity];
}

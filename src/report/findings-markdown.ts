import type { Finding } from '../model/finding.ts';
import { count } from '../model/text.ts';
import { markdownCode as code, markdownBlock, markdownText as words } from './markdown.ts';

/** A comment on GitHub has at most 65,536 characters: so many are for the findings, and the rest for what is around them. */
export const markdownRoom = 50_000;

/**
 * Findings with a heading for each, and how many more there are if they would not fit into a comment.
 * @param level of the headings.
 * @param room characters for all of them.
 */
export function findingsMarkdown(
  findings: readonly Finding[],
  { level, command, room = markdownRoom }: { level: number; command: string; room?: number },
): string[] {
  const lines: string[] = [];
  let left = room;
  for (const [index, finding] of findings.entries()) {
    const own = findingLines(finding, '#'.repeat(level));
    left -= own.join('\n').length + 1;
    if (left < 0) {
      const more = count(findings.length - index, 'more finding');
      return [...lines, '', `… and ${more}, which \`mkt ${command} --verbose\` shows.`];
    }
    lines.push(...own);
  }
  return lines;
}

function findingLines({ rule, name, severity, message, location, help }: Finding, hashes: string): string[] {
  const [first = '', ...rest] = message.split('\n');
  return [
    '',
    `${hashes} ${severity}: ${name} (${rule})`,
    '',
    words(first),
    ...(rest.length === 0 ? [] : ['', markdownBlock('text', rest.join('\n'))]),
    ...(location === undefined
      ? []
      : ['', `At ${code(`${location.file}:${location.line}:${location.column}`)}.`]),
    ...(help === undefined ? [] : ['', ...help.split('\n').map(helpLine)]),
  ];
}

/** A line of help as a quotation; lists in it stay lists. */
function helpLine(line: string): string {
  return line.startsWith('- ') ? `> - ${words(line.slice(2))}` : `> ${words(line)}`;
}

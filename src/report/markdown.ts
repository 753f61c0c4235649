import { printable } from '../model/text.ts';

/**
 * Foreign text in GitHub-flavored Markdown: shown, not rendered. Text between two single backticks stays code. Every other backtick is
 * escaped: a longer run could take a later one for its end, and what is between them would not be escaped for what it then is.
 */
export function markdownText(text: string): string {
  let out = '';
  for (const part of printable(text)
    .replace(/\s+/g, ' ')
    .split(/(?<!`)(`[^`]+`)(?!`)/)) {
    const isCode = /^`[^`]+`$/.test(part) && !out.endsWith('`');
    out += isCode ? part : escapedText(part);
  }
  return out.replace(/^(\s*)([#+=-]|\d+[.)])/, atStart);
}

const escapedText = (text: string): string =>
  text.replace(/[\\`*_[\]<>|~&]/g, '\\$&').replace(/@(?=\w)/g, '@\u200b');

/** What begins a heading or a list at the start of a line. */
const atStart = (_: string, space: string, mark: string): string =>
  `${space}${mark.slice(0, -1)}\\${mark.at(-1)}`;

/** As inline code; a backtick inside becomes an apostrophe. */
export function markdownCode(text: string): string {
  return `\`${printable(text).replace(/\s+/g, ' ').replaceAll('`', "'")}\``;
}

/** For a cell of a table, where a pipe ends the cell even inside code. */
export function markdownCell(text: string): string {
  return text.replace(/(?<!\\)\|/g, '\\|');
}

/** A fenced block, with a fence that is longer than any inside. */
export function markdownBlock(language: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language.replace(/[^A-Za-z0-9+-]/g, '')}\n${printable(code).trimEnd()}\n${fence}`;
}

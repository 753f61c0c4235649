import { printable } from '../model/text.ts';

/** Foreign text in GitHub-flavoured Markdown: shown, not rendered. Text in backticks stays code. */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/\s+/g, ' ')
    .split(/(`[^`]*`)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/[\\`*_[\]<>|~]/g, '\\$&').replace(/@(?=\w)/g, '@\u200b'),
    )
    .join('');
}

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

import { type SyntaxFault, withoutConflicts } from './merge-conflicts.ts';
import { maximumDepth, maximumFaults } from './source-text.ts';

export interface Healed {
  /** The text without what would confuse the parser; every other character keeps its offset. */
  readonly healed: string;
  readonly faults: readonly SyntaxFault[];
  /** From the start to the end of each line with an unterminated string. */
  readonly openLines: readonly { readonly start: number; readonly end: number }[];
}

/** Finds and removes what a parser cannot know: merge conflicts and missing quotes. */
export function heal(text: string): Healed {
  const { merged, faults } = withoutConflicts(text);
  const openLines: { start: number; end: number }[] = [];
  let healed = '';
  let copied = 0;
  const copyTo = (end: number) => {
    healed += merged.slice(copied, end);
    copied = end;
  };
  for (const { start, end, goesOnTo } of brokenTexts(merged)) {
    if (goesOnTo !== undefined) {
      faults.push({
        message: 'line break in a string',
        offset: start,
        help: 'use `\\n`, or put the string on one line',
      });
      copyTo(end);
      healed += ' '.repeat(goesOnTo - end);
      copied = goesOnTo;
    } else {
      faults.push({ message: 'unterminated string', offset: start, help: 'add the closing `"`' });
      openLines.push({ start: merged.lastIndexOf('\n', start) + 1, end });
      copyTo(start);
      const isFollowed = merged.slice(start, end).trimEnd().endsWith(',');
      healed += (isFollowed ? '0,' : '0').padEnd(end - start);
      copied = end;
    }
    if (faults.length > maximumFaults) break;
  }
  copyTo(merged.length);
  return { healed, faults, openLines };
}

/** How far to look for the end of a string that continues after the end of its line. */
const longestText = 4000;

/** The rest of a string that ends on a later line: up to a quote that ends a key or a value. */
const restOfText = /^(?:[^"\\]|\\[\s\S])*(?="\s*[,:}\]])/;

/** Strings whose line ends before they do: their start, the end of the line, and the quote on a later line that ends them. */
function* brokenTexts(text: string): Generator<{ start: number; end: number; goesOnTo?: number }> {
  for (let index = 0; index < text.length; index += 1) {
    if (text.startsWith('//', index)) index = endOf(text, '\n', index);
    else if (text.startsWith('/*', index)) index = endOf(text, '*/', index);
    else if (text[index] === '"') {
      const end = endOfString(text, index);
      if (text[end] !== '"') {
        const lineEnd = text[end - 1] === '\r' ? end - 1 : end;
        const rest = restOfText.exec(text.slice(end, end + longestText))?.[0].length;
        if (rest === undefined) yield { start: index, end: lineEnd };
        else yield { start: index, end: lineEnd, goesOnTo: end + rest };
        index = rest === undefined ? end : end + rest;
      } else index = end;
    }
  }
}

function endOf(text: string, mark: string, start: number): number {
  const end = text.indexOf(mark, start);
  return end < 0 ? text.length : end;
}

/** Where the nesting gets too deep for recursive readers. Brackets in strings do not count. */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === 0x22) index = endOfString(text, index);
    else if (char === 0x7b || char === 0x5b) depth += 1;
    else if (char === 0x7d || char === 0x5d) depth -= 1;
    if (depth > maximumDepth) return index;
  }
  return undefined;
}

/** The offset of the quote that ends the string at an offset; a string ends at the end of its line at the latest. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === 0x5c && text.charCodeAt(index + 1) !== 0x0a) index += 1;
    else if (char === 0x22 || char === 0x0a) return index;
  }
  return text.length;
}

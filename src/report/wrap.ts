import { cut, displayWidth } from './display-width.ts';

/**
 * Breaks text into lines of at most `width` columns, at spaces. A longer word gets a line of its own and is not broken, so that it
 * can be copied; one of wide characters is, since they are written without spaces. Text in backticks is not broken if it fits on a line.
 * Pass text without styles, and style the lines.
 * @param hang columns by which the second and later lines are indented.
 */
export function wrap(text: string, width: number, hang = 0): string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const word of wordsOf(text, width - hang)) {
    const own = displayWidth(word);
    if (line === '') {
      line = word;
      columns = own;
    } else if (columns + 1 + own <= width) {
      line += ` ${word}`;
      columns += 1 + own;
    } else {
      lines.push(line);
      line = ' '.repeat(hang) + word;
      columns = hang + own;
    }
  }
  lines.push(line);
  return lines;
}

function wordsOf(text: string, width: number): string[] {
  return (text.match(/[^\s`]*`[^`]*`[^\s`]*|\S+/g) ?? [])
    .flatMap((word) => (displayWidth(word) > width ? word.split(/\s+/) : [word]))
    .flatMap((word) =>
      displayWidth(word) > width && isWide.test(word) ? cut(word, Math.max(width, 2)) : [word],
    );
}

/** Scripts without spaces between words. */
const isWide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/**
 * Wraps every line of a text that may be styled, and keeps its indentation. Command lines after `$` and rows with tabs stay whole, so that
 * they can be copied.
 */
export function wrapLines(text: string, width: number, hang = 2): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const plain = line.replace(styles, '');
      if (displayWidth(plain) <= width || /^\s*\$ |\t/.test(plain)) return [line];
      const indent = /^ */.exec(line)?.[0] ?? '';
      return wrapStyled(line.slice(indent.length), width - indent.length, hang).map((each) => indent + each);
    })
    .join('\n');
}

/** What turns a style on or off, which takes no column. */
const styles = /\u001b\[[0-9;]*m/g;

function wrapStyled(text: string, width: number, hang: number): string[] {
  const codes: string[] = [];
  // A style stands for itself as a character that takes no column, and that text which is safe to print does not have.
  const marked = text.replace(styles, (code) => {
    codes.push(code);
    return '\u0000';
  });
  return wrap(marked, width, hang).map((line) => line.replace(/\u0000/g, () => codes.shift() ?? ''));
}

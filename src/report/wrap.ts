/**
 * Breaks text into lines of at most `width` columns, at spaces; a word longer than that stands alone on its line, whole, so
 * that what can be copied stays copyable. What stands in backticks is not broken if it fits on a line.
 * Give unstyled text and style the lines.
 * @param hang columns by which the second and later lines are indented.
 */
export function wrap(text: string, width: number, hang = 0): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(text, width - hang)) {
    if (line === '') line = word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = ' '.repeat(hang) + word;
    }
  }
  lines.push(line);
  return lines;
}

function wordsOf(text: string, width: number): string[] {
  return (text.match(/[^\s`]*`[^`]*`[^\s`]*|\S+/g) ?? []).flatMap((word) =>
    word.length > width ? word.split(/\s+/) : [word],
  );
}

/**
 * Breaks text into lines of at most `width` columns, at spaces. A longer word gets a line of its own and is not broken, so that it
 * can be copied. Text in backticks is not broken if it fits on a line. Pass text without styles, and style the lines.
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

import type { HelpPage, HelpRow, HelpSection } from '../model/help.ts';
import { displayWidth, padded } from './display-width.ts';
import type { Look } from './style.ts';
import { wrap } from './wrap.ts';

/** A page of help for people. */
export function helpText({ usage, text, sections, more }: HelpPage, look: Look): string {
  const { style, width } = look;
  const column = columnOf(sections, width);
  const parts = [
    ...(usage === undefined ? [] : [wrap(`Usage: ${usage}`, width, 7)]),
    ...(text.length === 0 ? [] : [text.flatMap((line) => wrap(line, width))]),
    ...sections.map((section) => sectionLines(section, look, column)),
    ...(more.length === 0 ? [] : [more.flatMap((line) => wrap(line, width).map(style.dim))]),
  ];
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}

/** Where the meanings begin, in all sections alike. Terms that are longer than most have a line of their own. */
function columnOf(sections: readonly HelpSection[], width: number): number {
  const most = Math.min(28, Math.floor(width / 2.6));
  const terms = sections.flatMap((section) =>
    section.kind === 'terms' ? section.rows.map(({ term }) => displayWidth(term)) : [],
  );
  return Math.max(0, ...terms.filter((each) => each <= most)) + 4;
}

function sectionLines(section: HelpSection, { style, width }: Look, column: number): string[] {
  const title = style.bold(`${section.title}:`);
  switch (section.kind) {
    case 'line':
      return wrap(`${section.title}: ${section.text}`, width, 2).map((line, index) =>
        index === 0 ? `${title}${line.slice(section.title.length + 1)}` : line,
      );
    case 'code':
      return [title, ...section.lines.map((line) => `  ${line}`.trimEnd())];
    case 'terms':
      return [title, ...termLines(section.rows, { style, width }, column)];
    case 'examples':
      return [title, ...exampleLines(section.rows, { style, width })];
  }
}

/** Terms and meanings in columns; a term that is longer than the others has a line of its own. */
function termLines(rows: readonly HelpRow[], { style, width }: Look, column: number): string[] {
  return rows.flatMap(({ term, meaning }) => {
    const lines = wrap(meaning, width - column);
    const isLong = displayWidth(term) + 4 > column;
    const [first = '', ...others] = isLong ? ['', ...lines] : lines;
    return [
      `  ${style.cyan(term)}${isLong ? '' : padded('', column - 2 - displayWidth(term))}${first}`,
      ...others.map((line) => `${' '.repeat(column)}${line}`),
    ];
  });
}

/** Command lines with what they do behind them, as comments, so that they can be copied; or above them, where there is no room. */
function exampleLines(rows: readonly HelpRow[], { style, width }: Look): string[] {
  const { column, inLine } = inColumns(rows, width);
  return rows.flatMap((row) =>
    inLine.includes(row)
      ? [`  ${padded(row.term, column)}${style.dim(`# ${row.meaning}`)}`]
      : [...wrap(`# ${row.meaning}`, width - 2, 2).map((line) => `  ${style.dim(line)}`), `  ${row.term}`],
  );
}

/** The rows of which term and comment fit side by side, and where the comments begin. */
function inColumns(
  rows: readonly HelpRow[],
  width: number,
): { readonly column: number; readonly inLine: readonly HelpRow[] } {
  const column = Math.max(0, ...rows.map(({ term }) => displayWidth(term))) + 2;
  const inLine = rows.filter(({ meaning }) => 2 + column + 2 + displayWidth(meaning) <= width);
  if (inLine.length === rows.length) return { column, inLine };
  // Without the longest term, there is more room for the others.
  return inColumns(
    rows.filter(({ term }) => displayWidth(term) + 2 < column),
    width,
  );
}

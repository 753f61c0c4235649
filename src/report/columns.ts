/** Text in columns by blanks, for rows that no table cuts off. */

/** Cells of one column: what stands in it, and how it is dressed. Colour takes no room. */
export interface Column {
  readonly cells: readonly string[];
  readonly dress: (text: string) => string;
}

/** Columns beside each other, two blanks apart and all filled up: the lines, and how wide they are. */
export function sideBySide(columns: readonly Column[]): {
  readonly lines: readonly string[];
  readonly width: number;
} {
  const widths = columns.map(({ cells }) => Math.max(0, ...cells.map((cell) => cell.length)));
  const rows = columns[0]?.cells ?? [];
  const lines = rows.map((_, row) =>
    columns
      .map(({ cells, dress }, column) => {
        const cell = cells[row] ?? '';
        return `${dress(cell)}${' '.repeat((widths[column] ?? 0) - cell.length)}`;
      })
      .join(gap),
  );
  return { lines, width: widths.reduce((sum, each) => sum + each, gap.length * (columns.length - 1)) };
}

const gap = '  ';

/** Lines behind a mark that takes so many columns; those below the first begin where it does. */
export function hanging(mark: string, columns: number, lines: readonly string[]): string[] {
  return lines.map((line, index) => `${index === 0 ? mark : ' '.repeat(columns)}${line}`);
}

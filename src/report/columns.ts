import { displayWidth } from './display-width.ts';

/** Text in columns separated by spaces, for rows that must not be cut off. */

/** Cells of one column: their text, and how it is styled. Styles take no room. */
export interface Column {
  readonly cells: readonly string[];
  readonly paint: (text: string) => string;
}

/** Columns side by side, two spaces apart and padded: the lines, and how wide they are. */
export function sideBySide(columns: readonly Column[]): {
  readonly lines: readonly string[];
  readonly width: number;
} {
  const widths = columns.map(({ cells }) => Math.max(0, ...cells.map(displayWidth)));
  const rows = columns[0]?.cells ?? [];
  const lines = rows.map((_, row) =>
    columns
      .map(({ cells, paint }, column) => {
        const cell = cells[row] ?? '';
        return `${paint(cell)}${' '.repeat((widths[column] ?? 0) - displayWidth(cell))}`;
      })
      .join(gap),
  );
  return { lines, width: widths.reduce((sum, each) => sum + each, gap.length * (columns.length - 1)) };
}

const gap = '  ';

/** Lines after a mark of a given width; all lines begin in the same column. */
export function hanging(mark: string, columns: number, lines: readonly string[]): string[] {
  return lines.map((line, index) => `${index === 0 ? mark : ' '.repeat(columns)}${line}`);
}

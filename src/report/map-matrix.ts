import { oneLine } from '../model/text.ts';
import { displayWidth } from './display-width.ts';
import type { Look } from './style.ts';
import { type GridRow, gridText } from './table.ts';

/** Names against names; a cell says how often the row refers to the column. */
export interface Matrix {
  /** Rows and columns alike, with the group whose heading they are under. */
  readonly names: readonly { readonly name: string; readonly group?: string }[];
  /** Zero or less shows as a dot. */
  readonly count: (row: number, column: number) => number;
  /** The heading above the names. */
  readonly title: string;
}

/** The parts that a matrix must be cut into so that its columns fit next to the names. */
export function panelsOf(matrix: Matrix, width: number): number[][] {
  const used = usedColumns(matrix);
  const each = Math.max(1, Math.floor((width - labelWidth(matrix, width)) / (cellWidth(matrix) + 1)));
  return Array.from({ length: Math.ceil(used.length / each) }, (_, index) =>
    used.slice(index * each, (index + 1) * each),
  );
}

/**
 * A matrix as text. Columns have the numbers of the rows. Empty ones are omitted, and columns that do not fit next to the names
 * follow below. The first part has all rows, because they say what the numbers mean; the others have only rows that are not empty.
 */
export function matrixText(matrix: Matrix, look: Look): string {
  return panelsOf(matrix, look.width)
    .map((columns, index) => panelText(matrix, columns, index === 0, look))
    .join('\n\n');
}

function panelText(
  matrix: Matrix,
  columns: readonly number[],
  isFirst: boolean,
  { style, width }: Look,
): string {
  const label = labelWidth(matrix, width);
  const cell = cellWidth(matrix);
  const digits = String(matrix.names.length).length;
  const rows: GridRow[] = [];
  let group: string | undefined;
  matrix.names.forEach(({ name, group: own }, row) => {
    const counts = columns.map((column) => matrix.count(row, column));
    if (!isFirst && counts.every((count) => count <= 0)) return;
    if (own !== undefined && own !== group) {
      group = own;
      rows.push([{ content: style.bold(oneLine(own)), colSpan: columns.length + 1 }]);
    }
    const nothing = style.dim(style.unicode ? '·' : '.');
    rows.push([
      `${String(row + 1).padStart(digits)} ${oneLine(name)}`,
      ...counts.map((count) => (count > 0 ? String(count) : nothing)),
    ]);
  });
  return gridText({
    head: [matrix.title, ...columns.map((column) => String(column + 1))],
    widths: [label, ...columns.map(() => cell + 1)],
    aligns: ['left', ...columns.map(() => 'right' as const)],
    rows,
    style,
  });
}

function usedColumns({ names, count }: Matrix): number[] {
  return names.flatMap((_, column) => (names.some((__, row) => count(row, column) > 0) ? [column] : []));
}

/** Names take the width that they need, but at most two fifths of the whole if not all columns fit next to them. */
function labelWidth(matrix: Matrix, width: number): number {
  const { names, title } = matrix;
  const digits = String(names.length).length;
  const longest = Math.max(
    title.length,
    ...names.map(({ name }) => digits + 1 + displayWidth(oneLine(name))),
  );
  const columns = usedColumns(matrix).length * (cellWidth(matrix) + 1);
  const most = Math.max(16, Math.floor(width * 0.4), width - 1 - columns);
  return Math.min(longest, most) + 1;
}

/** The width of the greatest number in a cell or in the head. */
function cellWidth({ names, count }: Matrix): number {
  let most = names.length;
  for (const row of names.keys()) {
    for (const column of names.keys()) most = Math.max(most, count(row, column));
  }
  return String(most).length;
}

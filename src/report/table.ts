import Table from 'cli-table3';
import { displayWidth } from './display-width.ts';
import type { Style } from './style.ts';

/** Rows to compare. The last column takes the remaining width and is truncated to it. */
export interface TableData {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * A table for people on a terminal, or the same rows separated by tabs for the next program in a pipe, under the same head.
 * @param width the columns to fill; the last column of the table takes what the others leave.
 */
export function tableText(
  { head, rows }: TableData,
  { style, width, terminal }: { style: Style; width: number; terminal: boolean },
): string {
  if (!terminal && rows.length === 0) return '';
  if (!terminal)
    return [head, ...rows]
      .map((row) => row.map((cell) => cell.replace(/[\t\n]/g, ' ')).join('\t'))
      .join('\n');
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  const gap = 2;
  const fixed = widths.slice(0, -1).reduce((sum, each) => sum + each + gap, 0);
  const last = Math.max(Math.min(widths.at(-1) ?? 0, width - fixed - gap), 16);
  return gridText({
    head,
    widths: [...widths.slice(0, -1).map((each) => each + gap), last + gap],
    gap,
    rows: rows.map((row) => [style.bold(row[0] ?? ''), ...row.slice(1)]),
    style,
  });
}

interface Grid {
  readonly head: readonly string[];
  /** The columns' widths, with the gap before the next one; longer text is truncated. */
  readonly widths: readonly number[];
  readonly aligns?: readonly ('left' | 'right')[];
  /** Spaces after each cell, if the widths do not include them. */
  readonly gap?: number;
  readonly rows: readonly GridRow[];
  readonly style: Style;
}

/** Cells, or one cell that spans several columns. */
export type GridRow = readonly (string | { readonly content: string; readonly colSpan: number })[];

/** Cells under a dim head, without borders. */
export function gridText({ head, widths, aligns = [], gap = 0, rows, style }: Grid): string {
  const table = new Table({
    head: head.map((title) => style.dim(title)),
    colWidths: [...widths],
    colAligns: [...aligns],
    chars: noBorders,
    // cli-table3 would color heads and borders even in pipes; `style` decides about colors.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': gap, compact: true },
    truncate: style.unicode ? '…' : '~',
  });
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const noBorders = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
    'middle',
  ].map((part) => [part, '']),
);

import { printable } from '../model/text.ts';

const onOneLine = (text: string): string => printable(text).replace(/[\t\n]/g, ' ');

/** Foreign text as a quoted word of Graphviz. */
export function dotWord(text: string): string {
  return `"${onOneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Foreign text as a label of Mermaid, one line of plain text: quotes and markup as entities. */
export function mermaidLabel(text: string): string {
  return onOneLine(text).replaceAll('&', '#amp;').replaceAll('"', '#quot;').replaceAll('<', '#lt;');
}

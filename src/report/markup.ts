import { oneLine } from '../model/text.ts';

/** Foreign text in HTML and SVG, between tags and in attributes alike: shown, never markup. */
export function markup(text: string): string {
  return oneLine(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

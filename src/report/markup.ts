import { oneLine } from '../model/text.ts';

/** Foreign text in HTML and SVG, between tags and in attributes alike: shown, never markup. */
export function markup(text: string): string {
  return wellFormed(oneLine(text))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** Without what no XML may hold, not even as an escape: noncharacters and halves of a pair, beside what printing takes out. */
export function wellFormed(text: string): string {
  return text.replace(/[\ufffe\uffff\p{Cs}]/gu, '\ufffd');
}

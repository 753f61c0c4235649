import { oneLine, printable } from '../model/text.ts';

/** Foreign text between the tags of XML: shown, never markup. Its lines stay lines. */
export function xmlText(text: string): string {
  return wellFormed(printable(text)).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The same on one line, for an attribute in double quotes. */
export function xmlAttribute(text: string): string {
  return xmlText(oneLine(text)).replace(/"/g, '&quot;');
}

/** Foreign text in HTML and SVG, between tags and in attributes with either kind of quotes. */
export function markup(text: string): string {
  return xmlAttribute(text).replace(/'/g, '&#39;');
}

/** Replaces what XML does not allow, not even escaped: noncharacters and lone surrogates, in addition to what printing replaces. */
export function wellFormed(text: string): string {
  return text.replace(/[\ufffe\uffff\p{Cs}]/gu, '\ufffd');
}

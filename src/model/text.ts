/** Small helpers for text that people read. */

/**
 * Makes untrusted text safe to print: escape sequences and other control characters (C0, C1, DEL) become `�`, and so do
 * bidirectional controls, which can make a line look different from what it is, and separators that some programs treat as line
 * ends.
 * Newlines and tabs are kept.
 */
export function printable(text: string): string {
  return text.replace(unprintable, '\ufffd');
}

/** {@link printable} for text that shares its line with others: line ends and tabs become spaces. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ');
}

/** All that {@link printable} replaces. */
export const unprintable =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Escapes the same characters as JSON and YAML's double quotes do, `\u009b`: for data that must not change. */
export function escapedControls(text: string): string {
  return text.replace(unprintable, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `1 plugin`, `2 plugins`; pass an irregular plural. */
export function count(amount: number, singular: string, plural = `${singular}s`): string {
  return `${amount} ${amount === 1 ? singular : plural}`;
}

/** `the plugin`, `both plugins`, `all 3 plugins`. */
export function everyOne(amount: number, singular: string, plural = `${singular}s`): string {
  if (amount === 1) return `the ${singular}`;
  return amount === 2 ? `both ${plural}` : `all ${amount} ${plural}`;
}

/** `13,505`. */
export const grouped = (amount: number): string => String(amount).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** `a`, in backticks: what can be typed. */
export function quoted(words: readonly string[]): string[] {
  return words.map((word) => `\`${word}\``);
}

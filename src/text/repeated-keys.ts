/** JSON.parse silently keeps the last of duplicate keys. Counting shows whether it dropped any, without a slow parser. */

/** Whether an object of a JSON text has a duplicate key. */
export function hasRepeatedKeys(text: string, parsed: unknown): boolean {
  return keysInText(text) !== keysIn(parsed);
}

/** Strings before a colon. The text must be valid JSON. One pass without a call for each string: an index has millions. */
function keysInText(text: string): number {
  let keys = 0;
  let at = 0;
  while (at < text.length) {
    if (text.charCodeAt(at) !== quote) {
      at += 1;
      continue;
    }
    at += 1;
    for (let unit = text.charCodeAt(at); unit !== quote; unit = text.charCodeAt(at))
      at += unit === backslash ? 2 : 1;
    at += 1;
    while (text.charCodeAt(at) <= space) at += 1;
    if (text.charCodeAt(at) === colon) keys += 1;
  }
  return keys;
}

const [quote, backslash, colon, space] = [0x22, 0x5c, 0x3a, 0x20];

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') keys += keysIn(item);
    return keys;
  }
  // Of what `JSON.parse` made, all are its own; a list of them for each object would take longer than the rest.
  for (const key in value) {
    keys += 1;
    const item = (value as Record<string, unknown>)[key];
    if (typeof item === 'object') keys += keysIn(item);
  }
  return keys;
}

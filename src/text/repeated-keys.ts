/** JSON.parse silently keeps the last of duplicate keys. Counting shows whether it dropped any, without a slow parser. */

/** Whether an object of a JSON text has a duplicate key. */
export function hasRepeatedKeys(text: string, parsed: unknown): boolean {
  return keysInText(text) !== keysIn(parsed);
}

/** Strings before a colon. The text must be valid JSON. */
function keysInText(text: string): number {
  let keys = 0;
  for (let start = text.indexOf('"'); start >= 0; ) {
    let end = text.indexOf('"', start + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    let next = end + 1;
    while (text.charCodeAt(next) <= 0x20) next += 1;
    if (text.charCodeAt(next) === 0x3a) keys += 1;
    start = text.indexOf('"', next);
  }
  return keys;
}

/** Whether an odd number of backslashes precedes an offset. */
function isEscaped(text: string, offset: number): boolean {
  let before = offset - 1;
  while (text.charCodeAt(before) === 0x5c) before -= 1;
  return (offset - before) % 2 === 0;
}

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

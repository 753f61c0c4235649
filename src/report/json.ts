import { escapedControls } from '../model/text.ts';

/**
 * One JSON document with sorted keys, so that two runs can be compared line by line. Control characters beyond those that
 * JSON escapes by itself (DEL, C1, bidirectional ones) are escaped too: the text may be looked at in a terminal.
 */
export function jsonText(value: object): string {
  // Line ends are JSON's own: within a string it has escaped them.
  return `${escapedControls(JSON.stringify({ schemaVersion: 1, ...value }, sorted, 2))}\n`;
}

function sorted(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  if (isSorted(Object.keys(value))) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // A null prototype, so that a plugin called `__proto__` stays a key like any other.
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

function isSorted(keys: readonly string[]): boolean {
  for (let at = 1; at < keys.length; at += 1)
    if ((keys[at - 1] as string) > (keys[at] as string)) return false;
  return true;
}

import { escapedControls } from '../model/text.ts';

/**
 * One JSON document with sorted keys, so that two runs can be compared line by line. Control characters beyond those that
 * JSON escapes by itself (DEL, C1, bidirectional ones) are escaped too: the text may be looked at in a terminal.
 */
export function jsonText(value: object): string {
  // Line ends are JSON's own: within a string it has escaped them.
  return `${escapedControls(JSON.stringify(sorted({ schemaVersion: 1, ...value }), null, 2))}\n`;
}

/**
 * A value with sorted keys, at every depth. What is sorted already is not made again, and `JSON.stringify` gets no function to call for
 * every value, which would take three times as long for a list of 100,000 plugins.
 */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return sortedItems(value);
  const members = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(members);
  let made = isSorted(keys) ? undefined : emptyObject();
  if (made !== undefined) keys.sort();
  for (const [at, key] of keys.entries()) {
    const member = members[key];
    const own = sorted(member);
    if (made === undefined && own !== member) made = copyOf(members, keys.slice(0, at));
    if (made !== undefined) made[key] = own;
  }
  return made ?? value;
}

function sortedItems(items: readonly unknown[]): readonly unknown[] {
  let made: unknown[] | undefined;
  for (const [at, item] of items.entries()) {
    const own = sorted(item);
    if (made === undefined && own !== item) made = items.slice(0, at);
    made?.push(own);
  }
  return made ?? items;
}

/** Without a prototype, so that a plugin called `__proto__` stays a key like any other. */
const emptyObject = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;

function copyOf(
  members: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Record<string, unknown> {
  const made = emptyObject();
  for (const key of keys) made[key] = members[key];
  return made;
}

function isSorted(keys: readonly string[]): boolean {
  for (let at = 1; at < keys.length; at += 1)
    if ((keys[at - 1] as string) > (keys[at] as string)) return false;
  return true;
}

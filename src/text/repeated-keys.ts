import type { Outline } from './json-outline.ts';

/**
 * Whether an object of a JSON text has a duplicate key. `JSON.parse` silently keeps the last of them: counting shows whether it dropped
 * any, without a slow parser.
 */
export function hasRepeatedKeys({ keys }: Outline, parsed: unknown): boolean {
  return keys !== keysIn(parsed);
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

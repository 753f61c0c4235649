/** Looks into values that were not checked: manifests are untrusted, and a wrong type must not throw. */

/** Whether a value is a JSON or YAML object. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a key, which must be the object's own: every object has a `constructor`. */
export function member(value: unknown, key: string): unknown {
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A string that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The strings of a list, or the one string that is written instead of a list. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string' && item !== '')
    : [];
}

/** A list as it is; anything else as a list with one item. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** All strings below a value, each with its path; not deeper than a manifest reasonably nests. */
export function textsBelow(
  value: unknown,
  path: readonly (string | number)[] = [],
): { readonly text: string; readonly path: readonly (string | number)[] }[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (path.length > 12 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsBelow(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => textsBelow(item, [...path, key]));
}

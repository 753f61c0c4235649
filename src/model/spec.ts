import validRange from 'semver/ranges/valid.js';
import type { Location } from './location.ts';
import type { Spec } from './resolution.ts';

/** What to write for a plugin, in a hint. */
export const specForms = '`name`, `name@range`, `name@marketplace` or `name@marketplace@range`';

/**
 * Reads a plugin spec: `name`, `name@range`, `name@marketplace`, `name@marketplace@range`. What follows `@` is a range if
 * semver can parse it, else a marketplace, as in the client's own `plugin@marketplace`.
 *
 * @returns the spec, or a message that says what is wrong.
 */
export function parseSpec(text: string, location?: Location): Spec | { readonly error: string } {
  const trimmed = text.trim();
  const [name = '', second, ...rest] = trimmed.split('@').map((part) => part.trim());
  const at = location === undefined ? {} : { location };
  if (name === '') return { error: `\`${text}\` does not name a plugin` };
  if (/\s/.test(name))
    return { error: `\`${name}\` in \`${text}\` is not the name of a plugin: it contains a space` };
  if (second === '' && rest.length > 0)
    return { error: `\`${text}\` has no marketplace between its two \`@\`` };
  if (trimmed.endsWith('@')) return { error: `\`${text}\` has nothing after its last \`@\`` };
  if (second === undefined) return { text: trimmed, name, range: '*', ...at };
  if (rest.length === 0) {
    if (!isRange(second) && !/^[A-Za-z0-9][\w.-]*$/.test(second))
      return {
        error: `\`${second}\` in \`${text}\` is neither a valid version range nor a valid marketplace name`,
      };
    return isRange(second)
      ? { text: trimmed, name, range: second, ...at }
      : { text: trimmed, name, range: '*', marketplace: second, ...at };
  }
  const range = rest.join('@');
  if (!isRange(range)) return { error: `\`${range}\` in \`${text}\` is not a valid version range` };
  return { text: trimmed, name, marketplace: second, range, ...at };
}

/** Whether {@link parseSpec} can read a text. */
export const isSpec = (text: string): boolean => !('error' in parseSpec(text));

function isRange(text: string): boolean {
  return validRange(text) !== null;
}

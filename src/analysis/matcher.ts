/** What a hook's matcher matches. */
export interface Matcher {
  /** Everything: the matcher is missing, empty or `*`. */
  readonly isAll: boolean;
  /** The names that it contains. */
  readonly literals: readonly string[];
  matches(value: string): boolean;
}

const everything: Matcher = { isAll: true, literals: [], matches: () => true };

/** Longer matchers are not written by hand. */
const longest = 1000;

/**
 * Reads a matcher as the client does: a missing or empty matcher and `*` match everything; letters, digits, `_`, `-`, spaces,
 * `,` and `|` make a list of exact names; anything else is a regular expression that may match anywhere.
 * @param isNarrow only letters, digits, `_` and `|` make a list.
 * @param longestValue the maximum length of the client's names: a regular expression is not tried on longer values.
 * @returns undefined for a matcher that cannot be evaluated: it is not a valid regular expression, or could take forever.
 */
export function readMatcher(
  text: string | undefined,
  longestValue: number,
  isNarrow = false,
): Matcher | undefined {
  if (text === undefined || text === '' || text === '*') return everything;
  if (text.length > longest) return undefined;
  const words = text.split(/[|,]/).map((word) => word.trim());
  if ((isNarrow ? /^[\w|]+$/ : /^[\w\- ,|]+$/).test(text)) {
    const literals = words.filter((word) => word !== '');
    return { isAll: false, literals, matches: (value) => literals.includes(value) };
  }
  if (!isTame(text)) return undefined;
  const form = formOf(text);
  if (form === undefined) return undefined;
  // Names between the operators are worth trying: they may be of servers and tools that are not known otherwise.
  const literals = words
    .map((word) => word.replace(/^[\^(]+|[$)]+$/g, ''))
    .filter((word) => /^[\w-]+$/.test(word));
  return { isAll: false, literals, matches: (value) => value.length <= longestValue && form.test(value) };
}

/**
 * Reads a regular expression of foreign code as a test for values.
 * @returns undefined for one that cannot be evaluated: it is not a regular expression, or evaluating it could take too long.
 */
export function readExpression(
  text: string,
  flags: string,
  longestValue: number,
): ((value: string) => boolean) | undefined {
  if (text.length > longest || !isTame(text)) return undefined;
  try {
    const form = new RegExp(text, flags.replace(/[gy]/g, ''));
    return (value) => value.length <= longestValue && form.test(value);
  } catch {
    return undefined;
  }
}

/** The maximum in all alternatives together; more is not written by hand. */
const mostRepetitions = 8;
const mostOptional = 3;

/**
 * Whether evaluating a regular expression is always fast. Manifests are untrusted, and nested or consecutive repetition can backtrack
 * for very long. Allowed are one repetition in each alternative, a second one in an anchored alternative, and one more at the end of
 * an alternative, where nothing after it can fail.
 */
function isTame(text: string): boolean {
  const bare = text
    .replace(/\\./g, 'x')
    .replace(/\[[^\]]*\]/g, 'x')
    .replace(/\(\?(?:[:=!]|<[=!])/g, '(')
    .replace(/([*+?}])\?/g, '$1');
  if (/\)[*+{?]/.test(bare)) return false;
  const repetitions = (part: string) => part.match(/[*+{]/g)?.length ?? 0;
  return (
    repetitions(bare) <= mostRepetitions &&
    (bare.match(/\?/g) ?? []).length <= mostOptional &&
    alternativesOf(bare).every(
      (part) => repetitions(part.replace(/[*+]$/, '')) <= (part.startsWith('^') ? 2 : 1),
    )
  );
}

/** Splits at the bars that are not in parentheses. */
export function alternativesOf(bare: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const char of bare) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (char === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}

function formOf(text: string): RegExp | undefined {
  try {
    return new RegExp(text);
  } catch {
    return undefined;
  }
}

/** What a hook's matcher lets through. */
export interface Matcher {
  /** Everything: the matcher is missing, empty or `*`. */
  readonly isAll: boolean;
  /** The names that it spells out. */
  readonly literals: readonly string[];
  matches(value: string): boolean;
}

const everything: Matcher = { isAll: true, literals: [], matches: () => true };

/** Longer ones are not written by hand. */
const longest = 1000;

/**
 * Reads a matcher as the client does: nothing, an empty text and `*` let everything through; letters, digits, `_`, `-`, blanks,
 * `,` and `|` make a list of exact names; anything else is a regular expression that may match anywhere.
 * @param isNarrow only letters, digits, `_` and `|` make a list.
 * @param longestValue the client's names are no longer: a regular expression is not tried on anything that is.
 * @returns undefined for one that cannot be evaluated: it is no regular expression, or evaluating it could take for ever.
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
  // What it spells out between its signs is worth trying: names of servers and tools that nobody else knows.
  const literals = words
    .map((word) => word.replace(/^[\^(]+|[$)]+$/g, ''))
    .filter((word) => /^[\w-]+$/.test(word));
  return { isAll: false, literals, matches: (value) => value.length <= longestValue && form.test(value) };
}

/** More than these are not written by hand, in all alternatives together. */
const mostRepetitions = 8;
const mostOptional = 3;

/**
 * Manifests are foreign: repetition within repetition, or one after the other, can take longer than anybody waits. One in each
 * alternative is fine, one more where it can begin in one place only, and what ends an alternative has nothing to go back for.
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

/** The parts between the bars that stand in no brackets. */
function alternativesOf(bare: string): string[] {
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

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
 * @returns undefined for one that cannot be evaluated: it is no regular expression, or evaluating it could take for ever.
 */
export function readMatcher(text: string | undefined): Matcher | undefined {
  if (text === undefined || text === '' || text === '*') return everything;
  if (text.length > longest) return undefined;
  const words = text.split(/[|,]/).map((word) => word.trim());
  if (/^[\w\- ,|]+$/.test(text)) {
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
  return { isAll: false, literals, matches: (value) => form.test(value) };
}

/** Manifests are foreign: repetition within repetition, or much of it in a row, can take longer than anybody waits. */
function isTame(text: string): boolean {
  const bare = text.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  return !/\)[*+{?]/.test(bare) && (bare.match(/[*+{]/g) ?? []).length <= 4;
}

function formOf(text: string): RegExp | undefined {
  try {
    return new RegExp(text);
  } catch {
    return undefined;
  }
}

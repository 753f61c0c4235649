/**
 * One look at the bytes of a JSON text, for what its parser does not tell: how deep it nests, and how many keys it has. Bytes, since
 * the characters of a text take twice as long, and no byte of a longer character looks like a bracket.
 */
export interface Outline {
  /** The deepest nesting, before the first fault at least. */
  readonly depth: number;
  /** The keys of all objects, each as often as it occurs; only of valid JSON. */
  readonly keys: number;
}

const quote = 0x22;
const backslash = 0x5c;

/** Looks over a text without parsing it. Whatever the text is, a parser that stops at its first fault nests no deeper. */
export function outlineOf(bytes: Uint8Array): Outline {
  const { length } = bytes;
  let open = 0;
  let depth = 0;
  let keys = 0;
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) {
      for (at += 1; at < length; at += 1) {
        const inside = bytes[at];
        if (inside === quote) break;
        if (inside === backslash) at += 1;
      }
    } else if (byte === 0x3a) keys += 1;
    else if (byte === 0x7b || byte === 0x5b) {
      open += 1;
      if (open > depth) depth = open;
    } else if (byte === 0x7d || byte === 0x5d) open -= 1;
  }
  return { depth, keys };
}

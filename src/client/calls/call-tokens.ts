/** A word or a code span, and what it ends. */
export interface CallToken {
  readonly text: string;
  readonly isCode: boolean;
  /** The offset in the text. */
  readonly at: number;
  /** What follows it. An arrow can join names, `a → b`, and else ends a clause. */
  readonly ends: 'comma' | 'clause' | 'arrow' | undefined;
  /** Whether it is in quotes with more than one word: what is to be said, or was. */
  readonly isQuoted: boolean;
}

/** A code span, or what is between two spaces or code spans; a longer span is not a name, and nothing looks for its end. */
const chunk = /`([^`\n]{1,200})`|[^\s`]+|`/g;

const arrows = /^(?:→|->|=>|➜|⟶)$/;
const dashes = /^(?:[—–|]|--?)$/;

/** Takes a text apart, from one place to another. */
export function callTokens(text: string, start: number, end: number): CallToken[] {
  const tokens: CallToken[] = [];
  const part = text.slice(start, end);
  let isQuoted = false;
  const endLast = (ends: CallToken['ends']) => {
    const last = tokens.pop();
    if (last !== undefined) tokens.push({ ...last, ends: ends ?? last.ends });
  };
  for (const { 0: whole, 1: code, index } of part.matchAll(chunk)) {
    const at = start + index;
    if (code !== undefined) {
      const after = part.slice(index + whole.length, index + whole.length + 6);
      tokens.push({ text: code.trim(), isCode: true, at, ends: endOf(after), isQuoted });
    } else if (arrows.test(whole)) endLast('arrow');
    else if (dashes.test(whole)) endLast('clause');
    else {
      const opens = /^[(*_[]*["“]/.test(whole);
      const inner = whole.replace(/^[("'“‘*_[]+/, '').slice(0, 200);
      const bare = inner.replace(/[)"'”’*_\]|.,;:!?]+$/, '');
      const after = inner.slice(bare.length);
      const closes = /["”]/.test(after);
      const inQuotes = isQuoted || (opens && !closes);
      if (bare === '') endLast(endOf(after));
      else
        tokens.push({
          text: bare,
          isCode: false,
          at: at + whole.indexOf(bare),
          ends: endOf(after),
          isQuoted: inQuotes,
        });
      isQuoted = closes ? false : isQuoted || opens;
    }
  }
  return tokens;
}

/** What the marks after a word say. */
function endOf(after: string): CallToken['ends'] {
  const mark = /^[)"'”’*_\]]*([.,;:!?|])(?=[)"'”’*_\]\s]|$)/.exec(after)?.[1];
  return mark === undefined ? undefined : mark === ',' ? 'comma' : 'clause';
}

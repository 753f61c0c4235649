import { type JSONVisitor, type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { heal, tooDeepAt } from './json-healing.ts';
import type { SyntaxFault } from './merge-conflicts.ts';
import { maximumFaults } from './source-text.ts';

/**
 * Every syntax fault of a text in order, as its author would describe it. A fault that is only a consequence of the previous one is
 * left out: what the parser says about the rest of a line with a missing quote, or about a bracket that closes another, does not
 * help. At most one more than {@link maximumFaults}: a large file in another format would have millions.
 * @param comments whether comments and trailing commas are allowed.
 */
export function syntaxFaults(text: string, comments: boolean): SyntaxFault[] {
  const { healed, faults, openLines } = heal(text);
  const found = [
    ...faults,
    ...(tooDeepAt(healed) === undefined ? parserFaults(text, healed, comments) : []),
  ].sort((a, b) => a.offset - b.offset);
  // On a line with an unterminated string, only the first fault counts.
  let last = -1;
  const told = found.filter(({ offset }) => {
    const line = openLines.find(({ start, end }) => start <= offset && offset <= end)?.start;
    const isNew = line === undefined || line !== last;
    last = line ?? last;
    return isNew;
  });
  return told.slice(0, maximumFaults + 1);
}

const quotes = 'use double quotes: `"…"`';

/** The parser's other error codes in words. */
const sayings: Readonly<Record<string, SyntaxFault['message']>> = {
  InvalidNumberFormat: 'malformed number',
  PropertyNameExpected: 'expected a key in double quotes',
  ValueExpected: 'expected a value',
  ColonExpected: 'missing `:`',
  CommaExpected: 'missing `,`',
  EndOfFileExpected: 'unexpected text after the end of the value',
  InvalidCommentToken: 'comments are not allowed in JSON',
  UnexpectedEndOfComment: 'unterminated comment',
  UnexpectedEndOfString: 'unterminated string',
  UnexpectedEndOfNumber: 'incomplete number',
  InvalidUnicode: 'invalid `\\u` escape',
};

/** What the parser finds in the healed text, without the consequences of earlier faults. */
function parserFaults(text: string, healed: string, comments: boolean): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  const open: number[] = [];
  let ended: number | undefined;
  const enough = new Error('enough');
  let isConsequence = false;
  let comma: number | undefined;
  const say = (fault: SyntaxFault) => {
    faults.push(fault);
    if (faults.length > maximumFaults) throw enough;
  };
  const goOn = () => {
    isConsequence = false;
    comma = undefined;
  };
  const begin = (offset: number) => {
    goOn();
    open.push(offset);
  };
  const end = (offset: number) => {
    if (comma !== undefined && !comments && !isConsequence)
      say({
        message: `trailing comma before \`${text[offset] ?? '}'}\``,
        offset: comma,
        help: 'remove the comma',
      });
    goOn();
    ended = open.pop();
  };
  const visitor: JSONVisitor = {
    onObjectBegin: begin,
    onArrayBegin: begin,
    onObjectEnd: end,
    onArrayEnd: end,
    onObjectProperty: goOn,
    onLiteralValue: goOn,
    onSeparator(character, offset) {
      goOn();
      if (character === ',') comma = offset;
    },
    onError(error, offset, length) {
      if (isConsequence) return;
      isConsequence = true;
      const code = printParseErrorCode(error);
      const isMissing = code === 'CloseBraceExpected' || code === 'CloseBracketExpected';
      // The parser reports the end of the object before it reports the missing bracket.
      const unclosed = bracketFault(text, offset, code, isMissing ? ended : open.at(-1));
      say(unclosed ?? { offset, ...inWords(text, offset, length, error) });
      if (unclosed !== undefined) throw enough; // From here on, the nesting is a guess.
    },
  };
  try {
    visit(healed, visitor, {
      allowTrailingComma: true,
      disallowComments: !comments,
      allowEmptyContent: false,
    });
  } catch (error) {
    if (error !== enough) throw error;
  }
  return faults;
}

/** The fault of a bracket that is not closed, or that the wrong bracket closes. */
function bracketFault(
  text: string,
  offset: number,
  code: string,
  opened: number | undefined,
): SyntaxFault | undefined {
  const found = text[offset];
  const isMissing = code === 'CloseBraceExpected' || code === 'CloseBracketExpected';
  if (opened === undefined) return undefined;
  const [opening, closing, other] = text[opened] === '{' ? ['{', '}', ']'] : ['[', ']', '}'];
  const isWrong =
    (code === 'CommaExpected' && (found === closing || found === other)) ||
    (code === 'ValueExpected' && found === other);
  if (!isMissing && !isWrong) return undefined;
  const line = lineOf(text, opened);
  return {
    offset,
    message: isMissing
      ? `\`${closing}\` is missing: the \`${opening}\` on line ${line} is not closed`
      : `\`${found}\` does not close the \`${opening}\` on line ${line}`,
    help: `add \`${closing}\`, or remove the extra bracket`,
  };
}

function inWords(
  text: string,
  offset: number,
  length: number,
  error: ParseErrorCode,
): Omit<SyntaxFault, 'offset'> {
  const word = text.slice(offset, offset + length);
  const code = printParseErrorCode(error);
  switch (code) {
    case 'InvalidSymbol':
      return symbolInWords(word, /^\s*:/.test(text.slice(offset + length, offset + length + 80)));
    case 'InvalidCharacter':
      return controlCharacter(word);
    case 'InvalidEscapeCharacter': {
      const found = /(?:[^\\]|\\["\\/bfnrtu])*?(\\[^"\\/bfnrtu])/su.exec(word)?.[1] ?? '\\';
      return {
        message: `\`${found}\` is not a valid escape`,
        help: 'write `\\\\` for a backslash',
      };
    }
    case 'CommaExpected':
      return /\d/.test(word[0] ?? '') && /\d/.test(text[offset - 1] ?? '')
        ? { message: 'number with a leading zero', help: 'remove the zero, or write the number as a string' }
        : { message: 'missing `,`', help: 'add `,` after the previous value' };
    case 'InvalidCommentToken':
      return { message: 'comments are not allowed in JSON', help: 'remove the comment' };
    default:
      return { message: sayings[code] ?? code };
  }
}

/** A word that is not part of JSON. */
function symbolInWords(word: string, isKey: boolean): Omit<SyntaxFault, 'offset'> {
  if (/^(?:<{7}|\|{7}|={7}|>{7})/.test(word))
    return { message: 'merge conflict marker', help: 'keep one side, and remove the markers' };
  const name = /^[\p{L}\p{N}_$.-]+/u.exec(word)?.[0] ?? word;
  const shown = `\`${name.length > 40 ? `${name.slice(0, 39)}…` : name}\``;
  if (/^['‘’‚‛]/u.test(word)) return { message: `${shown} is in single quotes`, help: quotes };
  if (/^[“”„«»]/u.test(word)) return { message: `${shown} is in typographic quotes`, help: quotes };
  if (/^(?:True|False|TRUE|FALSE|None|NULL|Null|nil|undefined|NaN|Infinity)$/.test(word))
    return { message: `${shown} is not a JSON value`, help: 'use `true`, `false` or `null`' };
  if (/^[-+.]?[.\d]/.test(word))
    return { message: `${shown} is not a valid JSON number`, help: 'write it as `0.5` or `-1`' };
  if (/^[\p{L}_$]/u.test(word))
    return { message: `${isKey ? 'the key ' : ''}${shown} is not in quotes`, help: quotes };
  if (/^[\p{Z}\p{C}]/u.test(word))
    return { message: `invisible character (${codePoint(word)})`, help: 'remove it' };
  return { message: 'unexpected word or symbol' };
}

/** The first control character of a text. */
function controlCharacter(word: string): Omit<SyntaxFault, 'offset'> {
  const found = /[\0-\x1f]/.exec(word)?.[0] ?? '\t';
  const short: Record<string, string> = { '\t': '\\t', '\r': '\\r', '\f': '\\f', '\b': '\\b' };
  const spelling = short[found] ?? `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return {
    message: `${found === '\t' ? 'tab' : `control character (${codePoint(found)})`} in a string`,
    help: `use \`${spelling}\``,
  };
}

const codePoint = (text: string) =>
  `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const lineOf = (text: string, offset: number) => text.slice(0, offset).split('\n').length;

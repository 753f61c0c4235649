/** The parser's error codes in words. */
export const sayings: Readonly<Record<string, string>> = {
  InvalidSymbol: 'an unknown word or symbol',
  InvalidNumberFormat: 'a malformed number',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: '`:` is missing here',
  CommaExpected: '`,` is missing here',
  CloseBraceExpected: '`}` is missing',
  CloseBracketExpected: '`]` is missing',
  EndOfFileExpected: 'text follows after the end',
  InvalidCommentToken: 'comments are not allowed here',
  UnexpectedEndOfComment: 'a comment does not end',
  UnexpectedEndOfString: 'a string does not end',
  UnexpectedEndOfNumber: 'a number does not end',
  InvalidUnicode: 'a malformed `\\u` escape',
  InvalidEscapeCharacter: 'an unknown escape in a string',
  InvalidCharacter: 'a control character in a string',
};

import { CST, Lexer, Parser } from 'yaml';
import { maximumDepth, maximumFaults } from './source-text.ts';

export interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly { text: string; offset: number }[];
  /** Where the nesting gets too deep for the composer, which is recursive. */
  readonly tooDeep?: number;
}

/** Splits YAML into the tokens that a document is composed of, unless they nest too deeply. */
export function tokenize(text: string): Tokens {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const comments: { text: string; offset: number }[] = [];
  let errors = 0;
  let previous = '';
  for (const lexeme of new Lexer().lex(text)) {
    // What follows the scalar mark is a value, even if it begins with `#`.
    if (lexeme.startsWith('#') && previous !== CST.SCALAR)
      comments.push({ text: lexeme.slice(1).trim(), offset: parser.offset });
    previous = lexeme;
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') errors += 1;
      // Each would become an exception with its trace, although no more are shown.
      if (token.type !== 'error' || errors <= maximumFaults) tokens.push(token);
    }
    if (parser.stack.length > maximumDepth + 1) return { tokens: [], comments, tooDeep: parser.offset };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, comments };
}

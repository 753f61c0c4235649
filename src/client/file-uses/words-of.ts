import { pathIn } from './file-path.ts';

/** A piece of a sentence: a word, a path, a command line in a code span, or what separates sentences and clauses. */
export type Piece =
  | { readonly kind: 'word'; readonly text: string }
  | {
      readonly kind: 'path';
      readonly path: string;
      readonly isCode: boolean;
      readonly isAttached: boolean;
      readonly at: number;
    }
  | { readonly kind: 'command'; readonly text: string; readonly at: number }
  | { readonly kind: 'code' }
  | { readonly kind: 'comma' | 'colon' | 'arrow' | 'open' | 'close' | 'stop' };

/** A code span, or what is between two spaces or code spans; a longer span is not a path, and nothing looks for its end. */
const chunk = /`([^`\n]{1,300})`|[^\s`]+|`/g;

/** A dot that ends no sentence. */
const abbreviation = /^(?:e\.g|i\.e|etc|vs|cf|approx|no)\.?,?$/i;

/** Takes a text apart, from one place to another. */
export function piecesOf(text: string, start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  for (const { 0: whole, 1: code, index } of text.slice(start, end).matchAll(chunk)) {
    if (code !== undefined) pieces.push(ofCode(code.trim(), start + index));
    else pieces.push(...ofWord(whole, start + index));
  }
  return pieces;
}

function ofCode(code: string, at: number): Piece {
  const path = pathIn(code, true);
  if (path !== undefined) return { kind: 'path', path, isCode: true, isAttached: code.startsWith('@'), at };
  return code.includes(' ') ? { kind: 'command', text: code, at } : { kind: 'code' };
}

/** A word with what is around it: `(**Output:**` is a word and a colon. */
function ofWord(chunkText: string, at: number): Piece[] {
  if (/^(?:→|->|=>|⟶)$/.test(chunkText)) return [{ kind: 'arrow' }];
  if (chunkText === '|' || /^[—–]$|^--?$/.test(chunkText))
    return [{ kind: chunkText === '|' ? 'stop' : 'comma' }];
  const inner = chunkText.replace(/^[("'“‘*_[|]+/, '').slice(0, 300);
  const bare = inner.replace(/[)"'”’*_\]|.,;:!?]+$/, '');
  const after = inner.slice(bare.length);
  const path =
    bare.includes('/') || bare.includes('.')
      ? pathIn(`${bare}${after.startsWith('/') ? '/' : ''}`, false)
      : undefined;
  const isStop = /[.!?;]/.test(after) && !abbreviation.test(inner.replace(/[)*_]+$/, ''));
  const opens = /^[["'“‘*_|]*\(/.test(chunkText);
  return [
    ...(opens ? [{ kind: 'open' } as const] : []),
    ...(path !== undefined
      ? [{ kind: 'path', path, isCode: false, isAttached: bare.startsWith('@'), at } as const]
      : bare === ''
        ? []
        : [{ kind: 'word', text: bare.toLowerCase() } as const]),
    ...(after.includes(')') ? [{ kind: 'close' } as const] : []),
    ...(after.includes(':') ? [{ kind: 'colon' } as const] : []),
    ...(isStop ? [{ kind: 'stop' } as const] : after.includes(',') ? [{ kind: 'comma' } as const] : []),
  ];
}

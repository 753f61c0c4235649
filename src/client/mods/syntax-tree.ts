import { tsPlugin } from '@sveltejs/acorn-typescript';
import { type AnyNode, Parser, type Program } from 'acorn';

export type Node = AnyNode;

/** A parsed module, or why it could not be parsed. */
export type Parsed =
  | { readonly program: Program }
  | { readonly fault: string; readonly offset: number; readonly isSyntax: boolean };

/** Code that people write is nested a few dozen levels deep. */
const deepest = 1500;

/** Backtracking over types reads a token again, a few times in real code; more per character is meant to keep a reader busy. */
const tokensPerCharacter = 40;

/** The code is not worth the work. */
class TooMuch extends Error {}

/**
 * Parses a module without running it. A parser for JavaScript decides what is a syntax error; of TypeScript mkt only knows that its own
 * parser does not understand it.
 * @param path its extension determines the language.
 */
export function parseModule(text: string, path: string): Parsed {
  const isTyped = /\.(?:[cm]?tsx?|jsx)$/.test(path);
  let left = (text.length + 100) * tokensPerCharacter;
  const counting = (Base: typeof Parser): typeof Parser =>
    class extends (Base as unknown as new (...args: never[]) => { nextToken(): void }) {
      override nextToken(): void {
        left -= 1;
        if (left < 0) throw new TooMuch();
        super.nextToken();
      }
    } as unknown as typeof Parser;
  const parser = isTyped
    ? Parser.extend(tsPlugin({ jsx: path.endsWith('x') }) as never, counting as never)
    : Parser.extend(counting as never);
  try {
    const program = parser.parse(text, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      ...(isTyped && { locations: true }),
    });
    if (depthOf(program) > deepest) return { fault: 'it is nested too deeply', offset: 0, isSyntax: false };
    return { program };
  } catch (error) {
    if (error instanceof SyntaxError) {
      const { pos = 0 } = error as { pos?: number };
      return { fault: error.message.replace(/ \(\d+:\d+\)$/, ''), offset: pos, isSyntax: !isTyped };
    }
    // The stack of the parser ended, or its patience; of types also a mistake of the parser itself.
    const isDeep = error instanceof RangeError || error instanceof TooMuch;
    if (!isDeep && !isTyped) throw error;
    return {
      fault: isDeep ? 'it is nested too deeply' : 'it uses TypeScript that mkt does not understand',
      offset: 0,
      isSyntax: false,
    };
  }
}

/** The nodes directly below a node, in no order that matters. */
export function childrenOf(node: Node): Node[] {
  const found: Node[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) found.push(item);
    } else if (isNode(value)) found.push(value);
  }
  return found;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** Every node below this one and itself, in the order of the code. */
export function nodesOf(root: Node): Node[] {
  const found: Node[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node);
    waiting.push(...childrenOf(node));
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function depthOf(root: Node): number {
  let level: Node[] = [root];
  let depth = 0;
  while (level.length > 0 && depth <= deepest) {
    level = level.flatMap(childrenOf);
    depth += 1;
  }
  return depth;
}

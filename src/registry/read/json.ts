import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Fault } from '../../model/fault.ts';
import type { Location } from '../../model/location.ts';
import { type DocumentPath, maximumDepth, placeIn, type Read } from './source-text.ts';

/**
 * Reads JSON with the place of every value. Duplicate keys are faults.
 * @param comments whether comments and trailing commas are tolerated, as the client does in its settings.
 */
export function readJson(text: string, file: string, { comments = false }: { comments?: boolean } = {}): Read {
  const place = (offset: number): Location => ({ file, ...placeIn(text, offset) });
  const faults: Fault[] = [];
  const deep = deepest(text);
  if (deep !== undefined) {
    faults.push({ rule: 'MKT901', message: `nested more than ${maximumDepth} levels deep`, location: place(deep) });
    return { file, value: undefined, faults, locate: () => place(0), locateKey: () => place(0) };
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: comments, disallowComments: !comments, allowEmptyContent: false });
  for (const { error, offset } of errors.slice(0, 20)) {
    faults.push({ rule: 'MKT901', message: sayings[printParseErrorCode(error)] ?? printParseErrorCode(error), location: place(offset) });
  }
  if (tree !== undefined) faults.push(...duplicates(tree, place));
  return {
    file,
    value: tree === undefined || errors.length > 0 ? undefined : valueOf(tree),
    faults,
    locate: (path) => place(find(tree, path)?.offset ?? 0),
    locateKey: (path) => {
      const node = tree && findNodeAtLocation(tree, [...path]);
      return place(node?.parent?.children?.[0]?.offset ?? find(tree, path)?.offset ?? 0);
    },
  };
}

/** Builds plain values from the tree; `__proto__` becomes a property like any other, and of two equal keys the last wins. */
function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value;
  const entries = (node.children ?? []).map(({ children = [] }) => [children[0]?.value, children[1] && valueOf(children[1])]);
  return Object.fromEntries(entries);
}

function find(tree: Node | undefined, path: DocumentPath): Node | undefined {
  for (let length = path.length; tree !== undefined && length >= 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) return node;
  }
  return tree;
}

function duplicates(tree: Node, place: (offset: number) => Location): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const child of tree.children ?? []) {
    if (tree.type === 'object') {
      const key = child.children?.[0];
      const name = String(key?.value);
      if (seen.has(name)) faults.push({ rule: 'MKT901', message: `the key \`${name}\` stands twice in one object`, location: place(key?.offset ?? 0), help: 'keep one of them' });
      seen.add(name);
    }
    faults.push(...duplicates(tree.type === 'object' ? (child.children?.[1] ?? child) : child, place));
  }
  return tree.type === 'object' || tree.type === 'array' ? faults : [];
}

/** Offset where the nesting gets too deep, strings skipped. */
function deepest(text: string): number | undefined {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (inString) {
      if (char === '\\') index += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > maximumDepth) return index;
  }
  return undefined;
}

const sayings: Readonly<Record<string, string>> = {
  InvalidSymbol: 'not JSON: an unknown word or symbol',
  InvalidNumberFormat: 'not JSON: a malformed number',
  PropertyNameExpected: 'not JSON: a key in double quotes is expected here',
  ValueExpected: 'not JSON: a value is expected here',
  ColonExpected: 'not JSON: `:` is missing here',
  CommaExpected: 'not JSON: `,` is missing here',
  CloseBraceExpected: 'not JSON: `}` is missing',
  CloseBracketExpected: 'not JSON: `]` is missing',
  EndOfFileExpected: 'not JSON: text follows after the end',
  InvalidCommentToken: 'not JSON: comments are not allowed here',
  UnexpectedEndOfComment: 'not JSON: a comment does not end',
  UnexpectedEndOfString: 'not JSON: a string does not end',
  UnexpectedEndOfNumber: 'not JSON: a number does not end',
  InvalidUnicode: 'not JSON: a malformed `\\u` escape',
  InvalidEscapeCharacter: 'not JSON: an unknown escape in a string',
  InvalidCharacter: 'not JSON: a control character in a string',
};

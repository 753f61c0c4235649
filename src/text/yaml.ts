import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  visit,
} from 'yaml';
import type { Location } from '../model/location.ts';
import {
  type CaseName,
  type EvidenceOf,
  type Fault,
  fault as faultAt,
  type IdOf,
  isError,
  problem,
} from '../model/problems.ts';
import { type SyntaxFault, withoutConflicts } from './merge-conflicts.ts';
import {
  type Comment,
  capped,
  type DocumentPath,
  maximumDepth,
  maximumFaults,
  placesOf,
  type Read,
} from './source-text.ts';
import { spoken, syntaxFaults } from './yaml-syntax.ts';
import { tokenize } from './yaml-tokens.ts';

type Place = (offset: number) => Location;

/**
 * The characters that YAML does not allow; its parser reads over them. In front matter, the client decides, and reads over them
 * too.
 */
const controlCharacter = /[\0-\x08\x0b\x0c\x0e-\x1f]/;

/** How often an alias may multiply its value: manifests do so a few times, an alias bomb millions of times. */
const maximumAliases = 100;

/**
 * Reads YAML 1.2 with the location of every value. Reports every syntax error and every duplicate key.
 * @param lastWins whether the last of duplicate keys counts, with a warning; else they are an error.
 */
export function readYaml(
  text: string,
  file: string,
  { lastWins = false }: { lastWins?: boolean } = {},
): Read {
  const place = placesOf(text, file);
  const { merged, faults: conflicts } = withoutConflicts(text);
  const { tokens, comments, tooDeep } = tokenize(merged);
  const faults: Fault[] = [];
  const fault: Report = (name, evidence, offset) => {
    faults.push(faultAt('malformed-file', name, evidence, place(offset)));
  };
  for (const each of conflicts) fault('syntax', syntaxOf(each), each.offset);
  let root: Node | null = null;
  let value: unknown;
  let total: number | undefined;
  if (tooDeep !== undefined) fault('too-deep', { language: 'YAML', most: maximumDepth }, tooDeep);
  else {
    const [document, second] = compose(tokens, text.length);
    const wrong = document === undefined ? [] : syntaxFaults(document, merged);
    total = conflicts.length + wrong.length;
    for (const each of wrong.slice(0, maximumFaults)) fault('syntax', syntaxOf(each), each.offset);
    const control = lastWins ? -1 : merged.search(controlCharacter);
    if (control >= 0) fault('syntax', controlFault(merged, control), control);
    if (second !== undefined) fault('second-document', {}, second.range[0]);
    root = document?.contents ?? null;
    if (root === null && faults.length === 0) fault('empty', { kind: 'manifest' }, 0);
    if (root !== null) checkKeys(root, place, faults, lastWins);
    if (document !== undefined && !faults.some(isError)) value = plainValue(document, fault);
  }
  const find = (path: DocumentPath): Node | null => follow(root, path).node;
  return {
    file,
    value,
    faults: capped(faults, Math.max(total ?? 0, faults.length)),
    locate: (path) => place(startOf(find(path))),
    locateKey: (path) => {
      const key = pairOf(find(path.slice(0, -1)), path.at(-1) ?? '')?.key;
      return place(startOf(isNode(key) ? key : find(path)));
    },
    sourceOf: (path) => {
      const { node, complete } = follow(root, path);
      return complete && isScalar(node) ? node.source : undefined;
    },
    comments: () => comments.map(({ text, offset }): Comment => ({ text, location: place(offset) })),
  };
}

/** Adds a case of a malformed file to the faults, by its offset. */
type Report = <Name extends CaseName<IdOf<'malformed-file'>>>(
  name: Name,
  evidence: EvidenceOf<IdOf<'malformed-file'>, Name>,
  offset: number,
) => void;

const syntaxOf = ({ message, help, isVague }: SyntaxFault): EvidenceOf<IdOf<'malformed-file'>, 'syntax'> => ({
  language: 'YAML',
  detail: message,
  ...(help !== undefined && { help }),
  ...(isVague === true && { isVague }),
});

const controlFault = (text: string, offset: number) =>
  syntaxOf({
    message: `control character (U+${text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0')})`,
    help: 'remove it, or write it as an escape sequence in double quotes',
    offset,
  });

function compose(tokens: readonly CST.Token[], end: number): Document.Parsed[] {
  // `uniqueKeys` compares every key with every other one; checkKeys does it in linear time.
  const composer = new Composer({ version: '1.2', uniqueKeys: false, merge: false, logLevel: 'error' });
  return [...composer.compose(tokens, true, end)];
}

/** Finds keys that are duplicates or not strings, and restores the text of keys like `1.0`, which YAML read as a number. */
function checkKeys(root: Node, place: Place, faults: Fault[], lastWins: boolean): void {
  // In a file with syntax errors, a key that is not a string is mostly a consequence.
  const isSound = faults.length === 0;
  visit(root, {
    Map(_, map) {
      const first = new Map<string, number>();
      for (const { key } of map.items) {
        const offset = startOf(isNode(key) ? key : map);
        if (!isScalar(key)) {
          if (isSound)
            faults.push(problem('malformed-file', 'key-not-text', {}, { location: place(offset) }));
          continue;
        }
        if (typeof key.value !== 'string') key.value = key.source ?? String(key.value);
        const text = key.value as string;
        const before = first.get(text);
        if (before === undefined) first.set(text, offset);
        else {
          const evidence = { language: 'YAML' as const, key: text, firstLine: place(before).line };
          const repeated = lastWins ? 'key-overruled' : 'duplicate-key';
          faults.push(problem('malformed-file', repeated, evidence, { location: place(offset) }));
        }
      }
    },
  });
}

/** Plain values. Aliases are allowed, but must not explode. */
function plainValue(document: Document.Parsed, fault: Report): unknown {
  try {
    return document.toJS({ maxAliasCount: maximumAliases });
  } catch (error) {
    // The library throws a ReferenceError for both: an alias of nothing, and aliases that multiply.
    let alias: Node | undefined;
    visit(document, {
      Alias(_, node) {
        alias = node;
      },
    });
    fault('alias', { detail: spoken((error as Error).message) }, startOf(alias ?? null));
    return undefined;
  }
}

function follow(
  root: Node | null,
  path: DocumentPath,
): { readonly node: Node | null; readonly complete: boolean } {
  let node = root;
  for (const step of path) {
    const next: unknown = isSeq(node) ? node.items[Number(step)] : pairOf(node, step)?.value;
    if (!isNode(next)) return { node, complete: false };
    node = next;
  }
  return { node, complete: true };
}

function pairOf(node: Node | null, step: string | number): Pair | undefined {
  return isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === String(step)) : undefined;
}

function startOf(node: Node | null): number {
  return isAlias(node) || node?.range ? (node?.range?.[0] ?? 0) : 0;
}

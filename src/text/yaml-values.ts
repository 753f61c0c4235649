import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { maximumDepth } from './source-text.ts';

/** How many values all aliases of a file may repeat: manifests repeat a few, an alias bomb millions. */
const maximumRepeated = 100_000;

/** An alias that has no value, and why. */
export interface AliasFault {
  readonly alias: Node;
  readonly detail: string;
}

/** A value, the number of values in it, and how deeply they nest. */
interface Sized {
  readonly value: unknown;
  readonly size: number;
  readonly depth: number;
}

/**
 * The plain value of a document whose keys are all text. In contrast to the library, which searches the document for each alias, the
 * work is linear, and what aliases make of it is bounded in number and depth: a reader of the value may go through all of it.
 */
export function plainValueOf(root: Node): { readonly value: unknown } | AliasFault {
  const anchors = new Map<string, Sized | 'open'>();
  let repeated = 0;
  let wrong: AliasFault | undefined;
  const failed = (alias: Node, detail: string): Sized => {
    wrong ??= { alias, detail };
    return { value: undefined, size: 0, depth: 0 };
  };
  const ofAlias = (alias: Node, name: string): Sized => {
    const target = anchors.get(name);
    if (target === undefined)
      return failed(alias, `unresolved alias (the anchor must be set before the alias): ${name}`);
    if (target === 'open') return failed(alias, `the alias \`*${name}\` is part of its own value`);
    repeated += target.size;
    return repeated > maximumRepeated
      ? failed(alias, `aliases repeat more than ${maximumRepeated} values`)
      : target;
  };
  const ofNode = (node: unknown): Sized => {
    if (wrong !== undefined) return { value: undefined, size: 0, depth: 0 };
    if (isAlias(node)) return ofAlias(node, node.source);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return { value: null, size: 1, depth: 0 };
    if (node.anchor !== undefined) anchors.set(node.anchor, 'open');
    const sized = isScalar(node) ? { value: plain(node), size: 1, depth: 0 } : ofCollection(node);
    if (node.anchor !== undefined) anchors.set(node.anchor, sized);
    return sized;
  };
  const ofCollection = (node: Node): Sized => {
    let size = 1;
    let depth = 0;
    const inside = (child: unknown): unknown => {
      const sized = ofNode(child);
      size += sized.size;
      depth = Math.max(depth, sized.depth + 1);
      if (depth > maximumDepth) failed(child as Node, `aliases nest more than ${maximumDepth} levels deep`);
      return sized.value;
    };
    const value = isSeq(node)
      ? node.items.map(inside)
      : isMap(node)
        ? // Not by assignment: `__proto__` is a key like any other.
          Object.fromEntries(
            node.items.map(({ key, value }) => [String((key as Scalar).value), inside(value)]),
          )
        : null;
    return { value, size, depth };
  };
  const { value } = ofNode(root);
  return wrong ?? { value };
}

const plain = ({ value }: Scalar): unknown => (typeof value === 'bigint' ? Number(value) : value);

import type { Package } from './package.ts';
import { type Derived, isDerived, type ProofNode } from './proof.ts';
import { wordsFor } from './words.ts';

/**
 * Writes a proof as numbered prose, after the section on error reporting in PubGrub's description: only lines that are referred
 * to later have a number, and linear chains are collapsed.
 * See `docs/resolver.md`, "Explanation".
 * @param conclusion what the proof shows: which of the requested plugins cannot be used.
 */
export function explain(
  proof: ProofNode,
  packageAt: (index: number) => Package,
  conclusion: string,
): string[] {
  const { statement, both, nameOf } = wordsFor(packageAt);
  const inOrder = inOrderBy(nameOf);
  const uses = countUses(proof);
  const numbers = new Map<ProofNode, number>();
  const lines: { text: string; number?: number }[] = [];

  const write = (text: string, about: Derived, numbered: boolean) => {
    const needsNumber = numbered || (uses.get(about) ?? 0) > 1;
    if (needsNumber) numbers.set(about, numbers.size + 1);
    lines.push({ text, ...(needsNumber && { number: numbers.get(about) as number }) });
  };
  const refer = (to: ProofNode) => `${statement(to)} (${numbers.get(to)})`;

  function visit(node: Derived, numbered = false): void {
    const [first, second] = inOrder(node.reason);
    const end = node === proof ? conclusion : statement(node);
    if (isDerived(first) && isDerived(second)) {
      if (numbers.has(first) && numbers.has(second)) {
        write(`Because ${refer(first)} and ${refer(second)}, ${end}.`, node, numbered);
      } else if (numbers.has(first) || numbers.has(second)) {
        const known = numbers.has(first) ? first : second;
        visit(known === first ? second : first);
        write(`And because ${refer(known)}, ${end}.`, node, numbered);
      } else if (isSimple(first) || isSimple(second)) {
        const simple = isSimple(second) ? second : first;
        visit(simple === second ? first : second);
        visit(simple);
        write(`So, ${end}.`, node, numbered);
      } else {
        visit(first, true);
        visit(second);
        write(`And because ${refer(first)}, ${end}.`, node, numbered);
      }
      return;
    }
    if (isDerived(first) || isDerived(second)) {
      const inner = (isDerived(first) ? first : second) as Derived;
      const fact = isDerived(first) ? second : first;
      if (numbers.has(inner)) {
        write(`Because ${statement(fact)} and ${refer(inner)}, ${end}.`, node, numbered);
        return;
      }
      const [deeper, innerFact] = parts(inner);
      if (
        deeper !== undefined &&
        innerFact !== undefined &&
        (uses.get(inner) ?? 0) < 2 &&
        !numbers.has(deeper)
      ) {
        visit(deeper);
        const [one, other] = inOrder({ kind: 'derived', first: innerFact, second: fact });
        write(`And because ${both(one, other)}, ${end}.`, node, numbered);
        return;
      }
      visit(inner);
      write(`And because ${statement(fact)}, ${end}.`, node, numbered);
      return;
    }
    write(`Because ${both(first, second)}, ${end}.`, node, numbered);
  }

  if (isDerived(proof)) visit(proof);
  else lines.push({ text: `Because ${statement(proof)}, ${conclusion}.` });
  return layOut(lines);
}

/** Returns one string for each step; the report wraps it. */
function layOut(lines: readonly { text: string; number?: number }[]): string[] {
  return lines.map(({ text, number }) => (number === undefined ? text : `(${number}) ${text}`));
}

/** Counts how often each derived statement is used as a premise. */
function countUses(proof: ProofNode): Map<ProofNode, number> {
  const uses = new Map<ProofNode, number>();
  const stack = [proof];
  while (stack.length > 0) {
    const node = stack.pop() as ProofNode;
    if (!isDerived(node)) continue;
    for (const premise of [node.reason.first, node.reason.second]) {
      const known = uses.get(premise) ?? 0;
      uses.set(premise, known + 1);
      if (known === 0) stack.push(premise);
    }
  }
  return uses;
}

/**
 * A chain reads from its beginning: what depends on something, then what that depends on, and last what the user asked for. Other
 * premises are sorted by name.
 */
function inOrderBy(nameOf: (index: number) => string) {
  return ({ first, second }: Derived['reason']): [ProofNode, ProofNode] => {
    const [a, b] = [first.reason, second.reason];
    if (a.kind === 'derived' || b.kind === 'derived' || b.kind === 'required') return [first, second];
    if (a.kind === 'counting' || b.kind === 'counting') return [first, second];
    if (a.kind === 'required' || b.on === a.from) return [second, first];
    return a.on !== b.from && nameOf(b.from) < nameOf(a.from) ? [second, first] : [first, second];
  };
}

/** Whether both premises are facts, so that one line is enough. */
function isSimple({ reason }: Derived): boolean {
  return !isDerived(reason.first) && !isDerived(reason.second);
}

/** Returns the derived and the factual premise, if there is one of each. */
function parts({ reason: { first, second } }: Derived): [Derived | undefined, ProofNode | undefined] {
  if (isDerived(first) && !isDerived(second)) return [first, second];
  if (isDerived(second) && !isDerived(first)) return [second, first];
  return [undefined, undefined];
}

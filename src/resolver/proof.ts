import type { Incompatibility, Reason, Term } from './incompatibility.ts';
import type { Package } from './package.ts';
import { fullSet, intersect, isSubset, unite, type VersionSet } from './version-set.ts';

/** A fact, or what follows from two others: a proof is the node from which nothing but the request itself is left to blame. */
export type ProofNode = Fact | Derived;

export interface Fact {
  readonly terms: readonly Term[];
  readonly reason: Exclude<Reason, { kind: 'learnt' }>;
}

export interface Derived {
  readonly terms: readonly Term[];
  readonly reason: { readonly kind: 'derived'; readonly first: ProofNode; readonly second: ProofNode };
}

export const isDerived = (node: ProofNode): node is Derived => node.reason.kind === 'derived';

/** All that a proof rests on, each once: what was learnt, in an order in which each comes after what it rests on, and the facts. */
export function supportOf(proof: Incompatibility): { learnt: Incompatibility[]; facts: Incompatibility[] } {
  const learnt: Incompatibility[] = [];
  const facts: Incompatibility[] = [];
  const seen = new Set<Incompatibility>();
  const stack: { node: Incompatibility; left: Incompatibility[] }[] = [];
  const enter = (node: Incompatibility) => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.reason.kind === 'learnt') stack.push({ node, left: premisesOf(node) });
    else facts.push(node);
  };
  enter(proof);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.left.pop();
    if (next !== undefined) enter(next);
    else {
      stack.pop();
      learnt.push(top.node);
    }
  }
  return { learnt, facts };
}

function premisesOf({ reason }: Incompatibility): Incompatibility[] {
  return reason.kind === 'learnt' ? [reason.conflict, ...joinsOf(reason).map(({ cause }) => cause)] : [];
}

/** What a learnt incompatibility is joined with, and the package that goes out each time. */
function joinsOf({ steps, facts }: Extract<Reason, { kind: 'learnt' }>) {
  return [...steps, ...facts.map((cause) => ({ pivot: (cause.terms[0] as Term).pkg, cause }))];
}

/** Joins in a proof: how long it is. */
export function lengthOf(proof: Incompatibility): number {
  return supportOf(proof).learnt.reduce(
    (sum, { reason }) => sum + (reason.kind === 'learnt' ? joinsOf(reason).length : 0),
    0,
  );
}

/**
 * Writes out every single join of a proof.
 * See `docs/resolver.md`, "Explanation".
 * @param silently whether to leave out the joins with what the user requires: what is left then ends in a statement about the
 *   requested plugins alone, which is shorter to read as long as they are few.
 */
export function unfold(
  proof: Incompatibility,
  packageAt: (index: number) => Package,
  silently: boolean,
): ProofNode {
  const { learnt, facts } = supportOf(proof);
  const nodes = new Map<Incompatibility, ProofNode | undefined>();
  for (const fact of facts) {
    const isSilent = silently && fact.reason.kind === 'required';
    nodes.set(fact, isSilent ? undefined : { ...(fact as Fact), terms: inOrder(fact) });
  }
  for (const each of learnt) {
    if (each.reason.kind !== 'learnt') continue;
    let node = nodes.get(each.reason.conflict);
    for (const { pivot, cause } of joinsOf(each.reason)) {
      const other = nodes.get(cause);
      node =
        node === undefined || other === undefined ? (node ?? other) : join(node, other, pivot, packageAt);
    }
    nodes.set(each, node);
  }
  return nodes.get(proof) ?? unfold(proof, packageAt, false);
}

/** Who states it comes first, whatever propagation made of the order. */
function inOrder({ terms, reason }: Incompatibility): Term[] {
  const from = 'from' in reason ? reason.from : -1;
  return terms.toSorted((a, b) => Number(b.pkg === from) - Number(a.pkg === from) || a.pkg - b.pkg);
}

/** Both hold; so what they say of all packages but the pivot cannot be either, for the pivot's choices that they cover together. */
function join(
  first: ProofNode,
  second: ProofNode,
  pivot: number,
  packageAt: (index: number) => Package,
): Derived {
  const sets = new Map<number, VersionSet>();
  for (const { pkg, set } of [...first.terms, ...second.terms]) {
    const known = sets.get(pkg);
    sets.set(pkg, known === undefined ? set : pkg === pivot ? unite(known, set) : intersect(known, set));
  }
  const terms = [...sets].flatMap(([pkg, set]) =>
    isSubset(fullSet(packageAt(pkg).versions.length), set) ? [] : [{ pkg, set }],
  );
  return { terms, reason: { kind: 'derived', first, second } };
}

import type { Incompatibility, Reason, Term } from './incompatibility.ts';
import type { Package } from './package.ts';
import { fullSet, intersect, isSubset, unite, type VersionSet } from './version-set.ts';

/** A fact, or what follows from two others: a proof is the node that blames nothing but the request itself. */
export type ProofNode = Fact | Derived;

export interface Fact {
  readonly terms: readonly Term[];
  readonly reason: Exclude<Reason, { kind: 'learned' }>;
}

export interface Derived {
  readonly terms: readonly Term[];
  readonly reason: { readonly kind: 'derived'; readonly first: ProofNode; readonly second: ProofNode };
}

export const isDerived = (node: ProofNode): node is Derived => node.reason.kind === 'derived';

/** Everything a proof rests on, each once: the facts, and what was learned or counted, each after what it rests on. */
export function supportOf(proof: Incompatibility): { learned: Incompatibility[]; facts: Incompatibility[] } {
  const learned: Incompatibility[] = [];
  const facts: Incompatibility[] = [];
  const seen = new Set<Incompatibility>();
  const stack: { node: Incompatibility; left: Incompatibility[] }[] = [];
  const enter = (node: Incompatibility) => {
    if (seen.has(node)) return;
    seen.add(node);
    const premises = premisesOf(node);
    if (premises !== undefined) stack.push({ node, left: premises });
    else facts.push(node);
  };
  enter(proof);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.left.pop();
    if (next !== undefined) enter(next);
    else {
      stack.pop();
      learned.push(top.node);
    }
  }
  return { learned, facts };
}

/** What an incompatibility rests on; undefined for a fact. */
function premisesOf({ reason }: Incompatibility): Incompatibility[] | undefined {
  if (reason.kind === 'learned') return [reason.conflict, ...joinsOf(reason).map(({ cause }) => cause)];
  return 'facts' in reason ? [...reason.facts] : undefined;
}

/** What a learned incompatibility is joined with, and the package that each join eliminates. */
function joinsOf({ steps, facts }: Extract<Reason, { kind: 'learned' }>) {
  return [...steps, ...facts.map((cause) => ({ pivot: (cause.terms[0] as Term).pkg, cause }))];
}

/** Counts the joins of a proof: its length. */
export function lengthOf(proof: Incompatibility): number {
  return supportOf(proof).learned.reduce(
    (sum, { reason }) => sum + (reason.kind === 'learned' ? joinsOf(reason).length : 0),
    0,
  );
}

/**
 * Expands a proof into its single joins.
 * See `docs/resolver.md`, "Explanation".
 * @param silently whether to skip the joins with what the user requires: the rest then ends in a statement about the
 *   requested plugins alone, which is shorter to read as long as they are few.
 */
export function unfold(
  proof: Incompatibility,
  packageAt: (index: number) => Package,
  silently: boolean,
): ProofNode {
  const { learned, facts } = supportOf(proof);
  const nodes = new Map<Incompatibility, ProofNode | undefined>();
  for (const fact of facts) {
    const isSilent = silently && fact.reason.kind === 'required';
    nodes.set(fact, isSilent ? undefined : { ...(fact as Fact), terms: inOrder(fact) });
  }
  for (const each of learned) {
    if (each.reason.kind !== 'learned') {
      nodes.set(each, each as Fact);
      continue;
    }
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

/** Puts the package that states the fact first, since propagation may have changed the order. */
function inOrder({ terms, reason }: Incompatibility): Term[] {
  const from = 'from' in reason ? reason.from : -1;
  return terms.toSorted((a, b) => Number(b.pkg === from) - Number(a.pkg === from) || a.pkg - b.pkg);
}

/** Resolves two statements on a pivot: they hold for all choices of the pivot that they cover together. */
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

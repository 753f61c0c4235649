/** A plugin that may be the one, with what it requires. */
export interface Suspect {
  readonly id: string;
  readonly requires: readonly string[];
}

/** What someone said of a part of the plugins. */
export interface Tried {
  readonly ids: readonly string[];
  readonly isBad: boolean;
}

export type BisectStep =
  /** Try these plugins; if one plugin is to blame, so many steps are left at most, this one included. */
  | { readonly kind: 'try'; readonly ids: readonly string[]; readonly left: number }
  /** These break it, and none of them can be left out. */
  | { readonly kind: 'found'; readonly ids: readonly string[] }
  /** It is bad without any plugin. */
  | { readonly kind: 'not-plugins' }
  /** It is good with all plugins. */
  | { readonly kind: 'not-reproduced' }
  /** The answers contradict each other. */
  | { readonly kind: 'contradiction' };

/**
 * What to try next, from all answers so far: the same answers always lead to the same step, so that they are all that has to be kept.
 *
 * Plugins are put in order, each behind what it requires, so that every first part of the order can run. A binary search finds the
 * shortest first part that is bad: its last plugin is to blame, alone or together with some before it, and these are found in the same
 * way. It takes 2 + log2(n) steps for one plugin, and about as many again for each further one. What breaks with some plugins is taken to
 * break with more, so that no step is asked twice.
 */
export function nextStep(suspects: readonly Suspect[], tried: readonly Tried[]): BisectStep {
  const order = inOrder(suspects);
  const closureOf = (ids: readonly string[]) => closed(ids, suspects);
  const bad = tried.filter(({ isBad }) => isBad).map(({ ids }) => new Set(ids));
  const good = tried.filter(({ isBad }) => !isBad).map(({ ids }) => new Set(ids));
  if (bad.some((some) => good.some((more) => isWithin(some, more)))) return { kind: 'contradiction' };

  const search = searching(order, suspects.length);
  let step = search.next(false);
  for (;;) {
    if (step.done === true) return step.value;
    const { ids, left } = step.value;
    const asked = new Set(closureOf(ids));
    if (bad.some((some) => isWithin(some, asked))) step = search.next(true);
    else if (good.some((more) => isWithin(asked, more))) step = search.next(false);
    else return { kind: 'try', ids: order.filter((id) => asked.has(id)), left };
  }
}

interface Question {
  readonly ids: readonly string[];
  readonly left: number;
}

/** The search, which asks whether plugins are bad together. */
function* searching(order: readonly string[], size: number): Generator<Question, BisectStep, boolean> {
  if (yield { ids: [], left: stepsFor(size) + 2 }) return { kind: 'not-plugins' };
  const found: string[] = [];
  let limit = order.length;
  while (limit > 0) {
    // With the first `low` of the order it is good, with the first `high` bad.
    let [low, high] = [0, limit];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (yield { ids: [...found, ...order.slice(0, middle)], left: stepsFor(high - low) + 1 }) high = middle;
      else low = middle;
    }
    found.push(order[high - 1] as string);
    limit = high - 1;
    if (yield { ids: found, left: 1 }) return { kind: 'found', ids: [...found].sort() };
    // Until now all of them together were only said to be bad.
    if (found.length === 1 && !(yield { ids: order, left: 1 })) return { kind: 'not-reproduced' };
  }
  return { kind: 'contradiction' };
}

const stepsFor = (amount: number): number => Math.ceil(Math.log2(Math.max(1, amount)));

/** Each plugin behind what it requires. */
function inOrder(suspects: readonly Suspect[]): string[] {
  const byId = new Map(suspects.map((suspect) => [suspect.id, suspect]));
  const order = new Set<string>();
  const visited = new Set<string>();
  const visit = (id: string): void => {
    const suspect = byId.get(id);
    if (suspect === undefined || visited.has(id)) return;
    visited.add(id);
    for (const need of [...suspect.requires].sort()) visit(need);
    order.add(id);
  };
  for (const id of [...byId.keys()].sort()) visit(id);
  return [...order];
}

function closed(ids: readonly string[], suspects: readonly Suspect[]): string[] {
  const byId = new Map(suspects.map((suspect) => [suspect.id, suspect]));
  const all = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (all.has(id) || !byId.has(id)) continue;
    all.add(id);
    open.push(...(byId.get(id)?.requires ?? []));
  }
  return [...all];
}

const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean =>
  [...some].every((id) => all.has(id));

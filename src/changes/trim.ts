/** A plugin of a combination, with what it takes. */
export interface CostlyPlugin {
  /** `name@marketplace` */
  readonly id: string;
  /** The list has it; otherwise it is there only because another one requires it. */
  readonly isListed: boolean;
  /** The ids of what it requires. */
  readonly requires: readonly string[];
  /** Estimated tokens of its descriptions in every session; undefined if these are not known. */
  readonly tokens?: number;
  /** The processes that its hooks start for a call of each tool. One that two plugins share is started once. */
  readonly processes: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What a combination may take at most. */
export interface Budget {
  readonly tokens: number;
  /** For a call of any one tool. */
  readonly processes: number;
}

/** What plugins take together. */
export interface Load {
  readonly tokens: number;
  /** How many processes the calls of a tool start, by tool. */
  readonly processes: ReadonlyMap<string, number>;
}

export interface Trimmed {
  /** The listed plugins to disable. */
  readonly off: readonly string[];
  /** What goes with them, because nothing else requires it. */
  readonly alongside: readonly string[];
  readonly left: Load;
  /** Whether fewer are known not to be enough; otherwise there were too many sets to try. */
  readonly isLeast: boolean;
}

/** How many sets of plugins are tried. */
const mostTried = 50_000;

/**
 * Finds the fewest listed plugins to disable so that the others fit and have all that they require. Of several such sets, it takes
 * the one with which the fewest others go, then the one that gives up the fewest tokens.
 * @param keep ids of plugins that stay in any case.
 * @returns undefined if it does not fit, whatever goes.
 */
export function trim(
  plugins: readonly CostlyPlugin[],
  budget: Budget,
  keep: ReadonlySet<string>,
): Trimmed | undefined {
  const byId = new Map(plugins.map((plugin) => [plugin.id, plugin]));
  const closureOf = (ids: Iterable<string>) => closed(ids, byId);
  const listed = plugins.filter(({ isListed }) => isListed).map(({ id }) => id);
  const before = loadOf(plugins);
  const relief = reliefOf(plugins, before, budget, (id) => [...closureOf([id])]);

  /** What is left without some plugins; undefined if another one requires one of them. */
  const without = (off: readonly string[]): Trimmed | undefined => {
    const gone = new Set(off);
    const stays = closureOf(listed.filter((id) => !gone.has(id)));
    if (off.some((id) => stays.has(id))) return undefined;
    const left = loadOf(plugins.filter(({ id }) => stays.has(id)));
    const alongside = plugins.filter(({ id }) => !stays.has(id) && !gone.has(id)).map(({ id }) => id);
    return { off, alongside, left, isLeast: true };
  };
  const fitting = (off: readonly string[]) => {
    const end = without(off);
    return end !== undefined && isWithin(end.left, budget) ? end : undefined;
  };

  const kept = closureOf(keep);
  const candidates = listed
    .filter((id) => !kept.has(id))
    .sort((a, b) => relief.of(b) - relief.of(a) || (a < b ? -1 : 1));
  const everything = fitting(candidates);
  if (everything === undefined) return undefined;

  let tried = 0;
  for (let size = 0; size < candidates.length; size++) {
    const found: Trimmed[] = [];
    /** Tries every set of the size that begins with `off`, unless even the best of the rest cannot be enough. */
    const search = (off: readonly string[], start: number, relieved: number): void => {
      if (tried > mostTried) return;
      const missing = size - off.length;
      if (missing === 0) {
        tried++;
        const end = fitting(off);
        if (end !== undefined) found.push(end);
        return;
      }
      const best = candidates.slice(start, start + missing).reduce((sum, id) => sum + relief.of(id), 0);
      if (relieved + best < relief.wanted) return;
      candidates.slice(start).forEach((id, index) => {
        search([...off, id], start + index + 1, relieved + relief.of(id));
      });
    };
    search([], 0, 0);
    const [best] = found.sort(byGentleness);
    if (best !== undefined) return { ...best, isLeast: tried <= mostTried };
    if (tried > mostTried) return { ...withFewer(everything, fitting), isLeast: false };
  }
  return everything;
}

/** Takes back one plugin after the other for as long as it still fits, first those that relieve the least. */
function withFewer(start: Trimmed, fitting: (off: readonly string[]) => Trimmed | undefined): Trimmed {
  return [...start.off]
    .reverse()
    .reduce((best, id) => fitting(best.off.filter((each) => each !== id)) ?? best, start);
}

/** What plugins take together. */
export function loadOf(plugins: readonly CostlyPlugin[]): Load {
  const started = new Map<string, Set<string>>();
  for (const { processes } of plugins)
    for (const [tool, keys] of processes) {
      const all = started.get(tool) ?? new Set();
      for (const key of keys) all.add(key);
      started.set(tool, all);
    }
  return {
    tokens: plugins.reduce((sum, { tokens = 0 }) => sum + tokens, 0),
    processes: new Map([...started].map(([tool, keys]) => [tool, keys.size])),
  };
}

export const isWithin = ({ tokens, processes }: Load, budget: Budget): boolean =>
  tokens <= budget.tokens && [...processes.values()].every((amount) => amount <= budget.processes);

/** The plugins with all that they require. */
function closed(ids: Iterable<string>, byId: ReadonlyMap<string, CostlyPlugin>): ReadonlySet<string> {
  const all = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (all.has(id)) continue;
    all.add(id);
    open.push(...(byId.get(id)?.requires ?? []));
  }
  return all;
}

/**
 * How much at most it helps to disable a plugin: of each budget that is exceeded, the part of the excess that the plugin and all that
 * it requires make up. A set that fits has at least `wanted` together, since what goes is always required by one of the set.
 */
function reliefOf(
  plugins: readonly CostlyPlugin[],
  before: Load,
  budget: Budget,
  closureOf: (id: string) => readonly string[],
) {
  const byId = new Map(plugins.map((plugin) => [plugin.id, plugin]));
  const exceeded: { excess: number; of: (plugin: CostlyPlugin) => number }[] = [
    { excess: before.tokens - budget.tokens, of: ({ tokens = 0 }) => tokens },
    ...[...before.processes].map(([tool, amount]) => ({
      excess: amount - budget.processes,
      of: ({ processes }: CostlyPlugin) => processes.get(tool)?.size ?? 0,
    })),
  ].filter(({ excess }) => excess > 0);
  const shares = new Map(
    plugins.map(({ id }) => {
      const parts = closureOf(id).flatMap((each) => byId.get(each) ?? []);
      const share = exceeded.map(({ excess, of }) => parts.reduce((sum, part) => sum + of(part), 0) / excess);
      return [id, share.reduce((sum, each) => sum + each, 0)];
    }),
  );
  // A little less, since sums of fractions are not exact.
  return { of: (id: string) => shares.get(id) ?? 0, wanted: exceeded.length - 1e-9 };
}

const byGentleness = (a: Trimmed, b: Trimmed): number =>
  a.alongside.length - b.alongside.length ||
  b.left.tokens - a.left.tokens ||
  (a.off.join('\n') < b.off.join('\n') ? -1 : 1);

/** A small generator of random numbers with a seed, so that a failure can be found again (mulberry32). */
export interface Random {
  /** From 0 to less than `below`, whole. */
  below(below: number): number;
  one<T>(of: readonly T[]): T;
}

/**
 * The seed that an option states: a number, or a new one for `random`.
 * @throws Error if it is neither.
 */
export function seedOf(stated: string): number {
  if (stated === 'random') return Math.floor(Math.random() * 2 ** 31);
  if (!/^\d+$/.test(stated)) throw new Error(`\`--seed ${stated}\` is neither a number nor \`random\``);
  return Number(stated);
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number): number => Math.floor(next() * most);
  return { below, one: (of) => of[below(of.length)] as (typeof of)[number] };
}

/** The same values in an order of chance (Fisher and Yates). */
export function shuffled<T>(values: readonly T[], random: Random): T[] {
  const all = [...values];
  for (let end = all.length - 1; end > 0; end--) {
    const at = random.below(end + 1);
    [all[end], all[at]] = [all[at] as T, all[end] as T];
  }
  return all;
}

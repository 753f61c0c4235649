/** How much of what was found in labeled texts was right. */
export interface Measured {
  readonly right: number;
  readonly found: number;
  /** Counted in texts that were known when mkt was last corrected, because others have too few cases. */
  readonly isKnown?: true;
}

/**
 * How often what mkt sees was right, by kind: files and calls by the form of the statement, roles by their names. Counted is what was found in
 * texts that mkt read for the first time, unless a row says otherwise; `docs/accuracy-seen.md` says how. The one place that decides what is
 * shown.
 */
export const seenKinds: Readonly<Record<string, Measured>> = {
  'writes verb': { right: 106, found: 110 },
  'writes weak': { right: 13, found: 13 },
  'writes listed': { right: 29, found: 30 },
  'writes label': { right: 4, found: 4 },
  'writes passive': { right: 3, found: 3 },
  'writes participle': { right: 2, found: 2 },
  'writes aside': { right: 8, found: 9 },
  'writes far': { right: 1, found: 2 },
  'writes pronoun': { right: 2, found: 3, isKnown: true },
  'writes command': { right: 1, found: 1 },
  'writes part': { right: 1, found: 1 },
  'reads verb': { right: 62, found: 65 },
  'reads weak': { right: 39, found: 40 },
  'reads listed': { right: 31, found: 34 },
  'reads from': { right: 13, found: 14 },
  'reads search': { right: 9, found: 9 },
  'reads aside': { right: 8, found: 8 },
  'reads attached': { right: 10, found: 10, isKnown: true },
  'reads pronoun': { right: 6, found: 6, isKnown: true },
  'reads hint': { right: 9, found: 15 },
  'reads command': { right: 0, found: 2 },
  'call kind': { right: 16, found: 16 },
  'call tool': { right: 14, found: 15 },
  'call slash': { right: 13, found: 14 },
  'call bare': { right: 6, found: 6 },
  'call listed': { right: 5, found: 5 },
  'call full': { right: 5, found: 5, isKnown: true },
  'call declared': { right: 16, found: 16 },
  'call code': { right: 2, found: 2 },
  'call mention': { right: 15, found: 17 },
  'call typed': { right: 20, found: 31 },
  'call named': { right: 23, found: 95 },
  'call row': { right: 11, found: 58 },
  'call offer': { right: 7, found: 38 },
  'role testing': { right: 3, found: 3, isKnown: true },
  'role ci': { right: 2, found: 3, isKnown: true },
  'role deployment': { right: 3, found: 3, isKnown: true },
  'role documentation': { right: 4, found: 4, isKnown: true },
  'role monitoring': { right: 2, found: 3, isKnown: true },
  'role review': { right: 10, found: 11, isKnown: true },
  'role security': { right: 18, found: 18, isKnown: true },
  'role debugging': { right: 1, found: 1, isKnown: true },
  'role infrastructure': { right: 1, found: 3, isKnown: true },
  'role migration': { right: 3, found: 4, isKnown: true },
  'role version-control': { right: 4, found: 4, isKnown: true },
  'role planning': { right: 9, found: 9, isKnown: true },
  'role design': { right: 4, found: 5, isKnown: true },
  'role performance': { right: 3, found: 3, isKnown: true },
  'role database': { right: 2, found: 3, isKnown: true },
  'role cleanup': { right: 1, found: 1, isKnown: true },
};

/** Of fewer cases nothing follows. */
const fewest = 2;

/** The share of what is found that has to be right. */
const least = 0.9;

/**
 * Whether what is found of a kind is right often enough to be shown everywhere. The rest is only in full plans, on the page of a plan and in
 * JSON, marked.
 */
export function isOftenRight(kind: string): boolean {
  const { right, found } = seenKinds[kind] ?? { right: 0, found: 0 };
  return found >= fewest && right / found >= least;
}

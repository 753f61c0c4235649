import { createFrontier } from './frontier.ts';

/** The order in which packages are decided. See `docs/resolver.md`, "Preferences". */
export interface Order {
  /** Makes room for a package. */
  admit(index: number, key: string): void;
  /** Says that it is a plugin, and not something that plugins run on. */
  setPlugin(index: number): void;
  /** Says that the user named it. */
  setRequested(index: number): void;
  /** A package that can be decided has so many choices. */
  place(index: number, choices: number): void;
  /** A package cannot be decided; if it has just one choice, that is said, too. */
  remove(index: number, choices?: number): void;
  /** The package to decide next; undefined if all are decided. */
  best(): number | undefined;
  /** Whether a package, with the choices that it has now, comes before another one. */
  precedes(a: number, b: number): boolean;
  /** Notes that a package took part in a conflict. */
  bump(index: number): void;
  /** Whether a package took part in any conflict. */
  isActive(index: number): boolean;
  /** Makes the packages of the next conflict count more than those before. */
  age(): void;
  /** From now on conflicts come first. */
  followConflicts(): void;
}

const bumpGrowth = 1.05;

/**
 * Creates the order of a search. What decides it is in arrays by package, and not in an object for each, because the search compares
 * packages more often than it does anything else but visiting statements.
 */
export function createOrder(): Order {
  const keys: string[] = [];
  const isPlugin: boolean[] = [];
  const requested: boolean[] = [];
  /** How often each took part in recent conflicts. */
  const activity: number[] = [];
  /** How many choices each had when its edges were last opened, and when the frontier last placed it. */
  const choices: number[] = [];
  const placed: number[] = [];
  let growth = 1;
  let hard = false;
  const frontier = createFrontier((a, b) => before(a, b, placed));

  /**
   * Plugins come first: a runtime's version is not a preference, so it is decided after the plugins that constrain it. While there are
   * few conflicts, what the user named comes first, then the package with the fewest candidates. A hard request follows the conflicts.
   * Ties go by name, so that the answer does not depend on the order of the input.
   */
  function before(a: number, b: number, amounts: readonly number[]): boolean {
    if (isPlugin[a] !== isPlugin[b]) return isPlugin[a] as boolean;
    const [activityA, activityB] = [activity[a] as number, activity[b] as number];
    if (hard && activityA !== activityB) return activityA > activityB;
    if (requested[a] !== requested[b]) return requested[a] as boolean;
    if (amounts[a] !== amounts[b]) return (amounts[a] as number) < (amounts[b] as number);
    if (activityA !== activityB) return activityA > activityB;
    return (keys[a] as string) < (keys[b] as string);
  }

  return {
    admit(index, key) {
      keys[index] = key;
      isPlugin[index] = false;
      requested[index] = false;
      activity[index] = 0;
      choices[index] = 0;
      placed[index] = 0;
    },
    setPlugin(index) {
      isPlugin[index] = true;
    },
    setRequested(index) {
      requested[index] = true;
    },
    place(index, amount) {
      choices[index] = amount;
      if (placed[index] === amount) frontier.restore(index);
      else {
        placed[index] = amount;
        frontier.place(index);
      }
    },
    remove(index, amount) {
      if (amount !== undefined) choices[index] = amount;
      frontier.remove(index);
    },
    best: frontier.best,
    precedes: (a, b) => before(a, b, choices),
    bump(index) {
      activity[index] = (activity[index] as number) + growth;
      frontier.move(index);
    },
    isActive: (index) => (activity[index] as number) > 0,
    age() {
      growth *= bumpGrowth;
      if (growth <= 1e100) return;
      for (let index = 0; index < activity.length; index += 1)
        activity[index] = (activity[index] as number) / 1e100;
      growth /= 1e100;
    },
    followConflicts() {
      hard = true;
      frontier.reorder();
    },
  };
}

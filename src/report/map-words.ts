import { type Tie, type TieKind, tieKinds } from '../model/map.ts';
import { count, listed } from '../model/text.ts';

const words: Readonly<Record<TieKind, readonly [singular: string, plural: string]>> = {
  dependency: ['dependency', 'dependencies'],
  call: ['call', 'calls'],
  mention: ['mention', 'mentions'],
  data: ['link', 'links'],
  file: ['file', 'files'],
  event: ['event', 'events'],
};

/** `2 dependencies and 3 calls`. */
export function countedKinds(ties: readonly Pick<Tie, 'counts'>[]): string {
  return listed(
    tieKinds.flatMap((kind) => {
      const sum = ties.reduce((all, { counts }) => all + (counts[kind] ?? 0), 0);
      return sum === 0 ? [] : [count(sum, ...words[kind])];
    }),
  );
}

/** `dependency`, or `dependencies` for an amount other than one. */
export const kindNoun = (kind: TieKind, amount: number): string => words[kind][amount === 1 ? 0 : 1];

/** The verb for a kind of tie, before its object. */
export function kindWord(kind: TieKind): string {
  return {
    dependency: 'depends on',
    call: 'calls',
    mention: 'mentions',
    data: 'passes',
    file: 'writes',
    event: 'publishes',
  }[kind];
}

/** The heading for a category. */
export function categoryName(category: string | undefined): string {
  return category ?? 'no category';
}

/** Whether a pair is tied by more than words: such lines are drawn solid. */
export function isFirm({ counts }: Pick<Tie, 'counts'>): boolean {
  return counts.dependency !== undefined || counts.data !== undefined || counts.event !== undefined;
}

/** Kinds of ties from the strongest to the weakest: a line has the look of the strongest. */
const byStrength = [
  'dependency',
  'data',
  'event',
  'call',
  'file',
  'mention',
] as const satisfies readonly (keyof Tie['counts'])[];

/** The kinds of a tie, the strongest first. */
export const kindsOf = ({ counts }: Pick<Tie, 'counts'>): (typeof byStrength)[number][] =>
  byStrength.filter((kind) => counts[kind] !== undefined);

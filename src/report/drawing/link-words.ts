import type { LinkKind } from './drawing.ts';

/** What each kind of link means, from the start of its arrow. */
export type LegendWords = Readonly<Record<LinkKind, string>>;

export const planWords: LegendWords = {
  call: 'calls a component',
  data: 'hands on data',
  file: 'writes a file that is read',
  event: 'publishes an event',
  dependency: 'is required by',
  mention: 'mentions',
  order: 'next stage',
};

/** On a map, a dependency is an arrow from who declares it. */
export const mapWords: LegendWords = { ...planWords, dependency: 'depends on' };

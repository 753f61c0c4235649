import { count } from '../../model/text.ts';

const units: readonly (readonly [milliseconds: number, name: string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
];

/** How long ago something was: `3 hours ago`, or `just now`. */
export function ago(then: number, now: number): string {
  const past = now - then;
  const [length, name] = units.find(([milliseconds]) => past >= milliseconds) ?? [0, ''];
  return length === 0 ? 'just now' : `${count(Math.floor(past / length), name)} ago`;
}

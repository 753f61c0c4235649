import { printable } from '../model/text.ts';
import { lockedVersion } from '../model/versioned.ts';
import type { ShownChange } from './lock-result.ts';
import { reviewLines } from './review-text.ts';
import type { Style } from './style.ts';

/** What becomes of one plugin, and of what it runs. */
export function changeLines(
  { kind, id, review, unlocked, ...versions }: ShownChange,
  style: Style,
): string[] {
  const [before, after] = [versions.before, versions.after].map((each) => each && lockedVersion(each));
  const arrow = style.unicode ? '→' : '->';
  const head = {
    add: style.green(`+ ${printable(id)} ${after}`),
    move: style.yellow(
      `~ ${printable(id)} ${before === after ? `${after} (other files)` : `${before} ${arrow} ${after}`}`,
    ),
    drop: style.red(`- ${printable(id)} ${before}`),
  }[kind];
  return [
    head,
    ...(kind !== 'move'
      ? []
      : review === undefined
        ? ['    the locked version is no longer available, so the changes are not known']
        : reviewLines(review, style).map((line) => `    ${line}`)),
    ...unlocked.map((runs) => `    runs code that no lock pins: ${printable(runs)}`),
  ];
}

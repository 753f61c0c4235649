import { everyOne, printable } from '../model/text.ts';
import { lockedVersion } from '../model/versioned.ts';
import type { Outdated, OutdatedResult } from './outdated-result.ts';
import { resolveText } from './resolve-text.ts';
import type { Unresolved } from './results.ts';
import { goodMark, type Look } from './style.ts';
import { wrap } from './wrap.ts';

/** `mkt outdated` for people. */
export function outdatedText(result: OutdatedResult | Unresolved, look: Look): string {
  if ('unresolved' in result) return resolveText(result.unresolved, look);
  const { checked, plugins } = result;
  if (plugins.length === 0)
    return `${goodMark(look.style)} ${everyOne(checked, 'plugin')} ${checked === 1 ? 'is' : 'are'} at the newest version`;
  return plugins.map((plugin) => outdated(plugin, look)).join('\n');
}

function outdated({ id, current, inRange, newest, date, heldBy }: Outdated, { style, width }: Look): string {
  const arrow = style.unicode ? '→' : '->';
  const day = date === undefined ? '' : ` (${printable(date)})`;
  const between = inRange === current || inRange === newest ? '' : `, in range ${style.green(inRange)}`;
  return [
    `${style.bold(printable(id))} ${lockedVersion(current)} ${arrow} ${newest}${day}${between}`,
    ...(heldBy === undefined
      ? [`  nothing holds it back`]
      : wrap(`held back: ${printable(heldBy)}`, width - 2, 2).map((line) => `  ${line}`)),
  ].join('\n');
}

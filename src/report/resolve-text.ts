import { count, listed, printable } from '../model/text.ts';
import { findingsText } from './findings-text.ts';
import { keysOf } from './resolution-keys.ts';
import type { ResolveResult } from './results.ts';
import type { Style } from './style.ts';

/** `mkt resolve` for people: one plugin a line. */
export function resolveText(
  { resolution, findings }: ResolveResult,
  { style, width }: { style: Style; width: number },
): string {
  if (resolution === undefined || !resolution.ok) return findingsText(findings, { style, width });
  const { chosen } = resolution;
  const keys = keysOf(chosen);
  const column = Math.max(0, ...keys.map((key) => key.length));
  const lines = chosen.map(({ version, requested, requiredBy }, index) => {
    const key = printable(keys[index] ?? '');
    const by = [...new Set(requiredBy.map(({ name }) => name))];
    const why =
      requested || by.length === 0
        ? ''
        : style.dim(`  required by ${printable(by.length > 3 ? count(by.length, 'plugin') : listed(by))}`);
    return `${style.bold(key)}${' '.repeat(column - key.length)}  ${style.green(version)}${why}`;
  });
  return [...lines, '', `${count(chosen.length, 'plugin')} resolved`].join('\n');
}

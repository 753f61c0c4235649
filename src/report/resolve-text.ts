import { shownVersion } from '../model/plugin.ts';
import { count, listed, printable } from '../model/text.ts';
import { sideBySide } from './columns.ts';
import { findingsText } from './findings-text.ts';
import { keysOf } from './resolution-keys.ts';
import type { ResolveResult } from './results.ts';
import type { Look } from './style.ts';

/** `mkt resolve` for people: one plugin per line. */
export function resolveText({ resolution, findings }: ResolveResult, { style, width }: Look): string {
  if (resolution === undefined || !resolution.ok) return findingsText(findings, { style, width });
  const { chosen } = resolution;
  const keys = keysOf(chosen);
  const heads = sideBySide([{ cells: keys.map(printable), paint: style.bold }]);
  const lines = chosen.map((each, index) => {
    const { requested, requiredBy } = each;
    const by = [...new Set(requiredBy.map(({ name }) => name))];
    const verb = requiredBy.every(({ optional }) => optional === true) ? 'optional for' : 'required by';
    const why =
      requested || by.length === 0
        ? ''
        : style.dim(`  ${verb} ${printable(by.length > 3 ? count(by.length, 'plugin') : listed(by))}`);
    return `${heads.lines[index]}  ${style.green(printable(shownVersion(each)))}${why}`;
  });
  const wrong = findings.length === 0 ? [] : [findingsText(findings, { style, width }), ''];
  return [...wrong, ...lines, '', `${count(chosen.length, 'plugin')} resolved`].join('\n');
}

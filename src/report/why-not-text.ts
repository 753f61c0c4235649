import { printable } from '../model/text.ts';
import { changeText, indented } from './change-text.ts';
import { resolveText } from './resolve-text.ts';
import type { Unresolved, WhyNotResult } from './results.ts';
import type { Look } from './style.ts';
import { wrap } from './wrap.ts';

/** `mkt why-not` for people. */
export function whyNotText(result: WhyNotResult | Unresolved, { style, width }: Look): string {
  if ('unresolved' in result) return resolveText(result.unresolved, { style, width });
  const { asked, resolution, changes } = result;
  const spec = `\`${printable(asked)}\``;
  if (resolution.ok) {
    if (changes.length === 0)
      return wrap(`${spec} is possible; nothing else would change`, width, 2).join('\n');
    return [
      ...wrap(`${spec} is possible; this would change:`, width, 2),
      ...changes.flatMap((change) => changeText(change, width)),
    ].join('\n');
  }
  const hints = resolution.suggestions.flatMap(({ text }) =>
    wrap(`${style.cyan('hint:')} ${printable(text)}`, width, 6),
  );
  return [
    ...wrap(`${style.bold(spec)} is not available together with the others:`, width, 2),
    ...resolution.explanation.flatMap((line) => indented(printable(line), width)),
    ...(hints.length > 0 ? ['', ...hints] : []),
  ].join('\n');
}

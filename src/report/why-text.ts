import { named, shownVersion } from '../model/plugin.ts';
import { printable } from '../model/text.ts';
import { changeText, indented } from './change-text.ts';
import { resolveText } from './resolve-text.ts';
import type { Held, Unresolved, WhyResult } from './results.ts';
import type { Look } from './style.ts';
import { wrap } from './wrap.ts';

/** `mkt why` for people. */
export function whyText(result: WhyResult | Unresolved, { style, width }: Look): string {
  if ('unresolved' in result) return resolveText(result.unresolved, { style, width });
  const { chosen, newest, held } = result;
  const { name, marketplace, requested, requiredBy } = chosen;
  const lines = [
    `${style.bold(printable(name))} ${style.green(printable(shownVersion(chosen)))}  ${style.dim(printable(marketplace))}`,
  ];
  if (requested) lines.push('  you requested it');
  for (const by of requiredBy) {
    const { range, optional } = by;
    const [verb, end] = optional === true ? ['can use', ', but works without it'] : ['requires', ''];
    const what = `${printable(name)}${optional === true && range === '*' ? '' : `@${printable(range)}`}`;
    lines.push(...indented(`${printable(named(by.name, by))} ${verb} \`${what}\`${end}`, width));
  }
  if (held === undefined) lines.push('  it is the newest release');
  else lines.push('', ...heldText(`${name}@${newest}`, held, { style, width }));
  return lines.join('\n');
}

function heldText(spec: string, { resolution, changes }: Held, { style, width }: Look): string[] {
  if (resolution?.ok)
    return [
      ...wrap(`\`${printable(spec)}\` would also be possible, but would change other plugins:`, width, 2),
      ...changes.flatMap((change) => changeText(change, width)),
    ];
  const lines = (resolution?.explanation ?? []).flatMap((line) => indented(printable(line), width));
  return [`${style.bold(`why not ${printable(spec)}:`)}`, ...lines];
}

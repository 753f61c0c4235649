import type { Evidence, MapPlugin, Tie } from '../model/map.ts';
import { count, printable } from '../model/text.ts';
import { categoryName, countedKinds, kindWord } from './map-words.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

interface Look {
  readonly style: Style;
  readonly width: number;
  readonly verbose: boolean;
}

/** More than this is folded, unless `--verbose` is given. */
const most = { targets: 8, plugins: 100, pairs: 30, evidence: 5 };

/** What each plugin refers to, one line per plugin, under its category: `a: b 3, c 1`. */
export function pairLines(
  plugins: readonly MapPlugin[],
  ties: readonly Tie[],
  { style, width, verbose }: Look,
): string[] {
  const byPlugin = new Map<string, Tie[]>();
  for (const tie of ties) {
    const own = byPlugin.get(tie.from);
    if (own === undefined) byPlugin.set(tie.from, [tie]);
    else own.push(tie);
  }
  const hasGroups = new Set(plugins.map(({ category }) => category)).size > 1;
  let group: string | undefined;
  const referring = plugins.filter(({ label }) => byPlugin.has(label));
  const shown = verbose ? referring : referring.slice(0, most.plugins);
  const lines = shown.flatMap(({ label, category }) => {
    const own = [...(byPlugin.get(label) ?? [])].sort((a, b) => b.count - a.count);
    const kept = verbose ? own : own.slice(0, most.targets);
    const targets = kept.map(({ to, count: amount }) => (amount > 1 ? `${to} ${amount}` : to)).join(', ');
    const rest = own.length > kept.length ? `, and ${own.length - kept.length} more` : '';
    const name = categoryName(category);
    const heading = hasGroups && name !== group ? [style.bold(printable(name))] : [];
    group = name;
    const indent = hasGroups ? '  ' : '';
    const wrapped = wrap(printable(`${label}: ${targets}${rest}`), width - indent.length, 2);
    return [...heading, ...wrapped.map((line) => `${indent}${line}`)];
  });
  const folded = referring.length - shown.length;
  return folded > 0
    ? [...lines, style.dim(`and ${count(folded, 'more plugin')}: \`--verbose\` shows all`)]
    : lines;
}

/** Every pair with the locations that show its ties. */
export function evidenceLines(ties: readonly Tie[], { style, width, verbose }: Look): string[] {
  const shown = verbose ? ties : ties.slice(0, most.pairs);
  const arrow = style.unicode ? '→' : '->';
  const lines = shown.flatMap((tie) => {
    const { from, to, evidence } = tie;
    const kept = verbose ? evidence : evidence.slice(0, most.evidence);
    return [
      ...wrap(printable(`${from} ${arrow} ${to}: ${countedKinds([tie])}`), width, 2).map((line) =>
        style.bold(line),
      ),
      ...kept.flatMap((each) => wrap(printable(evidenceText(each)), width - 2, 2).map((line) => `  ${line}`)),
      ...(evidence.length > kept.length
        ? [style.dim(`  and ${evidence.length - kept.length} more: \`--verbose\` shows all`)]
        : []),
    ];
  });
  return ties.length > shown.length
    ? [...lines, style.dim(`and ${count(ties.length - shown.length, 'more pair')}: \`--verbose\` shows all`)]
    : lines;
}

/** `depends on base@^1.0.0 (plugins/a/.claude-plugin/plugin.json:3)`. */
export function evidenceText({ kind, what, location, read }: Evidence, hasVerb = true): string {
  const at = location === undefined ? [] : [`${location.file}:${location.line}`];
  const places = [...at, ...(read === undefined ? [] : [`read: ${read.file}:${read.line}`])];
  const place = places.length === 0 ? '' : ` (${places.join(', ')})`;
  return `${hasVerb ? `${kindWord(kind)} ` : ''}\`${what.replaceAll('`', "'")}\`${place}`;
}

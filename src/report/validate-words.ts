import { summarize } from '../model/finding.ts';
import { count, listed, printable, quoted } from '../model/text.ts';
import { countedLevels } from './counted-levels.ts';
import type { Since, ValidateResult } from './results.ts';

/** Says in one line what came of `mkt validate`, with counts. */
export function validateWords(result: ValidateResult): {
  readonly sign: 'good' | 'bad';
  readonly words: string;
} {
  const { findings, parts, since } = result;
  const summary = summarize(findings);
  const counted = countedLevels(summary);
  const sign = summary.errors > 0 ? 'bad' : 'good';
  const what = whatOf(result);
  if (since !== undefined)
    return {
      sign,
      words: `${what}: the change since \`${printable(since.ref)}\` adds ${counted === '' ? 'no findings' : counted}`,
    };
  if (sign === 'bad') return { sign, words: `${what}: ${counted}` };
  const is = parts === undefined ? 'is' : 'are';
  return { sign, words: counted === '' ? `${what} ${is} valid` : `${what} can be used: ${counted}` };
}

/** What was looked at: a marketplace and its path, or the first few of several things. */
function whatOf({ path, kind, parts }: ValidateResult): string {
  if (parts === undefined) return `${kind} ${printable(path)}`;
  const names = parts.map(({ kind: each, path: at }) =>
    printable(/^(project|settings|lock)$/.test(each) ? at : `${each} ${at}`),
  );
  return listed(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names);
}

/** What a change touches, what was tried, and what is not shown, in a line each. */
export function sinceWords({ plugins, others, elsewhere, before, ref, commit }: Since): string[] {
  const touched = plugins.filter(({ change }) => change !== 'removed').length;
  const changes = (['added', 'changed', 'removed'] as const).flatMap((change) => {
    const names = plugins.filter((plugin) => plugin.change === change).map(({ name }) => printable(name));
    return names.length === 0 ? [] : [`${change}: ${listed(quoted(names))}`];
  });
  const it = touched === 1 ? 'it' : 'each of them';
  return [
    `compared with \`${printable(ref)}\` at \`${commit.slice(0, 12)}\``,
    ...(changes.length === 0 ? [] : [changes.join('; ')]),
    ...(others === 0
      ? []
      : [`tried ${it} with ${others === 1 ? 'the other plugin' : `each of the other ${others} plugins`}`]),
    ...(elsewhere === 0
      ? []
      : [`not tried: ${count(elsewhere, 'plugin')} whose files are not in this repository`]),
    ...(before === 0 ? [] : [`not shown: ${count(before, 'finding')} from before the change`]),
  ];
}

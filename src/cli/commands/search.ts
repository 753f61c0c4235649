import { nearest } from '../../model/nearest.ts';
import { printable } from '../../model/text.ts';
import type { ListItem } from '../../report/results.ts';
import { byName, listItem, type Newest, newestIn, openLists } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { componentNames } from './list.ts';

/** `mkt search`: plugins in which every word occurs, best match first. */
export async function run({ args, options, world }: Call): Promise<Answer<readonly ListItem[]>> {
  const { registries } = await openLists(options, world);
  const words = args.flatMap((arg) => arg.toLowerCase().split(/\s+/)).filter((word) => word !== '');
  const found: (ListItem & { readonly score: number })[] = [];
  for (const each of newestIn(registries)) {
    const match = matchOf(each, words);
    if (match !== undefined) found.push({ ...listItem(each), ...match });
  }
  found.sort((a, b) => b.score - a.score || byName(a, b));
  if (found.length === 0 && options.format !== 'json') {
    const near = nearest(
      words.join('-'),
      [...newestIn(registries)].flatMap(({ plugin, release }) => [plugin.name, ...release.keywords]),
    );
    throw new Failure(`nothing found for \`${printable(args.join(' '))}\``, {
      code: exitCode.problem,
      hint: didYouMean(near) ?? 'try fewer words, or `mkt list` for all plugins',
    });
  }
  return { code: found.length > 0 ? exitCode.fine : exitCode.problem, result: found };
}

/** Where the words occur; undefined if one of them does not. */
interface Match {
  readonly score: number;
  readonly matched: readonly string[];
}

/** A name counts more than a keyword, a keyword more than a component, a component more than a mention in the description. */
function matchOf({ plugin, release }: Newest, words: readonly string[]): Match | undefined {
  const fields: [field: string, weight: number, texts: readonly string[]][] = [
    ['name', 8, [plugin.name]],
    ['keywords', 4, release.keywords],
    ['components', 3, componentNames(release)],
    ['category', 2, release.category === undefined ? [] : [release.category]],
    [
      'interfaces',
      2,
      [...release.integration.produces, ...release.integration.consumes].map(({ artifact }) => artifact),
    ],
    ['description', 1, [release.description]],
  ];
  let score = 0;
  const matched = new Set<string>();
  for (const word of words) {
    let best = 0;
    for (const [field, weight, texts] of fields) {
      const exact = texts.some((text) => text.toLowerCase() === word);
      if (!exact && !texts.some((text) => text.toLowerCase().includes(word))) continue;
      matched.add(field);
      best = Math.max(best, exact ? weight * 2 : weight);
    }
    if (best === 0) return undefined;
    score += best;
  }
  return { score, matched: [...matched] };
}

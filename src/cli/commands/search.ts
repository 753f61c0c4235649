import { nearest } from '../../model/nearest.ts';
import { printable } from '../../model/text.ts';
import type { ListItem } from '../../report/results.ts';
import { browse, type Newest } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { componentNames } from './list.ts';

/** `mkt search`: plugins in which every word occurs, best match first. */
export async function run({ args, options, world }: Call): Promise<Answer<readonly ListItem[]>> {
  const { newest } = await browse(options, world);
  const words = args.flatMap((arg) => arg.toLowerCase().split(/\s+/)).filter((word) => word !== '');
  const found = newest.flatMap((item) => hit(item, words)).sort((a, b) => b.score - a.score);
  if (found.length === 0 && options.format !== 'json') {
    const near = nearest(
      words.join('-'),
      newest.flatMap(({ plugin, release }) => [plugin.name, ...release.keywords]),
    );
    throw new Failure(`nothing found for \`${printable(args.join(' '))}\``, {
      code: exitCode.problem,
      hint: didYouMean(near) ?? 'try fewer words, or `mkt list` for all plugins',
    });
  }
  return { code: found.length > 0 ? exitCode.fine : exitCode.problem, result: found };
}

/** A name counts more than a keyword, a keyword more than a component, a component more than a mention in the description. */
function hit(item: Newest, words: readonly string[]): (Newest & { score: number; matched: string[] })[] {
  const { plugin, release } = item;
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
    if (best === 0) return [];
    score += best;
  }
  return [{ ...item, score, matched: [...matched] }];
}

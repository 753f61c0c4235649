import type { Pattern } from '../../model/knowledge.ts';
import { nearest } from '../../model/nearest.ts';
import type { Listed } from '../../model/plugin.ts';
import { printable } from '../../model/text.ts';
import type { ListItem, SearchResult } from '../../report/results.ts';
import { byName, listedIn, listItem, openLists } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { componentNames } from './list.ts';

/** `mkt search`: plugins and patterns in which every word occurs, best match first. */
export async function run({ args, options, world }: Call): Promise<Answer<SearchResult>> {
  const { registries, knowledge } = await openLists(options, world);
  const words = args.flatMap((arg) => arg.toLowerCase().split(/\s+/)).filter((word) => word !== '');
  const found: (ListItem & { readonly score: number })[] = [];
  // One after the other, so that nothing of the others is kept: there can be 100,000.
  for (const each of listedIn(registries)) {
    const match = matchOf(fieldsOfPlugin(each), words);
    if (match === undefined) continue;
    const { plugin, release } = listItem(each);
    found.push({ plugin, release, score: match.score, matched: match.matched });
  }
  found.sort((a, b) => b.score - a.score || byName(a, b));
  const patterns = knowledge.patterns
    .flatMap((pattern) => {
      const match = matchOf(fieldsOfPattern(pattern), words);
      return match === undefined ? [] : [{ ...pattern, ...match }];
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const isFound = found.length + patterns.length > 0;
  if (!isFound && options.format !== 'json') {
    const near = nearest(words.join('-'), [
      ...[...listedIn(registries)].flatMap(({ plugin, release }) => [plugin.name, ...release.keywords]),
      ...knowledge.patterns.map(({ id }) => id),
    ]);
    throw new Failure(`nothing found for \`${printable(args.join(' '))}\``, {
      code: exitCode.problem,
      hint: didYouMean(near) ?? 'try fewer words, or `mkt list` for all plugins',
    });
  }
  return { code: isFound ? exitCode.fine : exitCode.problem, result: { plugins: found, patterns } };
}

/** Where the words occur; undefined if one of them does not. */
interface Match {
  readonly score: number;
  readonly matched: readonly string[];
}

/** What is searched, with the weight of a word that is found there. */
type Fields = readonly (readonly [field: string, weight: number, texts: readonly string[]])[];

/** A name counts more than a keyword, a keyword more than a component, a component more than a mention in the description. */
const fieldsOfPlugin = ({ plugin, release }: Listed): Fields => [
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

/** An id counts more than a title, a title more than a role or plugin, and these more than a mention in the use case. */
const fieldsOfPattern = ({ id, title, category, useCase, plugins }: Pattern): Fields => [
  ['id', 8, [id]],
  ['title', 4, [title]],
  ['category', 2, category === undefined ? [] : [category]],
  ['roles', 2, plugins.flatMap(({ role }) => role ?? [])],
  ['plugins', 2, plugins.map(({ name }) => name)],
  ['use case', 1, useCase === undefined ? [] : [useCase]],
];

function matchOf(fields: Fields, words: readonly string[]): Match | undefined {
  let score = 0;
  const matched = new Set<string>();
  for (const word of words) {
    let best = 0;
    for (const [field, weight, texts] of fields) {
      const found = foundIn(texts, word);
      if (found === 0) continue;
      matched.add(field);
      best = Math.max(best, found * weight);
    }
    if (best === 0) return undefined;
    score += best;
  }
  return { score, matched: [...matched] };
}

/** 2 if a word is one of some texts, 1 if it is in one, else 0. */
function foundIn(texts: readonly string[], word: string): 0 | 1 | 2 {
  let found: 0 | 1 = 0;
  for (const text of texts) {
    const lower = text.toLowerCase();
    if (lower === word) return 2;
    if (lower.includes(word)) found = 1;
  }
  return found;
}

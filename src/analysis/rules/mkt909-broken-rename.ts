import { isMap, member } from '../../text/values.ts';
import { inOneLine } from '../faults.ts';
import type { Placed, Rule } from '../rule.ts';

const help = 'let it end at a name in `plugins`, or at `null` for a plugin that was removed';

export const brokenRename: Rule<'MKT909'> = {
  id: 'MKT909',
  marketplace({ file, entries }) {
    const renames = member(file.value, 'renames');
    if (!isMap(renames)) return [];
    const live = new Set(entries.map(({ name }) => name));
    return Object.keys(renames).flatMap((from): Placed<'MKT909'>[] => {
      const where = () => ({ location: file.read().locate(['renames', from]), plugins: [from] });
      const chain = chainFrom(from, renames, live);
      const last = chain.at(-1) ?? from;
      if (chain.indexOf(last) < chain.length - 1) return [{ case: 'cycle', evidence: { chain }, ...where() }];
      if (chain.length > 1 && !live.has(last) && !Object.hasOwn(renames, last))
        return [{ case: 'dead-end', evidence: { chain }, ...where() }];
      return live.has(from) ? [{ case: 'still-listed', evidence: { plugin: from }, ...where() }] : [];
    });
  },
  say: inOneLine<Rule<'MKT909'>['say']>({
    cycle: ({ chain }) => ({ message: `\`renames\` goes round in a ring: ${chain.join(' → ')}`, help }),
    'dead-end': ({ chain }) => ({
      message: `\`renames\` leads from \`${chain[0]}\` to \`${chain.at(-1)}\`, which is neither a plugin nor renamed itself`,
      help,
    }),
    'still-listed': ({ plugin }) => ({
      message: `\`renames\` gives \`${plugin}\` a new name, but a plugin of that name is still listed`,
      help: 'remove the rename, or the entry: who asks for the name cannot tell which is meant',
    }),
  }),
};

/** The names that a plugin was given, one after the other, until one is live, removed, unknown or was there before. */
function chainFrom(
  from: string,
  renames: Readonly<Record<string, unknown>>,
  live: ReadonlySet<string>,
): readonly string[] {
  const chain = [from];
  for (let next = renames[from]; typeof next === 'string'; next = renames[next]) {
    const isEnd = chain.includes(next) || live.has(next) || !Object.hasOwn(renames, next);
    chain.push(next);
    if (isEnd) break;
  }
  return chain;
}

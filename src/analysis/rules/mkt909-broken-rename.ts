import { isMap, member } from '../../text/values.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Placed, Rule } from '../rule.ts';

const help =
  'make the chain end with the name of a plugin in `plugins`, or with `null` if the plugin was removed';

export const brokenRename: Rule<'MKT909'> = {
  id: 'MKT909',
  marketplace({ file, places: live }) {
    const renames = member(file.value, 'renames');
    if (!isMap(renames)) return [];
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
    cycle: ({ chain }) => ({ message: `cycle in \`renames\`: ${chain.join(' → ')}`, help }),
    'dead-end': ({ chain }) => ({
      message: `\`renames\` leads from \`${chain[0]}\` to \`${chain.at(-1)}\`, which is neither listed nor renamed itself`,
      help,
    }),
    'still-listed': ({ plugin }) => ({
      message: `\`renames\` has a new name for \`${plugin}\`, but the marketplace still lists a plugin with the old name`,
      help: 'remove the rename or the entry: the name is ambiguous',
    }),
  }),
};

/** The successive names of a plugin, up to one that is listed, removed, unknown or repeated. */
function chainFrom(
  from: string,
  renames: Readonly<Record<string, unknown>>,
  live: ReadonlyMap<string, unknown>,
): readonly string[] {
  const chain = [from];
  for (let next = renames[from]; typeof next === 'string'; next = renames[next]) {
    const isEnd = chain.includes(next) || live.has(next) || !Object.hasOwn(renames, next);
    chain.push(next);
    if (isEnd) break;
  }
  return chain;
}

import { cycleThrough, groupsOf } from '../../model/cycles.ts';
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
    const at = (from: string) => ({ location: file.read().locate(['renames', from]), plugins: [from] });
    let hasLong = false;
    const found = Object.keys(renames).flatMap((from): Placed<'MKT909'>[] => {
      const chain = chainFrom(from, renames, live);
      const last = chain.at(-1) ?? from;
      if (chain.length > longest) hasLong = true;
      else if (chain.indexOf(last) < chain.length - 1)
        return [{ case: 'cycle', evidence: { chain }, ...at(from) }];
      else if (chain.length > 1 && !live.has(last) && !Object.hasOwn(renames, last))
        return [{ case: 'dead-end', evidence: { chain }, ...at(from) }];
      return live.has(from) ? [{ case: 'still-listed', evidence: { plugin: from }, ...at(from) }] : [];
    });
    const cycles = hasLong ? longCycles(renames, live) : [];
    return [
      ...found,
      ...cycles.map(
        (chain): Placed<'MKT909'> => ({ case: 'cycle', evidence: { chain }, ...at(chain[0] as string) }),
      ),
    ];
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

/**
 * No chain is followed any further, since 10,000 renames could form one of 10,000 names. Where such a chain ends is reported for the last
 * of its names.
 */
const longest = 20;

/** The successive names of a plugin, up to one that is listed, removed, unknown or repeated; one more than the longest chain if there is none. */
function chainFrom(
  from: string,
  renames: Readonly<Record<string, unknown>>,
  live: ReadonlyMap<string, unknown>,
): readonly string[] {
  const chain = [from];
  for (let next = renames[from]; typeof next === 'string'; next = renames[next]) {
    const isEnd = chain.includes(next) || live.has(next) || !Object.hasOwn(renames, next);
    chain.push(next);
    if (isEnd || chain.length > longest) break;
  }
  return chain;
}

/** The cycles that are too long to be found from each of their names, from the first of these back to it. */
function longCycles(
  renames: Readonly<Record<string, unknown>>,
  live: ReadonlyMap<string, unknown>,
): readonly (readonly string[])[] {
  const next = (name: string): readonly string[] => {
    const to = renames[name];
    return typeof to === 'string' && !live.has(to) && Object.hasOwn(renames, to) ? [to] : [];
  };
  return groupsOf(Object.keys(renames), next).flatMap((group) => {
    const first = group.toSorted()[0] as string;
    // Back at its first name, a cycle of so many is as long as the longest chain.
    return group.length < longest ? [] : [[...(cycleThrough(first, group, next) ?? []), first]];
  });
}

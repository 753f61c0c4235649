import { type Fault, problem } from '../../model/problems.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';

/** Chains of `renames` that end nowhere or go round in a ring, and renames of plugins that are still there. */
export function checkRenames(file: JsonFile): Fault[] {
  const renames = member(file.value, 'renames');
  if (!isMap(renames)) return [];
  const plugins = member(file.value, 'plugins');
  const live = new Set(
    (Array.isArray(plugins) ? plugins : []).flatMap((entry: unknown) => textOf(member(entry, 'name')) ?? []),
  );
  return Object.keys(renames).flatMap((from): Fault[] => {
    const where = { location: file.read().locate(['renames', from]), plugins: [from] };
    const chain = chainFrom(from, renames, live);
    const last = chain.at(-1) ?? from;
    if (chain.indexOf(last) < chain.length - 1) return [problem('MKT909', 'cycle', { chain }, where)];
    if (chain.length > 1 && !live.has(last) && !Object.hasOwn(renames, last))
      return [problem('MKT909', 'dead-end', { chain }, where)];
    return live.has(from) ? [problem('MKT909', 'still-listed', { plugin: from }, where)] : [];
  });
}

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

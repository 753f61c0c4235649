import { pluginId } from '../model/plugin.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import type { RequestOptions } from './gather.ts';
import { combinationOf, type Gathered } from './gathered.ts';
import { resolveRequest } from './resolve-request.ts';
import { specOf } from './spec-of.ts';

/**
 * A list with more plugins. What is installed stays as it is: the client moves no installed plugin for another one. Of any other
 * list the whole is resolved again.
 * @param words the plugins to add, as the user wrote them.
 */
export async function gatherWith(
  base: Gathered,
  words: readonly string[],
  options: RequestOptions,
): Promise<Gathered> {
  if (base.state === 'unreadable' || base.state === 'unsolvable')
    throw new Failure(
      `cannot say what \`--with\` changes: the plugin list itself ${base.state === 'unreadable' ? 'cannot be read' : 'has no solution'}`,
      { code: exitCode.failed, hint: 'run the same command without `--with`, and fix its errors first' },
    );
  const added = words.map(specOf);
  if (base.installed === undefined)
    return resolveRequest({ ...base, specs: [...base.specs, ...added] }, options);
  const resolved = await resolveRequest({ ...base, specs: added }, options);
  const specs = [...base.specs, ...added];
  if (resolved.state !== 'resolved') return { ...resolved, specs };
  const installed = combinationOf(base);
  const ids = new Set(installed.map(({ chosen }) => pluginId(chosen.name, chosen.marketplace)));
  const fresh = resolved.combination.filter(
    ({ chosen }) => !ids.has(pluginId(chosen.name, chosen.marketplace)),
  );
  return {
    ...resolved,
    specs,
    plugins: new Map([...resolved.plugins, ...base.plugins]),
    combination: [...installed, ...fresh],
  };
}

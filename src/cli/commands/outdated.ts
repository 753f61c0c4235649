import satisfies from 'semver/functions/satisfies.js';
import { type Plugin, pluginId } from '../../model/plugin.ts';
import type { Chosen, Spec } from '../../model/resolution.ts';
import type { Outdated, OutdatedResult } from '../../report/outdated-result.ts';
import type { Unresolved } from '../../report/results.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { gather } from '../gather.ts';
import type { Gathered, Resolved } from '../gathered.ts';
import { whatIf } from '../what-if.ts';

/** `mkt outdated`: what is newer, and what holds it back. */
export async function run({ args, options, world }: Call): Promise<Answer<OutdatedResult | Unresolved>> {
  const gathered = await gather(args, options, world);
  if (gathered.state !== 'resolved') {
    const { code, result } = (await import('./resolve.ts')).answerOf(gathered);
    return { code, result: { unresolved: result } };
  }
  const all: Outdated[] = [];
  for (const { chosen } of gathered.combination) {
    const plugin = gathered.plugins.get(pluginId(chosen.name, chosen.marketplace));
    const found = plugin && (await outdated(chosen, plugin, gathered));
    if (found !== undefined) all.push(found);
  }
  return { code: exitCode.fine, result: { checked: gathered.combination.length, plugins: all } };
}

async function outdated(
  chosen: Chosen,
  plugin: Plugin,
  gathered: Gathered & Resolved,
): Promise<Outdated | undefined> {
  const { name, marketplace, version: current } = chosen;
  const newest = plugin.versions.find((version) => !version.includes('-'));
  if (newest === undefined || plugin.versions.indexOf(newest) >= plugin.versions.indexOf(current))
    return undefined;
  const spec = gathered.specs.find(
    (each) => each.name === name && (each.marketplace ?? marketplace) === marketplace,
  );
  const ranges = [spec?.range ?? '*', ...chosen.requiredBy.map(({ range }) => range)];
  const fits = (version: string) => ranges.every((range) => range === '*' || satisfies(version, range));
  const date = plugin.release(newest)?.date;
  const heldBy = await holding({ name, marketplace, newest }, spec, gathered);
  return {
    id: pluginId(name, marketplace),
    current,
    inRange: plugin.versions.find((version) => !version.includes('-') && fits(version)) ?? current,
    newest,
    ...(date !== undefined && { date }),
    ...(heldBy !== undefined && { heldBy }),
  };
}

/** What keeps a version away: the list itself, or the conclusion of the resolver's proof. */
async function holding(
  { name, marketplace, newest }: { name: string; marketplace: string; newest: string },
  spec: Spec | undefined,
  gathered: Gathered,
): Promise<string | undefined> {
  if (spec !== undefined && spec.range !== '*' && !satisfies(newest, spec.range))
    return `the plugin list requires \`${spec.text}\``;
  const text = `${name}@${newest}`;
  const { resolution } = await whatIf(gathered, { text, name, marketplace, range: newest }, 'highest');
  return resolution === undefined || resolution.ok ? undefined : resolution.explanation[0];
}

import type { Listed, Port } from '../../model/plugin.ts';
import type { Registry } from '../../model/registry.ts';
import type { InfoResult } from '../../report/results.ts';
import { byName, listedIn, type Newest, openLists } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { namedRelease } from '../named-release.ts';

/** `mkt info`: one release of one plugin, its interfaces, and the plugins that it can be combined with. */
export async function run({ args, options, world }: Call): Promise<Answer<InfoResult>> {
  const { registries, knowledge } = await openLists(options, world);
  const { found, release } = namedRelease(args[0] ?? '', registries);
  const mod = await release.readMod?.();
  const result: InfoResult = {
    plugin: found.plugin,
    release,
    ...(mod && { mod }),
    patterns: knowledge.patterns
      .filter(({ plugins }) => plugins.some(({ name }) => name === found.plugin.name))
      .map(({ id }) => id),
    ...neighbours(found, registries),
  };
  return { code: exitCode.fine, result };
}

/** Plugins whose outputs this one can take, and that can take its outputs, artifact and format alike. */
function neighbours(
  { plugin, release: { integration } }: Newest,
  registries: readonly Registry[],
): Pick<InfoResult, 'takesFrom' | 'givesTo'> {
  const { consumes, produces } = integration;
  const others: Listed[] = [];
  if (consumes.length + produces.length > 0)
    for (const each of listedIn(registries)) {
      const { name, marketplace } = each.plugin;
      const ports = each.release.integration;
      const isOther = name !== plugin.name || marketplace !== plugin.marketplace;
      if (isOther && ports.consumes.length + ports.produces.length > 0) others.push(each);
    }
  others.sort(byName);
  const matching = (mine: readonly Port[], theirs: 'consumes' | 'produces') =>
    mine.flatMap(({ artifact, format }) =>
      others
        .filter(({ release }) =>
          release.integration[theirs].some((port) => port.artifact === artifact && port.format === format),
        )
        .map((item) => ({ plugin: item.plugin.name, artifact, format })),
    );
  return { takesFrom: matching(consumes, 'produces'), givesTo: matching(produces, 'consumes') };
}

import type { Plugin } from '../../model/plugin.ts';
import type { InfoResult } from '../../report/results.ts';
import { browse, type Newest } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { namedRelease } from '../named-release.ts';

/** `mkt info`: one release of one plugin, its interfaces, and the plugins that it can be combined with. */
export async function run({ args, options, world }: Call): Promise<Answer<InfoResult>> {
  const { newest, knowledge } = await browse(options, world);
  const { found, release } = namedRelease(args[0] ?? '', newest);
  const mod = await release.readMod?.();
  const result: InfoResult = {
    plugin: found.plugin,
    release,
    ...(mod && { mod }),
    patterns: knowledge.patterns
      .filter(({ plugins }) => plugins.some(({ name }) => name === found.plugin.name))
      .map(({ id }) => id),
    ...neighbours(found.plugin, newest),
  };
  return { code: exitCode.fine, result };
}

/** Plugins whose outputs this one can take, and that can take its outputs, artifact and format alike. */
function neighbours(plugin: Plugin, newest: readonly Newest[]): Pick<InfoResult, 'takesFrom' | 'givesTo'> {
  const own = newest.find((item) => item.plugin === plugin)?.release.integration;
  const others = newest.filter((item) => item.plugin !== plugin);
  const matching = (mine: 'consumes' | 'produces', theirs: 'consumes' | 'produces') =>
    (own?.[mine] ?? []).flatMap(({ artifact, format }) =>
      others
        .filter(({ release }) =>
          release.integration[theirs].some((port) => port.artifact === artifact && port.format === format),
        )
        .map((item) => ({ plugin: item.plugin.name, artifact, format })),
    );
  return { takesFrom: matching('consumes', 'produces'), givesTo: matching('produces', 'consumes') };
}

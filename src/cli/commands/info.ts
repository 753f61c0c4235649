import maxSatisfying from 'semver/ranges/max-satisfying.js';
import { nearest } from '../../model/nearest.ts';
import { type Plugin, shownVersions } from '../../model/plugin.ts';
import { parseSpec } from '../../model/spec.ts';
import { listed, printable, quoted } from '../../model/text.ts';
import type { InfoResult } from '../../report/results.ts';
import { browse, type Newest } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';

/** `mkt info`: one release of one plugin, its interfaces, and the plugins that it can be combined with. */
export async function run({ args, options, world }: Call): Promise<Answer<InfoResult>> {
  const [text = ''] = args;
  const spec = parseSpec(text);
  if ('error' in spec) throw new Failure(printable(spec.error));
  const { newest, knowledge } = await browse(options, world);
  const candidates = newest.filter(
    ({ plugin }) =>
      plugin.name === spec.name && plugin.marketplace === (spec.marketplace ?? plugin.marketplace),
  );
  const [found, other] = candidates;
  if (found === undefined) {
    const near = nearest(
      spec.name,
      newest.map(({ plugin }) => plugin.name),
    );
    throw new Failure(`no registry has a plugin \`${printable(spec.text)}\``, {
      code: exitCode.problem,
      hint: didYouMean(near) ?? 'run `mkt list` to see all plugins',
    });
  }
  if (other !== undefined) {
    const specs = candidates.map(({ plugin }) => `${plugin.name}@${plugin.marketplace}`);
    throw new Failure(`several marketplaces have \`${spec.name}\``, {
      code: exitCode.problem,
      hint: `name one of them: ${listed(quoted(specs), 'or')}`,
    });
  }
  const version = maxSatisfying([...found.plugin.versions], spec.range);
  const release = version === null ? undefined : found.plugin.release(version);
  if (release === undefined) {
    throw new Failure(`\`${spec.name}\` has no release that matches \`${printable(spec.range)}\``, {
      code: exitCode.problem,
      hint: `use one of its versions: ${listed(shownVersions(found.plugin), 'or')}`,
    });
  }
  const mod = await release.readMod?.();
  const result: InfoResult = {
    plugin: found.plugin,
    release,
    ...(mod && { mod }),
    patterns: knowledge.patterns
      .filter(({ plugins }) => plugins.some(({ name }) => name === spec.name))
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

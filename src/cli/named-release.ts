import maxSatisfying from 'semver/ranges/max-satisfying.js';
import { nearest } from '../model/nearest.ts';
import { type Plugin, type Release, shownVersions } from '../model/plugin.ts';
import type { Registry } from '../model/registry.ts';
import type { Spec } from '../model/resolution.ts';
import { parseSpec } from '../model/spec.ts';
import { listed, printable, quoted } from '../model/text.ts';
import { type Newest, newestNamed } from './browse.ts';
import { exitCode } from './exit-code.ts';
import { didYouMean, Failure } from './failure.ts';

/** So many similar names are looked at, and shown: of one that a registry lists, it can have no release that the client loads. */
const mostNear = 20;
const shownNear = 3;

/**
 * The release that a user names, the newest one in its range.
 * @throws Failure if there is none, or if several marketplaces have the plugin.
 */
export function namedRelease(
  text: string,
  registries: readonly Registry[],
): { readonly found: Newest; readonly release: Release } {
  const spec = parseSpec(text);
  if ('error' in spec) throw new Failure(printable(spec.error));
  const candidates = newestNamed(registries, spec.name).filter(
    ({ plugin }) =>
      plugin.name === spec.name && plugin.marketplace === (spec.marketplace ?? plugin.marketplace),
  );
  const [found, other] = candidates;
  if (found === undefined) {
    const near = nearest(
      spec.name,
      registries.flatMap((registry) => registry.names() ?? []).sort(),
      mostNear,
    );
    const usable = near.filter((name) => newestNamed(registries, name).length > 0).slice(0, shownNear);
    throw new Failure(`no registry has a plugin \`${printable(spec.text)}\``, {
      code: exitCode.problem,
      hint: didYouMean(usable) ?? 'run `mkt list` to see all plugins',
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
  if (release === undefined) throw noSuchRelease(spec, found.plugin);
  return { found, release };
}

/** Says that a plugin has no release in the range that a user names, and which versions it has. */
export const noSuchRelease = ({ name, range }: Pick<Spec, 'name' | 'range'>, plugin: Plugin): Failure =>
  new Failure(`\`${name}\` has no release that matches \`${printable(range)}\``, {
    code: exitCode.problem,
    hint: versionsHint(plugin),
  });

/** Which versions a plugin can be asked for by. */
export function versionsHint(plugin: Plugin): string {
  const hasNone = plugin.versions.every((version) => {
    const release = plugin.release(version);
    return release?.unpinnable === true && release.statedVersion === undefined;
  });
  return hasNone ? 'it has no version' : `use one of its versions: ${listed(shownVersions(plugin), 'or')}`;
}

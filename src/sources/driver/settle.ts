import satisfies from 'semver/functions/satisfies.js';
import { nearest } from '../../model/nearest.ts';
import type { Plugin } from '../../model/plugin.ts';
import type { Registry } from '../../model/registry.ts';
import type { RequestProblem, Spec } from '../../model/resolution.ts';
import { isAnyRange, noVersion } from '../../model/version.ts';
import { type Asked, failureOf, pluginsOf } from './asked.ts';

/** The successive names of a plugin, until one is not renamed or a name repeats; undefined if the plugin was removed in the end. */
function laterNames(
  name: string,
  renames: ReadonlyMap<string, string | null>,
): readonly string[] | undefined {
  const names = new Set<string>();
  let current = renames.get(name);
  while (typeof current === 'string' && !names.has(current)) {
    names.add(current);
    current = renames.get(current);
  }
  return current === null ? undefined : [...names];
}

/** The bundled registry is asked last: it makes no name ambiguous that a registry of the user has. */
function withoutFallback(candidates: readonly Plugin[]): readonly Plugin[] {
  const own = candidates.filter(({ registry }) => registry !== 'bundled');
  return own.length > 0 ? own : candidates;
}

/** The plugin that a spec means, or what is wrong with the spec. */
export function settle(spec: Spec, asked: Asked, registries: readonly Registry[]): Plugin | RequestProblem {
  const known = [...new Set(registries.flatMap(({ marketplaces }) => marketplaces))];
  const failure = failureOf(asked, spec.marketplace);
  if (spec.marketplace !== undefined && !known.includes(spec.marketplace) && failure === undefined) {
    return {
      kind: 'unknown-marketplace',
      spec,
      nearest: nearest(spec.marketplace, known),
      known,
      elsewhere: pluginsOf(asked).map(({ marketplace }) => marketplace),
    };
  }
  const candidates = withoutFallback(
    pluginsOf(asked).filter(({ marketplace }) => marketplace === (spec.marketplace ?? marketplace)),
  );
  const [plugin] = candidates;
  if (plugin === undefined) {
    if (failure !== undefined) return { kind: 'registry-failed', spec, ...failure };
    for (const { marketplaces, policy, source } of registries)
      for (const marketplace of marketplaces) {
        const renames = policy?.(marketplace)?.renames;
        if ((spec.marketplace ?? marketplace) !== marketplace || !renames?.has(spec.name)) continue;
        const names = laterNames(spec.name, renames);
        return { kind: 'removed', spec, registry: source, ...(names && { names }) };
      }
    const names = registries.flatMap((registry) => registry.names() ?? []);
    return {
      kind: 'not-found',
      spec,
      nearest: nearest(spec.name, names),
      asked: registries.map(({ source }) => source),
    };
  }
  if (candidates.length > 1)
    return { kind: 'ambiguous', spec, marketplaces: candidates.map(({ marketplace }) => marketplace).sort() };
  // Without a range the client takes the current copy, even a prerelease.
  const takesAny = plugin.client !== undefined && plugin.versions.length > 0 && isAnyRange(spec.range);
  if (!takesAny && !plugin.versions.some((version) => satisfies(version, spec.range))) {
    const prereleases = plugin.versions.filter((version) =>
      satisfies(version, spec.range, { includePrerelease: true }),
    );
    const misnamedTags = plugin.misnamedTags?.filter(({ version }) => satisfies(version, spec.range)) ?? [];
    return {
      kind: 'no-matching-version',
      spec,
      marketplace: plugin.marketplace,
      ...statedVersions(plugin),
      prereleases,
      ...(misnamedTags.length > 0 && { misnamedTags }),
    };
  }
  return plugin;
}

/** The versions of a plugin, and whether there is a copy without one. */
function statedVersions(
  plugin: Plugin,
): Pick<Extract<RequestProblem, { kind: 'no-matching-version' }>, 'versions' | 'unversioned'> {
  const { versions } = plugin;
  const release = versions.at(-1) === noVersion ? plugin.release(noVersion) : undefined;
  if (release?.unpinnable !== true) return { versions };
  const { statedVersion: stated } = release;
  return { versions: versions.slice(0, -1), unversioned: { ...(stated !== undefined && { stated }) } };
}

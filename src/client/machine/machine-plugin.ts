import { highestFirst } from '../../model/highest-first.ts';
import type { Plugin } from '../../model/plugin.ts';
import { isVersion } from '../../model/version.ts';
import { once } from '../../text/once.ts';
import { textOf, textsOf } from '../../text/values.ts';
import { shownField } from '../manifest.ts';
import { currentVersion } from '../plugin-copies.ts';
import { releaseOfManifest } from '../release.ts';
import { manifestRequirements } from '../requirements.ts';
import type { MachineCopy } from './machine-copy.ts';

/** Plugins on this machine, where a registry is named. */
export const machineRegistryName = 'this machine';

const noRenames = new Map<string, string | null>();

/** A plugin with the one release that is on this machine. */
export function machinePlugin({
  name,
  marketplace,
  manifest,
  location,
  resolvedVersion,
}: MachineCopy): Plugin {
  const { version, ...marks } =
    resolvedVersion !== undefined && isVersion(resolvedVersion)
      ? { version: resolvedVersion }
      : currentVersion(manifest);
  const release = once(() =>
    releaseOfManifest(manifest, { name, marketplace, version, renames: noRenames, ...marks }),
  );
  const category = textOf(shownField(manifest, 'category'));
  return {
    name,
    marketplace,
    registry: machineRegistryName,
    description: textOf(shownField(manifest, 'description')) ?? '',
    keywords: textsOf(shownField(manifest, 'keywords')),
    worksWith: [],
    versions: highestFirst([version]),
    ...(category !== undefined && { category }),
    ...(location !== undefined && { location }),
    requirements: () => manifestRequirements(manifest, marketplace, noRenames),
    release: (wanted) => (wanted === version ? release() : undefined),
    async faults() {
      const [{ readPlugin }, { modFaults }] = await Promise.all([
        import('../reading/plugin-reading.ts'),
        import('../reading/mod-faults.ts'),
      ]);
      return [...readPlugin(manifest).faults, ...(await modFaults(manifest, name))];
    },
  };
}

import { applyEdits, modify } from 'jsonc-parser';
import { declaredDependencies, manifestPath } from '../client/manifest.ts';
import { dependencyOf, presentName } from '../client/requirements.ts';
import { noVersion } from '../model/version.ts';
import { isMap, member } from '../text/values.ts';
import { withoutLinks } from './copy-links.ts';
import type { CopyFile, LockedRelease, NoCopy } from './plugin-copy.ts';

/** What marks a folder as a seed that mkt wrote. */
export const seedMark = '.mkt-seed.json';

/** The files of one marketplace in a seed. */
export interface SeedMarketplace {
  readonly name: string;
  /** Its own `marketplace.json`, with every locked plugin in a folder of it. */
  readonly text: string;
  readonly plugins: readonly {
    readonly release: LockedRelease;
    readonly folder: string;
    readonly files: readonly CopyFile[];
  }[];
}

/**
 * The marketplaces of a seed: each with its locked plugins alone, in folders of it, from where the client loads them without an
 * installation. Ids, dependencies and ranges stay as they are.
 */
export function seedMarketplaces(
  releases: readonly LockedRelease[],
): { readonly marketplaces: readonly SeedMarketplace[] } | (NoCopy & { readonly plugin: string }) {
  const names = [...new Set(releases.map(({ locked }) => locked.marketplace))].sort();
  const marketplaces: SeedMarketplace[] = [];
  for (const name of names) {
    const plugins: SeedMarketplace['plugins'][number][] = [];
    for (const release of releases.filter(({ locked }) => locked.marketplace === name)) {
      const files = seedFiles(release);
      if ('refused' in files) return { ...files, plugin: release.locked.name };
      plugins.push({ release, folder: `plugins/${release.locked.name}`, files });
    }
    const file = {
      name,
      description: 'Written by `mkt sync --seed`: the locked plugins of a project.',
      owner: { name: 'mkt' },
      ...(names.length > 1 && { allowCrossMarketplaceDependenciesOn: names.filter((each) => each !== name) }),
      plugins: plugins.map(({ release, folder }) => ({
        ...release.manifest.entry?.value,
        name: release.locked.name,
        source: `./${folder}`,
      })),
    };
    marketplaces.push({ name, text: `${JSON.stringify(file, null, 2)}\n`, plugins });
  }
  return { marketplaces };
}

/** The files of a release; its `plugin.json` with the locked version, which the client compares with ranges, and present names. */
function seedFiles(release: LockedRelease): readonly CopyFile[] | NoCopy {
  const { locked, manifest, entries, manifestText, renames } = release;
  const linked = withoutLinks(entries);
  if ('link' in linked)
    return {
      refused: `\`${linked.link}\` is a link that leads out of the plugin, to nothing, or in a cycle`,
    };
  const files = linked.files.map(
    ({ path, from, executable }): CopyFile => ({ path, executable, content: { from } }),
  );
  if (manifest.json === undefined || manifestText === undefined) return files;
  const edits: [(string | number)[], unknown][] = [];
  const stated = member(manifest.json.value, 'version');
  if (stated !== locked.version && !(stated === undefined && locked.version === noVersion))
    edits.push([['version'], locked.version]);
  for (const declared of declaredDependencies(manifest)) {
    const requirement = dependencyOf(declared);
    if (declared.file !== manifest.json || requirement === undefined) continue;
    const { name, marketplace = locked.marketplace } = requirement;
    const present = marketplace === locked.marketplace ? presentName(name, renames) : name;
    if (present === undefined || present === name) continue;
    edits.push([
      ['dependencies', Number(declared.path.at(-1))],
      isMap(declared.value) ? { ...declared.value, name: present } : present,
    ]);
  }
  if (edits.length === 0) return files;
  const mark = manifestText.startsWith('\ufeff') ? '\ufeff' : '';
  const text = edits.reduce(
    (now, [path, value]) => applyEdits(now, modify(now, path, value, {})),
    manifestText.slice(mark.length),
  );
  return files.map((file) =>
    file.path === manifestPath ? { ...file, content: { text: mark + text } } : file,
  );
}

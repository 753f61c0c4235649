import type { Release } from '../model/plugin.ts';

type Named = Pick<Release, 'name' | 'marketplace' | 'namespace'>;

/** Finds the plugin that a name means. */
export interface Finder {
  /** Every name that a text may contain: those of the plugins, and those before the colon in names of their components. */
  readonly names: ReadonlySet<string>;
  labelOf(release: Pick<Release, 'name' | 'marketplace'>): string;
  /** A dependency means a plugin of this marketplace by its name there, and no other. */
  dependency(name: string, marketplace: string): string | undefined;
  /** A text means a plugin of its own marketplace first. */
  named(name: string, marketplace: string): string | undefined;
}

/** Makes the finder for the plugins of a map. */
export function finderOf(mapped: readonly { readonly release: Named }[]): Finder {
  const byName = new Map<string, Named[]>();
  const byNamespace = new Map<string, Named[]>();
  for (const { release } of mapped) {
    push(byName, release.name, release);
    if (release.namespace !== undefined) push(byNamespace, release.namespace, release);
  }
  const labelOf = ({ name, marketplace }: Pick<Named, 'name' | 'marketplace'>): string =>
    (byName.get(name)?.length ?? 0) > 1 ? `${name}@${marketplace}` : name;
  const label = (release: Named | undefined) => (release === undefined ? undefined : labelOf(release));
  const within = (list: readonly Named[] | undefined, marketplace: string) =>
    list?.find((each) => each.marketplace === marketplace);
  return {
    names: new Set([...byName.keys(), ...byNamespace.keys()]),
    labelOf,
    dependency: (name, marketplace) => label(within(byName.get(name), marketplace)),
    named: (name, marketplace) =>
      label(
        within(byName.get(name), marketplace) ??
          within(byNamespace.get(name), marketplace) ??
          byName.get(name)?.[0] ??
          byNamespace.get(name)?.[0],
      ),
  };
}

function push(map: Map<string, Named[]>, key: string, release: Named): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [release]);
  else list.push(release);
}

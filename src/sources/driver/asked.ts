import type { Plugin } from '../../model/plugin.ts';
import type { Lookup, Registry } from '../../model/registry.ts';
import type { Answer, Wanted } from '../../model/resumable.ts';

/** What each registry answered for a name, in order. */
export type Asked = readonly { readonly registry: Registry; readonly lookup: Lookup }[];

/** What the registries say about one plugin of one marketplace. */
export async function lookUp(registries: readonly Registry[], wanted: Wanted): Promise<Answer> {
  return answerOf(wanted, await askAll(registries, wanted.name));
}

export function askAll(registries: readonly Registry[], name: string): Asked | Promise<Asked> {
  const lookups = registries.map((registry) => registry.lookup(name));
  const pair = (all: readonly Lookup[]): Asked =>
    all.map((lookup, index) => ({ registry: registries[index] as Registry, lookup }));
  return lookups.some((lookup) => lookup instanceof Promise)
    ? Promise.all(lookups).then(pair)
    : pair(lookups as Lookup[]);
}

/** All plugins with a name; if two registries contain the same marketplace, the first registry counts. */
export function pluginsOf(asked: Asked): Plugin[] {
  const byMarketplace = new Map<string, Plugin>();
  for (const { lookup } of asked) {
    if (lookup.status !== 'found') continue;
    for (const plugin of lookup.plugins)
      if (!byMarketplace.has(plugin.marketplace)) byMarketplace.set(plugin.marketplace, plugin);
  }
  return [...byMarketplace.values()];
}

/** Why a registry that may have the plugin could not tell; a registry that does not know its marketplaces may have any. */
export function failureOf(
  asked: Asked,
  marketplace: string | undefined,
): { registry: string; reason: string; isBroken?: boolean } | undefined {
  for (const { registry, lookup } of asked) {
    const { marketplaces } = registry;
    const isMeant =
      marketplace === undefined || marketplaces.length === 0 || marketplaces.includes(marketplace);
    if (lookup.status !== 'failed' || !isMeant) continue;
    const { status, ...failure } = lookup;
    return { registry: registry.source, ...failure };
  }
  return undefined;
}

export function answerOf({ marketplace }: Wanted, found: Plugin | Asked): Answer {
  if (!Array.isArray(found)) return { status: 'found', plugin: found as Plugin };
  const plugin = pluginsOf(found as Asked).find((each) => each.marketplace === marketplace);
  if (plugin !== undefined) return { status: 'found', plugin };
  const failure = failureOf(found as Asked, marketplace);
  return failure === undefined
    ? { status: 'missing' }
    : {
        status: 'failed',
        reason: `registry ${failure.registry}: ${failure.reason}`,
        ...(failure.isBroken === true && { broken: failure.reason }),
      };
}

import type {
  ClientSettings,
  DeclaredMarketplace,
  MarketplaceSource,
  Setting,
  Stated,
} from '../model/settings.ts';
import type { DocumentPath } from '../text/source-text.ts';
import { isMap, member } from '../text/values.ts';
import { marketplaceSourceOf } from './marketplace-source.ts';
import { ownSettingsOf } from './own-settings.ts';
import type { SettingsLayer } from './settings-layer.ts';

export type { SettingsLayer } from './settings-layer.ts';

/** Keys with a second name; in one file the first counts. */
const names = {
  marketplaces: ['extraKnownMarketplaces', 'additionalMarketplaces'],
  allowed: ['strictKnownMarketplaces', 'allowedMarketplaces'],
  blocked: ['blockedMarketplaces'],
} as const;

/**
 * Merges settings as the client does: plugins and marketplaces key by key, each entry whole, the highest file winning; lists of
 * policies are joined.
 * @param layers lowest first.
 */
export function mergeSettings(layers: readonly SettingsLayer[]): ClientSettings {
  const managed = layers.filter(({ scope }) => scope === 'managed');
  const allowed = managed.flatMap((layer) => policyLists(layer, names.allowed));
  const [first] = allowed;
  const [disableAllHooks, ...lower] = layers
    .flatMap((layer) => booleanIn(layer, 'disableAllHooks'))
    .reverse();
  const sideload = managed.flatMap((layer) => booleanIn(layer, 'disableSideloadFlags')).at(-1);
  return {
    files: layers.map(({ scope, read: { file } }) => ({ scope, file })),
    enabledPlugins: byKey(layers, ['enabledPlugins'], (value) => (isBoolean(value) ? value : undefined)),
    marketplaces: byKey(layers, names.marketplaces, declaredOf),
    ...(first && { allowed: { ...first, value: allowed.flatMap(({ value }) => value) } }),
    blocked: managed.flatMap((layer) => policyLists(layer, names.blocked)).flatMap(({ value }) => value),
    ignoredPolicy: layers
      .filter(({ scope }) => scope !== 'managed')
      .flatMap(({ scope, read }) =>
        [...names.allowed, ...names.blocked]
          .filter((key) => member(read.value, key) !== undefined)
          .map((key) => ({ value: key, scope, location: read.locateKey([key]) })),
      ),
    ...(disableAllHooks && { disableAllHooks: { ...disableAllHooks, overruled: lower } }),
    own: ownSettingsOf(layers),
    ...(sideload?.value === true && { disableSideloadFlags: { ...sideload, value: true } }),
    keys: new Set(layers.flatMap(({ read }) => keysOf(read.value))),
    variables: new Set(layers.flatMap(({ read }) => keysOf(member(read.value, 'env')))),
  };
}

const keysOf = (value: unknown): string[] => (isMap(value) ? Object.keys(value) : []);

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

function declaredOf(value: unknown): DeclaredMarketplace | undefined {
  if (!isMap(value)) return undefined;
  const autoUpdate = member(value, 'autoUpdate');
  return {
    source: marketplaceSourceOf(member(value, 'source')),
    ...(isBoolean(autoUpdate) && { autoUpdate }),
  };
}

/** The entries of a map of settings, each with what lower files say of it. */
function byKey<Value>(
  layers: readonly SettingsLayer[],
  keys: readonly string[],
  valueIn: (value: unknown) => Value | undefined,
): ReadonlyMap<string, Setting<Value>> {
  const merged = new Map<string, Setting<Value>>();
  for (const { scope, read } of layers) {
    const key = keys.find((each) => isMap(member(read.value, each)));
    if (key === undefined) continue;
    for (const [name, stated] of Object.entries(member(read.value, key) as object)) {
      const value = valueIn(stated);
      if (value === undefined) continue;
      const before = merged.get(name);
      merged.set(name, {
        value,
        scope,
        location: read.locateKey([key, name]),
        overruled: before === undefined ? [] : [withoutOverruled(before), ...before.overruled],
      });
    }
  }
  return merged;
}

const withoutOverruled = <Value>({ value, scope, location }: Setting<Value>): Stated<Value> => ({
  value,
  scope,
  location,
});

/** The sources in a list of policies; undefined keys and other types count for nothing. */
function policyLists(
  { scope, read }: SettingsLayer,
  keys: readonly string[],
): Stated<readonly Stated<MarketplaceSource>[]>[] {
  const key = keys.find((each) => Array.isArray(member(read.value, each)));
  if (key === undefined) return [];
  const items = member(read.value, key) as readonly unknown[];
  const place = (path: DocumentPath) => ({ scope, location: read.locate(path) });
  return [
    {
      value: items.map((item, index) => ({ value: marketplaceSourceOf(item), ...place([key, index]) })),
      scope,
      location: read.locateKey([key]),
    },
  ];
}

function booleanIn({ scope, read }: SettingsLayer, key: string): Stated<boolean>[] {
  const value = member(read.value, key);
  return isBoolean(value) ? [{ value, scope, location: read.locateKey([key]) }] : [];
}

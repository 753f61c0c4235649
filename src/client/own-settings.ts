import type { NameUse } from '../model/name-use.ts';
import type { OwnHook, OwnSettings } from '../model/own-side.ts';
import type { ServerEntry, ServerPolicy } from '../model/server-policy.ts';
import type { Setting, Stated } from '../model/settings.ts';
import type { DocumentPath, Read } from '../text/source-text.ts';
import { isMap, member, textOf, textsOf } from '../text/values.ts';
import { type FoundHook, hookOf, hooksBelow } from './components/hooks.ts';
import { useAt, usesOfHooks } from './components/name-uses.ts';
import type { JsonFile } from './json-file.ts';
import type { SettingsLayer } from './settings-layer.ts';

/**
 * What settings say about components, merged as the client does: hooks and lists are joined, and of a single value or the entry of a map
 * the highest counts.
 * @param layers lowest first.
 */
export function ownSettingsOf(layers: readonly SettingsLayer[]): OwnSettings {
  const managed = layers.filter(({ scope }) => scope === 'managed');
  const outputStyle = highest(layers, 'outputStyle', textOf);
  const agent = highest(layers, 'agent', textOf);
  const onlyManaged = highest(managed, 'allowManagedHooksOnly', (value) => value === true || undefined);
  const fraction = highest(layers, 'skillListingBudgetFraction', positive);
  const descriptionCharacters = highest(layers, 'skillListingMaxDescChars', positive);
  const found = layers.map((layer) => ({ layer, hooks: hooksIn(layer) }));
  return {
    hooks: found.flatMap(({ layer: { scope }, hooks }) => hooks.map((hook) => ownHook(hook, scope))),
    ...(onlyManaged && { allowManagedHooksOnly: onlyManaged }),
    pluginsOnly: managed.flatMap(({ read }) => kindsOf(member(read.value, 'strictPluginOnlyCustomization'))),
    modOrder: {
      first: itemsOf(managed, 'prependPlugins').map(({ value }) => value),
      last: itemsOf(managed, 'appendPlugins').map(({ value }) => value),
    },
    ...(outputStyle && { outputStyle }),
    ...(agent && { agent }),
    skillOverrides: entriesOf(layers, 'skillOverrides'),
    mcpJson: {
      enabled: itemsOf(layers, 'enabledMcpjsonServers'),
      disabled: itemsOf(layers, 'disabledMcpjsonServers'),
    },
    serverPolicy: serverPolicyOf(layers),
    listing: {
      ...(fraction && { fraction }),
      ...(descriptionCharacters && { descriptionCharacters }),
    },
    uses: [
      ...found.flatMap(({ hooks }) => usesOfHooks(hooks)),
      ...layers.flatMap(permissionsIn),
      ...(agent === undefined ? [] : [mainAgent(agent)]),
    ],
  };
}

const positive = (value: unknown): number | undefined =>
  typeof value === 'number' && value > 0 ? value : undefined;

/** What the highest layer with a usable value of a key says. */
function highest<Value>(
  layers: readonly SettingsLayer[],
  key: string,
  usable: (value: unknown) => Value | undefined,
): Stated<Value> | undefined {
  for (const { scope, read } of [...layers].reverse()) {
    const value = usable(member(read.value, key));
    if (value !== undefined) return stated(value, scope, () => read.locateKey([key]));
  }
  return undefined;
}

const stated = <Value>(
  value: Value,
  scope: SettingsLayer['scope'],
  place: () => Stated<Value>['location'],
): Stated<Value> => ({
  value,
  scope,
  get location() {
    return place();
  },
});

const allKinds = ['skills', 'agents', 'hooks', 'mcp'] as const;

/** `true` stands for all kinds. */
function kindsOf(value: unknown): OwnSettings['pluginsOnly'] {
  if (value === true) return allKinds;
  const names = textsOf(value);
  return allKinds.filter((kind) => names.includes(kind));
}

/** The entries of a map of strings, each with what lower layers say of it. */
function entriesOf(layers: readonly SettingsLayer[], key: string): ReadonlyMap<string, Setting<string>> {
  const merged = new Map<string, Setting<string>>();
  for (const { scope, read } of layers) {
    const map = member(read.value, key);
    if (!isMap(map)) continue;
    for (const [name, value] of Object.entries(map)) {
      if (typeof value !== 'string') continue;
      const before = merged.get(name);
      const overruled = before === undefined ? [] : [before, ...before.overruled];
      merged.set(name, { value, scope, location: read.locateKey([key, name]), overruled });
    }
  }
  return merged;
}

/** The lists of all layers joined; managed settings can keep those of others from allowing more. */
function serverPolicyOf(layers: readonly SettingsLayer[]): ServerPolicy {
  const managed = layers.filter(({ scope }) => scope === 'managed');
  const isManagedOnly = managed.some(({ read }) => member(read.value, 'allowManagedMcpServersOnly') === true);
  const allowed = (isManagedOnly ? managed : layers)
    .filter(({ read }) => Array.isArray(member(read.value, 'allowedMcpServers')))
    .reverse();
  const [first] = allowed;
  return {
    denied: layers.flatMap((layer) => serverEntries(layer, 'deniedMcpServers')),
    ...(first && {
      allowed: stated(
        allowed.flatMap((layer) => serverEntries(layer, 'allowedMcpServers').map(({ value }) => value)),
        first.scope,
        () => first.read.locateKey(['allowedMcpServers']),
      ),
    }),
  };
}

/** The entries that the client understands; it ignores the others. */
function serverEntries({ scope, read }: SettingsLayer, key: string): Stated<ServerEntry>[] {
  const list = member(read.value, key);
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index) => {
    const entry = serverEntry(item);
    return entry === undefined ? [] : [stated(entry, scope, () => read.locate([key, index]))];
  });
}

function serverEntry(item: unknown): ServerEntry | undefined {
  const name = textOf(member(item, 'serverName'));
  if (name !== undefined) return { by: 'name', name };
  const line = textsOf(member(item, 'serverCommand')).join(' ');
  if (line !== '') return { by: 'command', line };
  const pattern = textOf(member(item, 'serverUrl'));
  return pattern === undefined ? undefined : { by: 'url', pattern };
}

/** The strings of a list, from all layers. */
const itemsOf = (layers: readonly SettingsLayer[], key: string): Stated<string>[] =>
  layers.flatMap(({ scope, read }) =>
    textItems(member(read.value, key)).map(({ text, index }) =>
      stated(text, scope, () => read.locate([key, index])),
    ),
  );

const textItems = (list: unknown): { readonly text: string; readonly index: number }[] =>
  Array.isArray(list)
    ? list.flatMap((item: unknown, index) => (typeof item === 'string' ? [{ text: item, index }] : []))
    : [];

const hooksIn = ({ read }: SettingsLayer): FoundHook[] =>
  hooksBelow(member(read.value, 'hooks'), asJsonFile(read), ['hooks']);

/** Settings are read already, with the place of every value. */
const asJsonFile = (read: Read): JsonFile => ({
  path: read.file,
  value: read.value,
  read: () => read,
  document: read,
  faults: () => read.faults,
});

function ownHook(found: FoundHook, scope: OwnHook['scope']): OwnHook {
  return {
    ...hookOf(found),
    scope,
    get location() {
      return found.file.read().locate([...found.path]);
    },
  };
}

/** Permissions, each by itself: one that names nothing does nothing. */
function permissionsIn({ read }: SettingsLayer): NameUse[] {
  const permissions = member(read.value, 'permissions');
  return (['deny', 'ask', 'allow'] as const).flatMap((field) =>
    textItems(member(permissions, field)).map(({ text, index }) => {
      const path: DocumentPath = ['permissions', field, index];
      return useAt({ field, by: 'permissions', names: [text] }, () => read.locate(path));
    }),
  );
}

const mainAgent = (agent: Stated<string>): NameUse =>
  useAt({ field: 'main', by: 'settings', names: [agent.value] }, () => agent.location);

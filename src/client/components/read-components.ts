import { type ComponentKey, componentKeys, places } from '../../model/component-kinds.ts';
import type { ComponentDetail } from '../../model/plugin.ts';
import { once } from '../../text/once.ts';
import { isMap, member } from '../../text/values.ts';
import type { Manifest } from '../manifest.ts';
import type { FoundComponent } from './found-component.ts';
import { findHooks } from './hooks.ts';
import { type ReadWhole, readers } from './readers.ts';
import { findServers } from './servers.ts';
import { findTexts, readText } from './texts.ts';

/** All components of a plugin, with what they refer to. */
export interface FoundComponents extends ReadWhole {
  /** All of one kind, as a release has them. */
  of<Key extends ComponentKey>(key: Key): readonly FoundComponent<Key>[];
  readonly details: readonly ComponentDetail[];
  readonly settings: Readonly<Record<string, unknown>> | undefined;
}

const known = new WeakMap<Manifest, FoundComponents>();

/** What was found in a plugin that has no components: one value for all, since a marketplace can have 100,000 of them. */
export const noneFound: FoundComponents = {
  texts: [],
  hooks: [],
  mcpServers: [],
  lspServers: [],
  of: () => [],
  details: [],
  settings: undefined,
};

/** The keys of a manifest or an entry below which components and settings can be; of nested ones the outer key. */
const declaring: readonly string[] = [
  'settings',
  ...new Set(places.flatMap(({ keys }) => keys.map((key) => key.split('.')[0] as string))),
];

/** Whether all that is known of a plugin is an entry without any components. */
const isBare = ({ tree, entry }: Manifest): boolean =>
  tree === undefined && !declaring.some((key) => member(entry?.value, key) !== undefined);

/** All components of a plugin, each kind read once and on demand: text components are many, and rarely all needed. */
export function readComponents(manifest: Manifest): FoundComponents {
  if (isBare(manifest)) return noneFound;
  const before = known.get(manifest);
  if (before !== undefined) return before;
  const found = componentsIn(manifest);
  known.set(manifest, found);
  return found;
}

function componentsIn(manifest: Manifest): FoundComponents {
  const { tree } = manifest;
  const texts = once(() =>
    findTexts(manifest).flatMap((found) => {
      const text = tree && readText(found, tree, manifest.namespace);
      return text === undefined ? [] : [text];
    }),
  );
  const hooks = once(() => findHooks(manifest));
  const mcpServers = once(() => findServers(manifest, 'mcpServers'));
  const lspServers = once(() => findServers(manifest, 'lspServers'));
  const lists: Partial<Record<ComponentKey, readonly FoundComponent[]>> = {};
  const listOf = (key: ComponentKey): readonly FoundComponent[] => {
    lists[key] ??= readers[key](manifest, found);
    return lists[key];
  };
  const found: FoundComponents = {
    get texts() {
      return texts();
    },
    get hooks() {
      return hooks();
    },
    get mcpServers() {
      return mcpServers();
    },
    get lspServers() {
      return lspServers();
    },
    of: (key) => listOf(key) as never,
    get details() {
      return componentKeys.flatMap((key) => listOf(key).flatMap(({ detail }) => detail ?? []));
    },
    get settings() {
      return settingsOf(manifest);
    },
  };
  return found;
}

/** `settings.json` in the root, else the `settings` of the manifest. */
function settingsOf({ open, json, entry }: Manifest): Readonly<Record<string, unknown>> | undefined {
  const file = open('settings.json')?.value;
  const settings = file ?? member(json === undefined ? entry?.value : json.value, 'settings');
  return isMap(settings) && Object.keys(settings).length > 0 ? settings : undefined;
}

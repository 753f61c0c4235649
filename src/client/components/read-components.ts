import { type ComponentKey, componentKeys, forEachKind } from '../../model/component-kinds.ts';
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

/** All components of a plugin, each kind read once and on demand: text components are many, and rarely all needed. */
export function readComponents(manifest: Manifest): FoundComponents {
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
  const lists = forEachKind<{ readonly [Key in ComponentKey]: () => readonly FoundComponent[] }>((key) =>
    once(() => readers[key](manifest, found)),
  );
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
    of: (key) => lists[key]() as never,
    get details() {
      return componentKeys.flatMap((key) => lists[key]().flatMap(({ detail }) => detail ?? []));
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

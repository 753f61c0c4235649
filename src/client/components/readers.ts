import { type ComponentKey, componentKinds, type TextKey } from '../../model/component-kinds.ts';
import { member } from '../../text/values.ts';
import type { Manifest } from '../manifest.ts';
import { findExecutables } from './executables.ts';
import { type FoundComponent, foundAt, keyPlace } from './found-component.ts';
import { type FoundHook, hookOf } from './hooks.ts';
import { findMods } from './mods.ts';
import { findMonitors } from './monitors.ts';
import { findOutputStyles } from './output-styles.ts';
import { portsOf } from './ports.ts';
import { bundlesOf, type FoundServer, lspServerOf, mcpServerOf } from './servers.ts';
import { contextTokensOf, isListed, listedText, type TextComponent } from './texts.ts';
import { findThemes } from './themes.ts';
import { findWorkflows } from './workflows.ts';

/** Components that other modules need with their whole configuration or text. */
export interface ReadWhole {
  readonly texts: readonly TextComponent[];
  readonly hooks: readonly FoundHook[];
  readonly mcpServers: readonly FoundServer[];
  readonly lspServers: readonly FoundServer[];
}

type Reader<Key extends ComponentKey> = (
  manifest: Manifest,
  whole: ReadWhole,
) => readonly FoundComponent<Key>[];

/** How the components of each kind are read. */
export const readers: { readonly [Key in ComponentKey]: Reader<Key> } = {
  agents: textReader('agents'),
  commands: textReader('commands'),
  skills: textReader('skills'),
  hooks: (_, { hooks }) =>
    hooks.map((hook) => foundAt('hooks', hookOf(hook), hook.event, () => hook.file.read().locate(hook.path))),
  mcpServers: (manifest, { mcpServers }) => [
    ...mcpServers.map((server) =>
      foundAt('mcpServers', mcpServerOf(server), server.name, () => keyPlace(server), portsOf(server.value)),
    ),
    ...bundlesOf(manifest).map((item) => ({ item })),
  ],
  lspServers: (_, { lspServers }) =>
    lspServers.map((server) =>
      foundAt('lspServers', lspServerOf(server), server.name, () => keyPlace(server)),
    ),
  executables: findExecutables,
  outputStyles: findOutputStyles,
  workflows: findWorkflows,
  monitors: findMonitors,
  themes: findThemes,
  mods: findMods,
};

function textReader<Key extends TextKey>(key: Key): Reader<TextKey> {
  return ({ namespace }, { texts }) =>
    texts
      .filter(({ kind }) => kind === key)
      .map((text) => ({
        item: text.path,
        detail: {
          kind: componentKinds[key].detail,
          name: text.path,
          location: { file: text.shown, line: 1, column: 1 },
          description: text.description,
          contextTokens: contextTokensOf(text, namespace),
          ...(member(text.front.value, 'user-invocable') === false && { isForModelOnly: true }),
          ...(isListed(text) && { listed: listedText(text) }),
        },
      }));
}

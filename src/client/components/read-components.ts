import { componentKinds } from '../../model/component-kinds.ts';
import type { Location } from '../../model/location.ts';
import type { ComponentDetail, LspServer, McpServer } from '../../model/plugin.ts';
import { isMap, member, textOf, textsOf } from '../../text/values.ts';
import { filesBelow, shownIn } from '../file-tree.ts';
import type { Manifest } from '../manifest.ts';
import { type FoundHook, findHooks } from './hooks.ts';
import { type FoundServer, findBundles, findServers } from './servers.ts';
import { contextTokensOf, findTexts, readText, type TextComponent } from './texts.ts';

/** Everything that a plugin brings into the client, read. */
export interface FoundComponents {
  readonly texts: readonly TextComponent[];
  readonly hooks: readonly FoundHook[];
  readonly mcpServers: readonly FoundServer[];
  readonly lspServers: readonly FoundServer[];
  readonly executables: readonly string[];
  readonly details: readonly ComponentDetail[];
  readonly settings: Readonly<Record<string, unknown>> | undefined;
}

const known = new WeakMap<Manifest, FoundComponents>();

/** All components of a plugin, each kind read once, when it is asked for: texts are many, and seldom needed all. */
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
      const text = tree && readText(found, tree);
      return text === undefined ? [] : [text];
    }),
  );
  const hooks = once(() => findHooks(manifest));
  const mcpServers = once(() => findServers(manifest, 'mcpServers'));
  const lspServers = once(() => findServers(manifest, 'lspServers'));
  const executables = once(() =>
    tree === undefined ? [] : filesBelow(tree.files(), 'bin').filter((file) => !file.includes('/')),
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
    get executables() {
      return executables();
    },
    get details() {
      return detailsOf(manifest, found);
    },
    get settings() {
      return settingsOf(manifest);
    },
  };
  return found;
}

/** A value that is worked out when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function detailsOf({ tree, namespace }: Manifest, found: FoundComponents): ComponentDetail[] {
  const keyOf =
    ({ file, path }: Pick<FoundServer, 'file' | 'path'>) =>
    () =>
      file.read().locateKey(path);
  const ofFile = (path: string) => ({
    file: tree === undefined ? path : shownIn(tree, path),
    line: 1,
    column: 1,
  });
  return [
    ...found.texts.map(
      (text): ComponentDetail => ({
        kind: componentKinds[text.kind].detail,
        name: text.path,
        location: { file: text.shown, line: 1, column: 1 },
        description: text.description,
        contextTokens: contextTokensOf(text, namespace),
        ...(member(text.front.value, 'user-invocable') === false && { isForModelOnly: true }),
      }),
    ),
    ...found.hooks.map((hook) => detail('hook', hook.event, () => hook.file.read().locate(hook.path))),
    ...found.mcpServers.map((server) => detail('mcp-server', server.name, keyOf(server))),
    ...found.lspServers.map((server) => detail('lsp-server', server.name, keyOf(server))),
    ...found.executables.map((name) => detail('executable', name, () => ofFile(`bin/${name}`))),
  ];
}

/** A detail whose place is found when it is shown. */
function detail(kind: ComponentDetail['kind'], name: string, place: () => Location): ComponentDetail {
  return {
    kind,
    name,
    get location() {
      return place();
    },
  };
}

/** MCP servers as the model has them: with the whole command line, so that two with one name can be told apart. */
export function mcpServersOf(manifest: Manifest, servers: readonly FoundServer[]): McpServer[] {
  const bundles = findBundles(manifest).map(
    ({ name, source }): McpServer =>
      /^https:/i.test(source) ? { name, url: source } : { name, command: source },
  );
  return [
    ...servers.map(({ name, value }): McpServer => {
      const command = textOf(member(value, 'command'));
      const url = textOf(member(value, 'url'));
      const line = command === undefined ? undefined : [command, ...textsOf(member(value, 'args'))].join(' ');
      const headers = member(value, 'headers');
      const isIdentified = isMap(headers) && Object.keys(headers).some((key) => identifying.test(key));
      return {
        name,
        ...(line !== undefined && { command: line }),
        ...(url !== undefined && { url }),
        ...(isIdentified && { isIdentified }),
      };
    }),
    ...bundles,
  ];
}

/** Headers that say who asks: `Authorization`, `X-Api-Key`, `Private-Token`, … */
const identifying = /auth|token|key/i;

/** Language servers as the model has them. */
export function lspServersOf(servers: readonly FoundServer[]): LspServer[] {
  return servers.map(({ name, value }) => {
    const extensions = member(value, 'extensionToLanguage');
    return { name, extensions: isMap(extensions) ? Object.keys(extensions).sort() : [] };
  });
}

/** `settings.json` at the root, else the manifest's `settings`. */
function settingsOf({ open, json, entry }: Manifest): Readonly<Record<string, unknown>> | undefined {
  const file = open('settings.json')?.value;
  const settings = file ?? member(json === undefined ? entry?.value : json.value, 'settings');
  return isMap(settings) && Object.keys(settings).length > 0 ? settings : undefined;
}

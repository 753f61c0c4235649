import type { ClientFacts } from '../model/client.ts';
import type { OwnComponent, OwnLevel } from '../model/own-side.ts';
import { member } from '../text/values.ts';
import { findOutputStyles } from './components/output-styles.ts';
import { readComponents } from './components/read-components.ts';
import { mcpServerOf, serversIn } from './components/servers.ts';
import type { TextComponent } from './components/texts.ts';
import type { FileTree } from './file-tree.ts';
import { type JsonFile, openJson } from './json-file.ts';
import { type Manifest, manifestPath, readManifest } from './manifest.ts';

/** Agents, commands, skills and output styles in a `.claude`, with their texts. */
export interface OwnFiles {
  readonly components: readonly OwnComponent[];
  readonly texts: readonly TextComponent[];
}

/**
 * Reads a `.claude`. Its folders are those of a plugin, but the names follow other rules: an agent is named by its front matter in
 * whichever subfolder it is, a skill by its folder. How a command in a subfolder is typed is not established, so that it is left out.
 */
export function readOwnFiles(tree: FileTree, level: OwnLevel, facts: ClientFacts): OwnFiles {
  const manifest: Manifest = { ...readManifest(undefined, undefined, facts), tree };
  const texts = readComponents(manifest).texts.filter((text) => isOwn(text, tree));
  const named = texts.flatMap((text): OwnComponent[] => {
    const name = nameOf(text);
    if (name === undefined) return [];
    return [{ kind: kinds[text.kind], name, level, location: { file: text.shown, line: 1, column: 1 } }];
  });
  const styles = findOutputStyles(manifest).flatMap(({ item, detail }): OwnComponent[] =>
    detail === undefined ? [] : [{ kind: 'output-style', name: item, level, location: detail.location }],
  );
  return { components: [...named, ...styles], texts };
}

const kinds = { agents: 'agent', commands: 'command', skills: 'skill' } as const;

/** A skill with a manifest is a plugin. */
const isOwn = ({ kind, file = '' }: TextComponent, tree: FileTree): boolean =>
  kind !== 'skills' || !tree.files().includes(file.replace(/SKILL\.md$/, manifestPath));

function nameOf({ kind, fallback, path }: TextComponent): string | undefined {
  if (kind === 'agents') return path.slice(path.lastIndexOf('/') + 1);
  return fallback.includes('/') ? undefined : fallback;
}

/** The servers of an `.mcp.json`. */
export function readOwnServers(tree: FileTree, path: string, level: OwnLevel): OwnComponent[] {
  const file = openJson(tree, path);
  return file === undefined ? [] : ownServers(file, ['mcpServers'], level);
}

/** Servers below a path of a file. */
export function ownServers(file: JsonFile, path: readonly string[], level: OwnLevel): OwnComponent[] {
  const map = path.reduce<unknown>(member, file.value);
  return serversIn({ value: map, file, path: [...path] }, 'mcpServers').map((found) => ({
    kind: 'mcp-server',
    name: found.name,
    level,
    server: mcpServerOf(found),
    get location() {
      return file.read().locateKey([...found.path]);
    },
  }));
}

/**
 * Those that the client takes: of several with one name only the first, by where they are from.
 * @param levels the order for each kind, the highest first; kinds without one are not compared.
 */
export function winning(
  components: readonly OwnComponent[],
  levels: ClientFacts['levels'],
): readonly OwnComponent[] {
  const rank = ({ kind, level }: OwnComponent) => {
    const order: readonly string[] = levels[orders[kind]];
    return order.includes(level) ? order.indexOf(level) : order.length;
  };
  const taken = new Map<string, OwnComponent>();
  for (const component of components) {
    const key = `${component.kind} ${component.name}`;
    const before = taken.get(key);
    if (before === undefined || rank(component) < rank(before)) taken.set(key, component);
  }
  return [...taken.values()];
}

const orders = {
  agent: 'agents',
  command: 'skills',
  skill: 'skills',
  'output-style': 'skills',
  'mcp-server': 'mcpServers',
} as const satisfies Readonly<Record<OwnComponent['kind'], keyof ClientFacts['levels']>>;

/** Small marketplaces made in code: the tree is a port, so most tests need no disk. */
import { expect } from 'vitest';
import { type FileTree, shownIn, streamOf } from '../../src/client/file-tree.ts';
import type { MarketplaceOptions } from '../../src/client/marketplace.ts';
import type { Plugin, Release } from '../../src/model/plugin.ts';
import { checkMarketplace, readMarketplace } from '../support/marketplace.ts';
import type { Worded } from '../support/worded.ts';

export type Files = Readonly<Record<string, unknown>>;

/** A tree in memory. Values that are no text are written as JSON; `reads` counts what was read of it. */
export function memoryTree(files: Files, label = ''): FileTree & { readonly reads: string[] } {
  const reads: string[] = [];
  const paths = Object.keys(files).sort();
  const bytesOf = (path: string): Buffer => {
    const value = files[path];
    if (Buffer.isBuffer(value)) return value;
    return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  };
  const tree: FileTree & { readonly reads: string[] } = {
    label,
    reads,
    problems: [],
    files: () => paths,
    read(path) {
      if (!Object.hasOwn(files, path)) return undefined;
      reads.push(path);
      return bytesOf(path);
    },
    entries: () =>
      paths.map((path) => ({ path, kind: 'file', executable: false, size: bytesOf(path).length })),
    stream: (path) => streamOf(shownIn(tree, path), () => tree.read(path)),
  };
  return tree;
}

/** A marketplace `lab` with entries, and files beside it. */
export function lab(plugins: readonly unknown[], files: Files = {}, head: Files = {}): Files {
  return {
    '.claude-plugin/marketplace.json': {
      name: 'lab',
      description: 'lab',
      owner: { name: 'lab' },
      ...head,
      plugins,
    },
    ...files,
  };
}

export const entry = (name: string, more: Files = {}): Files => ({
  name,
  source: `./plugins/${name}`,
  description: 'd',
  ...more,
});

/** A plugin's manifest under the path where the client looks for it. */
export const manifest = (name: string, more: Files = {}): Files => ({
  [`plugins/${name}/.claude-plugin/plugin.json`]: {
    name,
    version: '1.0.0',
    description: 'd',
    author: { name: 'lab' },
    ...more,
  },
});

/** A text with front matter. */
export const markdown = (front: string, body = 'body'): string => `---\n${front}\n---\n${body}\n`;

/** Opens a marketplace that has to be one. */
export async function opened(files: Files, options: Partial<MarketplaceOptions> = {}) {
  const tree = memoryTree(files);
  const { marketplace, faults } = await readMarketplace(tree, { source: 'lab', ...options });
  if (marketplace === undefined) throw new Error(`no marketplace: ${JSON.stringify(faults)}`);
  return { ...marketplace, tree };
}

/** The one plugin of a name. */
export async function pluginOf(
  files: Files,
  name: string,
  options: Partial<MarketplaceOptions> = {},
): Promise<Plugin> {
  const { registry } = await opened(files, options);
  const lookup = await registry.lookup(name);
  expect(lookup.status).toBe('found');
  const [plugin] = lookup.status === 'found' ? lookup.plugins : [];
  if (plugin === undefined) throw new Error(`no plugin ${name}`);
  return plugin;
}

/** The newest release of a plugin. */
export async function releaseOf(files: Files, name: string): Promise<Release> {
  const plugin = await pluginOf(files, name);
  const release = plugin.release(plugin.versions[0] ?? '');
  if (release === undefined) throw new Error(`no release of ${name}`);
  return release;
}

/** What is wrong with a marketplace, as `rule level file:line message`; notes left out unless asked for. */
export function checked(files: Files, { notes = false } = {}): string[] {
  return checkMarketplace(memoryTree(files))
    .filter(({ severity }) => notes || severity !== 'note')
    .map(shown);
}

export const shown = ({ rule, severity = 'error', location, message }: Worded): string =>
  `${rule} ${severity} ${location.file.split('/').slice(-2).join('/')}:${location.line} ${message}`;

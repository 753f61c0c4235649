/** Real marketplaces, and marketplaces with one defect each, where they are there to be read. */
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Release } from '../../src/model/plugin.ts';
import { isError } from '../../src/model/problems.ts';
import { folderTree } from '../../src/sources/files/folder-tree.ts';
import { readFrontMatter } from '../../src/text/front-matter.ts';
import { readYaml } from '../../src/text/yaml.ts';
import { checkMarketplace, readMarketplace } from '../support/marketplace.ts';
import { folder } from '../support/mkt.ts';
import { outsideData } from '../support/outside-data.ts';
import type { Worded } from '../support/worded.ts';

const { path: samples, isHere, needed } = outsideData('marketplaces');
const names = isHere ? readdirSync(samples).filter((name) => name.includes('+')) : [];

interface Facts {
  readonly plugins: readonly {
    readonly name: string;
    readonly components?: Readonly<Record<string, readonly { readonly name: string }[]>>;
  }[];
}

/** The newest release of every plugin of a sample that can be had. */
async function releasesOf(name: string): Promise<Map<string, Release>> {
  const { marketplace } = await readMarketplace(folderTree(join(samples, name), samples), { source: name });
  const releases = new Map<string, Release>();
  for (const plugin of marketplace?.registry.names() ?? []) {
    const lookup = await marketplace?.registry.lookup(plugin);
    const [found] = lookup?.status === 'found' ? lookup.plugins : [];
    const release = found?.release(found.versions[0] ?? '');
    if (release !== undefined) releases.set(plugin, release);
  }
  return releases;
}

const faultsOf = (name: string): Worded[] => checkMarketplace(folderTree(join(samples, name), samples));
const errorsOf = (name: string): string[] =>
  faultsOf(name)
    .filter(isError)
    .map(({ rule, message }) => `${rule} ${message}`);

describe('eight real marketplaces', needed, () => {
  test.each(names)('%s: the components that were counted by other means', async (name) => {
    const facts = JSON.parse(readFileSync(join(samples, '_facts', `${name}.json`), 'utf8')) as Facts;
    const releases = await releasesOf(name);
    expect(releases.size).toBeGreaterThan(0);
    for (const plugin of facts.plugins) {
      const release = releases.get(plugin.name);
      if (release === undefined || plugin.components === undefined) continue;
      for (const kind of ['agents', 'commands', 'skills'] as const) {
        const counted = new Set((plugin.components[kind] ?? []).map((component) => component.name));
        expect([...release.components[kind]].sort(), `${plugin.name} ${kind}`).toEqual([...counted].sort());
      }
    }
  });

  test('front matter says what YAML says', () => {
    let compared = 0;
    for (const name of names) {
      const tree = folderTree(join(samples, name), samples);
      for (const path of tree.files().filter((file) => file.endsWith('.md'))) {
        const text = tree.read(path)?.toString() ?? '';
        const [, source] = /^---\n([\s\S]*?)---\n/.exec(text) ?? [];
        const yaml = source === undefined || source.trim() === '' ? undefined : readYaml(source, path);
        if (yaml === undefined || yaml.faults.length > 0 || typeof yaml.value !== 'object') continue;
        expect(readFrontMatter(text, path).value, path).toEqual(yaml.value);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(800);
  });

  test('every fault has a place in a file that is there', () => {
    for (const name of names) {
      for (const { location, message } of faultsOf(name)) {
        expect(existsSync(join(samples, location.file)), `${location.file}: ${message}`).toBe(true);
        expect(location.line).toBeGreaterThan(0);
      }
    }
  });

  test('enchanter-ai+hydra: `full` depends on names that only manifests bear; folders of agents', () => {
    const errors = errorsOf('enchanter-ai+hydra');
    expect(errors.filter((error) => error.startsWith('MKT911 `full` depends on'))).toHaveLength(5);
    expect(errors.filter((error) => error.includes('`./agents/` must be a Markdown file'))).toHaveLength(5);
    expect(errors).toHaveLength(12);
  });

  test('anthropics+claude-plugins-official: one source under several names, paths that their kind does not have', () => {
    const faults = faultsOf('anthropics+claude-plugins-official');
    const messages = faults.map(({ message }) => message);
    expect(messages.filter((message) => message.includes('are the same plugin'))).toContain(
      '`revenuecat` and `rc` (line 2888) have the same source, so they are the same plugin',
    );
    expect(
      messages.filter((message) => message.includes('which sources of the kind `url` do not support')).length,
    ).toBeGreaterThan(1);
    // The sample leaves out folders that hold neither a manifest nor a component.
    expect(faults.filter(isError).every(({ rule }) => rule === 'MKT904')).toBe(true);
  });

  test('imewei+MyClaude@seed: three folders are missing', () => {
    const missing = faultsOf('imewei+MyClaude@seed').filter(({ rule }) => rule === 'MKT904');
    expect(missing.flatMap(({ plugins = [] }) => plugins)).toEqual([
      'custom-scientific-computing',
      'developer-essentials',
      'machine-learning-ops',
    ]);
  });

  test('wshobson+agents: what the client says of it, and nothing more is an error', () => {
    expect(errorsOf('wshobson+agents')).toEqual([
      expect.stringContaining('`./agents` must be a Markdown file'),
    ]);
  });

  test.each([
    'boostvolt+claude-code-lsps',
    'galaykos+cc-marketplace',
    'gtapps+claude-code-hermit',
    'testdouble+han',
  ])('%s has no error', (name) => {
    // Names that only the client's validator refuses keep nothing from being installed.
    expect(errorsOf(name).filter((text) => !text.startsWith('MKT916'))).toEqual([]);
  });

  test('galaykos+cc-marketplace: what `everything` pulls in', async () => {
    const releases = await releasesOf('galaykos+cc-marketplace');
    const all = (releases.get('everything')?.dependencies ?? []).map(({ name }) => name);
    const having = (test: (release: Release) => boolean) =>
      all.filter((name) => {
        const release = releases.get(name);
        return release !== undefined && test(release);
      });
    const reached = new Set(all);
    for (const name of reached)
      for (const { name: next } of releases.get(name)?.dependencies ?? []) reached.add(next);
    expect(reached.size).toBe(59);
    expect(having(({ components }) => components.commands.includes('review'))).toHaveLength(32);
    expect(
      having(({ components }) => components.hooks.some(({ event }) => event === 'UserPromptSubmit')),
    ).toHaveLength(8);
    expect(
      having(({ components }) => components.hooks.some(({ event }) => event === 'PreToolUse')),
    ).toHaveLength(8);
  });

  test('two language servers claim one extension', async () => {
    const one = [...(await releasesOf('boostvolt+claude-code-lsps')).values()].flatMap(({ components }) =>
      components.lspServers.flatMap(({ extensions }) => extensions),
    );
    expect(one).toContain('.go');
    expect(one.length).toBeGreaterThan(30);
  });
});

interface Defect {
  readonly id: string;
  readonly what: string;
  readonly files: Readonly<Record<string, string | { readonly symlink?: string; readonly base64?: string }>>;
  readonly marketplace: { readonly rc: number };
  readonly plugin?: { readonly rc: number };
  readonly add?: { readonly rc: number };
  readonly install?: { readonly rc: number };
  readonly list_errors?: readonly string[];
}

const defectsFile = outsideData('defects');
const defects: readonly Defect[] = defectsFile.isHere
  ? JSON.parse(readFileSync(defectsFile.path, 'utf8'))
  : [];

/** What the client refused for a reason that lies outside of the files, or that takes a resolver to see. */
const elsewhere: Readonly<Record<string, string>> = {
  m06: 'the install was tried under the old marketplace name',
  e14: 'the repository that the source names is not there',
  e25: 'the install was tried under the old plugin name',
  e27: 'the range is not met: told by who resolves',
};

/** Harmless or a matter of taste, or seen only where plugins meet. */
const silent = ['m01', 'e29', 'p35', 'c12', 's05', 'c07', 's09', 'x03', 'x06', 'd06', 'y15'];

describe('marketplaces with one defect each', defectsFile.needed, () => {
  test.each(defects.map((defect) => [defect.id, defect.what, defect] as const))('%s %s', (id, _, defect) => {
    const files: Record<string, string | Buffer> = {};
    for (const [path, value] of Object.entries(defect.files)) {
      if (typeof value === 'string') files[path] = value;
      else if (value.base64 !== undefined) files[path] = Buffer.from(value.base64, 'base64');
    }
    const cwd = folder(files);
    for (const [path, value] of Object.entries(defect.files))
      if (typeof value !== 'string' && value.symlink !== undefined)
        symlinkSync(value.symlink, join(cwd, path));
    const faults = checkMarketplace(folderTree(cwd, cwd));
    const codes = [defect.marketplace, defect.plugin, defect.add, defect.install].map((run) => run?.rc ?? 0);
    const refused = codes.some((code) => code !== 0) || (defect.list_errors ?? []).length > 0;
    const errors = faults.filter(isError).map(({ message }) => message);
    if (!(id in elsewhere)) expect(errors.length > 0, errors.join('\n') || 'no error').toBe(refused);
    if (!silent.includes(id)) expect(faults.length).toBeGreaterThan(0);
  });
});

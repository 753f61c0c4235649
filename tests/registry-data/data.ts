/** The bundled registry on disk, read only with a YAML parser: these tests check the data, not the readers. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Pattern, PatternPlugin, Practices, Vocabulary } from '../../src/model/knowledge.ts';
import type { Integration, Release } from '../../src/model/plugin.ts';
import {
  type PluginRecord,
  pluginOf,
  type ReleaseRecord,
} from '../../src/sources/registries/plugin-record.ts';
import { outsideData } from '../support/outside-data.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The history that the facts come from, where it is. */
export const { path: historyFile, isHere: hasHistory, needed: needsHistory } = outsideData('history');

/** A plugin file: what {@link PluginRecord} holds, but with its releases under `releases`. */
export interface PluginFile extends PluginRecord {
  readonly name: string;
  readonly marketplace: string;
  readonly releases: Readonly<Record<string, ReleaseRecord>>;
}

const read = (path: string): unknown => parse(readFileSync(join(root, 'registry', path), 'utf8'));
const names = (folder: string): string[] => readdirSync(join(root, 'registry', folder)).sort();

export const pluginFiles = names('plugins').map((file) => ({
  id: basename(file, '.yaml'),
  plugin: read(`plugins/${file}`) as PluginFile,
}));
/** The bundled patterns say everything that a pattern may say. */
export type FullPattern = Omit<Pattern, 'plugins'> &
  Required<Pick<Pattern, 'category' | 'origin' | 'useCase' | 'example'>> & {
    readonly plugins: readonly (PatternPlugin & Required<Pick<PatternPlugin, 'role' | 'stage'>>)[];
  };

export const patternFiles = names('patterns').map((file) => ({
  id: basename(file, '.yaml'),
  pattern: read(`patterns/${file}`) as FullPattern,
}));
export const vocabulary = read('artifacts.yaml') as Vocabulary;
export const practices = read('practices.yaml') as Practices;

export const plugins: ReadonlyMap<string, PluginFile> = new Map(
  pluginFiles.map(({ plugin }) => [plugin.name, plugin]),
);
export const patterns: readonly FullPattern[] = patternFiles.map(({ pattern }) => pattern);

/** Every integration block of the registry: the defaults, and what single releases override. */
export const integrations: readonly {
  owner: string;
  integration: NonNullable<PluginRecord['integration']>;
}[] = [...plugins.values()].flatMap(({ name, integration, releases }) => [
  { owner: name, integration: integration ?? {} },
  ...Object.entries(releases).map(([version, release]) => ({
    owner: `${name}@${version}`,
    integration: release.integration ?? {},
  })),
]);

/** The highest release of a plugin, complete. */
export function newest(name: string): Release & { readonly integration: Integration } {
  const file = plugins.get(name);
  if (file === undefined) throw new Error(`no plugin file for ${name}`);
  const { marketplace, releases, ...record } = file;
  const plugin = pluginOf(name, { ...record, versions: releases }, { marketplace, registry: 'bundled' });
  const release = plugin.release(plugin.versions[0] ?? '');
  if (release === undefined) throw new Error(`${name} has no release`);
  return release;
}

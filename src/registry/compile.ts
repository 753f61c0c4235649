import type { Fault } from '../model/fault.ts';
import { emptyKnowledge, type Knowledge } from '../model/knowledge.ts';
import { readFolder } from './directory.ts';
import type { IndexFile } from './index-registry.ts';
import type { PluginRecord } from './plugin-record.ts';

/** The bundled registry as one file: an index with the curated knowledge beside the plugins. */
export interface CompiledRegistry extends IndexFile {
  readonly knowledge: Knowledge;
  /** The files it was made from, to notice that one came or went. */
  readonly compiledFrom: readonly string[];
}

/** Reads a registry folder into one index; undefined as value if any file has an error. */
export function compileRegistry(folder: string, cwd = folder): { value: CompiledRegistry | undefined; faults: readonly Fault[] } {
  const { plugins, knowledge, faults, files } = readFolder(folder, cwd);
  if (faults.some(({ severity = 'error' }) => severity === 'error')) return { value: undefined, faults };
  const marketplaces = [...plugins.values()].map(({ marketplace }) => marketplace);
  const main = marketplaces.sort((a, b) => tally(marketplaces, b) - tally(marketplaces, a) || (a < b ? -1 : 1))[0] ?? '';
  const records = [...plugins].map(([id, { marketplace, record }]): [string, PluginRecord] => [
    marketplace === main ? id.slice(0, id.lastIndexOf('@')) : id,
    record,
  ]);
  return {
    value: {
      mkt: 1,
      marketplace: main,
      plugins: Object.fromEntries(records),
      knowledge: { ...emptyKnowledge, ...knowledge },
      compiledFrom: files,
    },
    faults,
  };
}

const tally = (list: readonly string[], word: string): number => list.filter((each) => each === word).length;

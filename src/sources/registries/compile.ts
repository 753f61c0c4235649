import type { RecordedFacts } from '../../model/client.ts';
import { emptyKnowledge, type Knowledge } from '../../model/knowledge.ts';
import { type Fault, isError } from '../../model/problems.ts';
import { readClient } from './client-facts-files.ts';
import type { IndexFile } from './index-registry.ts';
import { readFolder } from './manifest-folder.ts';
import { indexOf } from './write-index.ts';

/** The bundled registry as one file: an index with the curated knowledge besides the plugins. */
export interface CompiledRegistry extends IndexFile {
  readonly knowledge: Knowledge;
  /** The files it was made from, to notice added and removed ones. */
  readonly compiledFrom: readonly string[];
}

/**
 * Reads a registry folder into one object that can be written as JSON and opened fast.
 * @param cwd the folder to which the paths of faults are relative.
 * @returns undefined as value if any file has an error.
 */
export function compileRegistry(
  folder: string,
  cwd = folder,
): {
  readonly value: CompiledRegistry | undefined;
  /** The facts about the client, which are compiled into a file of their own. */
  readonly client: RecordedFacts | undefined;
  readonly faults: readonly Fault[];
} {
  const { plugins, knowledge, faults: own, files } = readFolder(folder, cwd);
  const client = readClient(folder, cwd);
  const faults = [...own, ...client.faults];
  if (faults.some(isError)) return { value: undefined, client: undefined, faults };
  return {
    value: {
      ...indexOf(plugins),
      knowledge: { ...emptyKnowledge, ...knowledge },
      compiledFrom: [...files, ...client.files].sort(),
    },
    client: client.facts,
    faults,
  };
}

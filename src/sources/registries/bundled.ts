import { join } from 'node:path';
import { emptyKnowledge, type Knowledge } from '../../model/knowledge.ts';
import type { Fault } from '../../model/problems.ts';
import type { Registry } from '../../model/registry.ts';
import { packageRoot, readCompiled } from './compiled-file.ts';
import { indexRegistry } from './index-registry.ts';

/** The registry that is bundled with mkt, and its knowledge besides plugins. */
export interface Bundled {
  readonly registry: Registry;
  readonly knowledge: Knowledge;
  /** Only in a development checkout: what is wrong with the sources. */
  readonly faults: readonly Fault[];
  /** A notice for the developer of mkt: the compiled file does not match its sources. */
  readonly notice?: string;
}

/**
 * Reads the bundled registry: one compiled JSON file. In a development checkout whose `registry/` has changed since the build, its
 * YAML is read instead, so that a forgotten build never gives an old answer.
 * @param root the folder of the package.
 */
export async function readBundled(root?: string): Promise<Bundled> {
  const compiled = readCompiled(root);
  if (compiled.status === 'fresh') {
    const { value } = compiled;
    return { registry: indexRegistry(value, 'bundled'), knowledge: value.knowledge, faults: [] };
  }
  const what =
    compiled.status === 'unbuilt'
      ? '`registry/` was never built'
      : '`registry/` has changed since the last build';
  const notice = `${what}; run \`npm run build\`: until then, mkt reads the YAML, which is slower`;
  return { ...(await readSources(root ?? packageRoot())), notice };
}

async function readSources(root: string): Promise<Bundled> {
  const { compileRegistry } = await import('./compile.ts');
  const { value, faults } = compileRegistry(join(root, 'registry'), root);
  const index = value ?? { mkt: 1, marketplace: 'bundled', plugins: {} };
  return { registry: indexRegistry(index, 'bundled'), knowledge: value?.knowledge ?? emptyKnowledge, faults };
}

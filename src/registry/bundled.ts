import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fault } from '../model/fault.ts';
import { emptyKnowledge, type Knowledge } from '../model/knowledge.ts';
import type { Registry } from '../model/registry.ts';
import type { CompiledRegistry } from './compile.ts';
import { indexRegistry } from './index-registry.ts';

/** The registry that comes with mkt, and what it knows beside plugins. */
export interface Bundled {
  readonly registry: Registry;
  readonly knowledge: Knowledge;
  /** Only in a development checkout: what is wrong with the sources. */
  readonly faults: readonly Fault[];
  /** Something to tell the developer of mkt: the compiled file is not what the sources say. */
  readonly notice?: string;
}

/**
 * Reads the bundled registry: one compiled JSON file. In a development checkout whose `registry/` has changed since the
 * build its YAML is read instead, so that a forgotten build never gives an old answer.
 * @param root the folder of the package.
 */
export async function readBundled(root = packageRoot()): Promise<Bundled> {
  const file = join(root, 'dist', 'registry.json');
  const built = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  const isCheckout = existsSync(join(root, 'src')) && existsSync(join(root, 'registry', 'plugins'));
  if (built === undefined && !isCheckout) throw new Error(`the bundled registry is missing: ${file}`);
  if (built !== undefined) {
    const compiled = JSON.parse(readFileSync(file, 'utf8')) as CompiledRegistry;
    if (!isCheckout || isFresh(root, built, compiled.compiledFrom)) {
      return { registry: indexRegistry(compiled, 'bundled'), knowledge: compiled.knowledge, faults: [] };
    }
  }
  return { ...(await readSources(root)), notice: noticeOf(built) };
}

async function readSources(root: string): Promise<Bundled> {
  const { compileRegistry } = await import('./compile.ts');
  const { value, faults } = compileRegistry(join(root, 'registry'), root);
  const index = value ?? { mkt: 1, marketplace: 'bundled', plugins: {} };
  return { registry: indexRegistry(index, 'bundled'), knowledge: value?.knowledge ?? emptyKnowledge, faults };
}

function noticeOf(built: number | undefined): string {
  const what = built === undefined ? 'registry/ was never built' : 'registry/ changed since the last build';
  return `${what}; reading its YAML, which takes longer, run \`npm run build\``;
}

/** Whether no source is newer than the compiled file and none came or went: about seventy looks at the file system. */
function isFresh(root: string, built: number, compiledFrom: readonly string[]): boolean {
  const sources = ['plugins', 'patterns'].flatMap((folder) => {
    const path = join(root, 'registry', folder);
    const names = existsSync(path) ? readdirSync(path) : [];
    return names.filter((name) => /\.(ya?ml|json)$/.test(name)).map((name) => `${folder}/${name}`);
  });
  const single = ['artifacts.yaml', 'practices.yaml'].filter((name) =>
    existsSync(join(root, 'registry', name)),
  );
  const now = [...sources, ...single].sort();
  if (now.join('\n') !== compiledFrom.join('\n')) return false;
  return now.every((source) => statSync(join(root, 'registry', source)).mtimeMs <= built);
}

/** The folder of the package: the nearest one above this module with a package.json, in `src/` and in `dist/` alike. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Knowledge } from '../model/knowledge.ts';
import type { Registry } from '../model/registry.ts';
import type { CompiledRegistry } from './compile.ts';
import { indexRegistry } from './index-registry.ts';

/** The registry that comes with mkt, and what it knows beside plugins. */
export interface Bundled {
  readonly registry: Registry;
  readonly knowledge: Knowledge;
  /** Something to tell the developer of mkt, if the compiled file is not what the sources say. */
  readonly notice?: string;
}

/**
 * Reads the bundled registry: one compiled JSON file. In a development checkout whose `registry/` has changed since the
 * build its YAML is read instead, so that a forgotten build never gives an old answer.
 */
export async function readBundled(root = packageRoot()): Promise<Bundled> {
  const compiledFile = join(root, 'dist', 'registry.json');
  const compiled = existsSync(compiledFile)
    ? (JSON.parse(readFileSync(compiledFile, 'utf8')) as CompiledRegistry)
    : undefined;
  const isCheckout = existsSync(join(root, 'src')) && existsSync(join(root, 'registry', 'plugins'));
  if (compiled !== undefined && !(isCheckout && isStale(root, compiledFile, compiled.compiledFrom))) {
    return { registry: indexRegistry(compiled, 'bundled'), knowledge: compiled.knowledge };
  }
  const { compileRegistry } = await import('./compile.ts');
  const { value, faults } = compileRegistry(join(root, 'registry'), process.cwd());
  if (value === undefined) {
    const lines = faults.map(
      ({ message, location }) => `${location.file}:${location.line}:${location.column}: ${message}`,
    );
    throw new Error(`the bundled registry has faults\n${lines.join('\n')}`);
  }
  const notice =
    'registry/ changed since the last build, so its YAML is read, which is slower; run `npm run build`';
  return { registry: indexRegistry(value, 'bundled'), knowledge: value.knowledge, notice };
}

/** Whether any source is newer than the compiled file, or one came or went: about seventy looks at the file system. */
function isStale(root: string, compiledFile: string, compiledFrom: readonly string[]): boolean {
  const built = statSync(compiledFile).mtimeMs;
  const sources = ['', 'plugins', 'patterns'].flatMap((folder) =>
    readdirSync(join(root, 'registry', folder))
      .filter((name) => /\.(ya?ml|json)$/.test(name))
      .map((name) => (folder === '' ? name : `${folder}/${name}`)),
  );
  if (sources.sort().join('\n') !== [...compiledFrom].sort().join('\n')) return true;
  return sources.some((source) => statSync(join(root, 'registry', source)).mtimeMs > built);
}

/** The folder of the package: the nearest one above this module with a package.json. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

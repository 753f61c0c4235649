/** Selects the mutants to try: drawn with a seed, and only those that the type checker accepts, since it is part of the gate. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { randomFrom } from '../../bench/resolver/generate.ts';
import { type Mutant, mutantsOf, mutated } from './mutators.ts';

/**
 * Mutants to try, in the order in which they were drawn, how many exist in all, and how many of the drawn ones have type errors.
 */
export interface Drawn {
  readonly mutants: readonly Mutant[];
  readonly all: number;
  readonly refused: number;
}

/**
 * Draws mutants of some modules; the same modules, amount and seed give the same ones.
 * @param files paths from the root of the checkout.
 * @param most how many; all of them if there are fewer.
 */
export function draw(root: string, files: readonly string[], most: number, seed: number): Drawn {
  const random = randomFrom(seed);
  const all = [...files].sort().flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')));
  const ordered = all
    .map((mutant) => ({ mutant, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ mutant }) => mutant);
  const isSound = typeChecker(root, files);
  const mutants: Mutant[] = [];
  let refused = 0;
  for (const mutant of ordered) {
    if (mutants.length === most) break;
    if (isSound(mutant)) mutants.push(mutant);
    else refused += 1;
  }
  return { mutants, all: all.length, refused };
}

/** Whether the module of a mutant still type-checks. */
function typeChecker(root: string, files: readonly string[]): (mutant: Mutant) => boolean {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const changed = new Map<string, { version: number; text: string }>();
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => files.map((file) => join(root, file)),
    getScriptVersion: (path) => String(changed.get(path)?.version ?? 0),
    getScriptSnapshot: (path) => {
      const text = changed.get(path)?.text ?? ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  return (mutant) => {
    const path = join(root, mutant.file);
    const text = readFileSync(path, 'utf8');
    const version = (changed.get(path)?.version ?? 0) + 1;
    changed.set(path, { version, text: mutated(text, mutant) });
    const isSound =
      service.getSyntacticDiagnostics(path).length === 0 && service.getSemanticDiagnostics(path).length === 0;
    changed.set(path, { version: version + 1, text });
    return isSound;
  };
}

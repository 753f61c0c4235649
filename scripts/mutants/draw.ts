/** Selects the mutants to try: drawn with a seed, and only those that the type checker accepts, since it is part of the gate. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { randomFrom } from '../../bench/resolver/generate.ts';
import { type Mutant, mutantsOf, mutated } from './mutators.ts';

/** Mutants of some modules. Which of them have type errors is found out one by one, as they are tried: that takes longer than a test. */
export interface Drawn {
  /** In the order in which they were drawn. As a third and more have type errors, twice as many as are to be tried. */
  readonly mutants: readonly Mutant[];
  /** How many are to be tried. */
  readonly most: number;
  /** How many exist. */
  readonly all: number;
  /** Whether the module of a mutant still type-checks. */
  readonly isSound: (mutant: Mutant) => boolean;
}

/**
 * Draws mutants of some modules; the same modules, amount and seed give the same ones.
 * @param files paths from the root of the checkout.
 * @param most how many to try; all of them if there are fewer.
 */
export function draw(root: string, files: readonly string[], most: number, seed: number): Drawn {
  const random = randomFrom(seed);
  const all = [...files].sort().flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')));
  const mutants = all
    .map((mutant) => ({ mutant, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ mutant }) => mutant)
    .slice(0, 2 * most);
  return { mutants, most, all: all.length, isSound: typeChecker(root, files) };
}

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

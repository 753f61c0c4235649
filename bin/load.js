// Loads the program, one CommonJS file, with what V8 made of it when it was built: most of the start-up of a short run would go into
// compiling. V8 itself looks whether that fits this Node and this text, and compiles anew if not.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

export const program = fileURLToPath(new URL('../dist/mkt.cjs', import.meta.url));
export const compiled = fileURLToPath(new URL('../dist/mkt.v8', import.meta.url));

/** The program as a script that has not run yet. `scripts/build.ts` writes it in ASCII. */
export function scriptOf(cachedData) {
  const text = `(function (exports, require, module, __filename, __dirname) {${readFileSync(program, 'latin1')}\n})`;
  return new Script(text, { filename: program, ...(cachedData && { cachedData }) });
}

/** What the program exports. */
export function start(script) {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(program), module, program, dirname(program));
  return module.exports;
}

/** Undefined if there is none, or if somebody changed the program since: V8 would not notice a text of equal length. */
export function readCompiled() {
  try {
    return statSync(compiled).mtimeMs < statSync(program).mtimeMs ? undefined : readFileSync(compiled);
  } catch {
    return undefined;
  }
}

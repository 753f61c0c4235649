/** Builds `dist/`: the program as a few ES modules, and the bundled registry as one file. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compileRegistry } from '../src/registry/compile.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

await rm(`${root}dist`, { recursive: true, force: true });
await mkdir(`${root}dist`, { recursive: true });

await build({
  entryPoints: [`${root}src/cli/main.ts`],
  outdir: `${root}dist`,
  bundle: true,
  // One file a command, loaded when it runs; dependencies stay what package.json says they are.
  splitting: true,
  packages: 'bundle',
  // Some packages have an ES module beside a UMD one that no bundler can follow.
  mainFields: ['module', 'main'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: '[name]-[hash]',
  legalComments: 'none',
  logLevel: 'warning',
});

const { value, faults } = await compileRegistry(`${root}registry`);
for (const { location, message } of faults) {
  process.stderr.write(`${location.file}:${location.line}:${location.column}: ${message}\n`);
}
if (value === undefined) {
  process.stderr.write('error: the bundled registry was not built\n');
  process.exitCode = 1;
} else {
  await writeFile(`${root}dist/registry.json.new`, JSON.stringify(value));
  await rename(`${root}dist/registry.json.new`, `${root}dist/registry.json`);
}

/** Builds `dist/`: the program as one file with the code that V8 compiles from it, and the bundled registry as another. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { sayProblem } from '../src/analysis/rules/index.ts';
import { compileRegistry } from '../src/sources/registries/compile.ts';
import type { CompiledClient } from '../src/sources/registries/compiled-file.ts';
import { packChunks } from './pack-chunks.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

await rm(`${root}dist`, { recursive: true, force: true });
await mkdir(`${root}dist`, { recursive: true });

/** zod includes its messages in 50 languages, and mkt needs one: a third of what would be read at each start. */
const englishOnly: Plugin = {
  name: 'english-only',
  setup: ({ onLoad }) =>
    onLoad({ filter: /zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    })),
};

/** Modules of Node that most runs of mkt never call, and that take a tenth of a short run to load: each call loads them. */
const loadedByCalls: Plugin = {
  name: 'loaded-by-calls',
  setup({ onResolve, onLoad }) {
    const namespace = 'loaded-by-calls';
    onResolve({ filter: /^node:(?:child_process|fs\/promises)$/ }, ({ path, namespace: from }) =>
      from === namespace ? { path, external: true } : { path, namespace },
    );
    onLoad({ filter: /^node:/, namespace }, async ({ path }) => {
      const functions = Object.entries(await import(path)).filter(
        ([name, value]) => typeof value === 'function' && /^[a-z]/.test(name) && name !== 'default',
      );
      const contents = functions.map(
        ([name]) => `exports.${name} = (...args) => require('${path}').${name}(...args);`,
      );
      return { contents: contents.join('\n') };
    });
  },
};

/** What mkt's own code asks the disk is noted, so that an answer can be given again while nothing of that has changed. */
const tracedDisk: Plugin = {
  name: 'traced-disk',
  setup({ onResolve }) {
    const files = `${root}src/sources/files/`;
    const path = `${files}traced-fs.ts`;
    const untraced = [path, `${files}disk-answers.ts`];
    onResolve({ filter: /^node:fs$/ }, ({ importer }) =>
      importer.startsWith(`${root}src/`) && !untraced.includes(importer) ? { path } : undefined,
    );
  },
};

const { metafile, outputFiles } = await build({
  entryPoints: [`${root}src/cli/main.ts`],
  outdir: `${root}dist`,
  // In parts, so that what a command does not need is neither compiled nor run: see docs/decisions/0004-compiled-ahead.md.
  bundle: true,
  splitting: true,
  format: 'esm',
  write: false,
  // Dependencies are part of the program: see docs/decisions/0002-bundled-dependencies.md.
  packages: 'bundle',
  // Some packages have an ES module in addition to a UMD one that no bundler can follow.
  mainFields: ['module', 'main'],
  define: { 'import.meta.url': '__url' },
  platform: 'node',
  target: 'node20',
  // Less to read at each start; names stay, for readable stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  plugins: [englishOnly, loadedByCalls, tracedDisk],
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
const chunks = outputFiles.map(({ path, text }) => ({ name: basename(path), text }));
const packed = `const __url=require('node:url').pathToFileURL(__filename).href;\n${packChunks(chunks, 'main.js')}`;

// The program is read at each start, much faster as ASCII than as UTF-8. esbuild escapes everything except regular expressions,
// where
// means the same.
const written = packed.replace(
  /[^\0-\x7f]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
);
// `bin/load.js` runs it as it is: a function, which is identified by the last line but one. Adding the function there would copy the text.
const id = createHash('sha256').update(written).digest('hex').slice(0, 16);
// Line 1 belongs to that function.
const head = '(function (exports, require, module, __filename, __dirname) {\n';
await writeFile(`${root}dist/mkt.cjs`, `${head}${written.trimEnd()}\n// build ${id}\n})`);

// `bin/load.js` looks for compiled code before it has the program.
await build({
  entryPoints: [`${root}src/sources/files/user-folders.ts`],
  outfile: `${root}dist/user-folders.cjs`,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
});

// What shows that mkt is at work, in a thread of its own: see `src/cli/spinner.ts`.
const spinner = await build({
  entryPoints: [`${root}src/cli/spinner-thread.ts`],
  outfile: `${root}dist/spinner.cjs`,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

const inputs = [metafile, spinner.metafile].flatMap((each) => Object.keys(each.inputs));
await writeFile(`${root}dist/THIRD-PARTY-LICENSES.txt`, await licences(inputs));

const { value, client, faults } = compileRegistry(`${root}registry`);
for (const fault of faults) {
  const { file, line, column } = fault.location;
  process.stderr.write(`${file}:${line}:${column}: ${sayProblem(fault).message}\n`);
}
if (value === undefined || client === undefined) {
  process.stderr.write('error: the bundled registry was not built\n');
  process.exitCode = 1;
} else {
  await writeFile(`${root}dist/registry.json.new`, JSON.stringify(value));
  await rename(`${root}dist/registry.json.new`, `${root}dist/registry.json`);
  const compiled: CompiledClient = {
    facts: client,
    compiledFrom: value.compiledFrom.filter((file) => file.startsWith('client/')),
  };
  await writeFile(`${root}dist/client.json.new`, JSON.stringify(compiled));
  await rename(`${root}dist/client.json.new`, `${root}dist/client.json`);
}

if (value !== undefined) {
  const { status } = spawnSync(process.execPath, [`${root}scripts/compile.js`], { stdio: 'inherit' });
  // Everything works without it, only slower.
  if (status !== 0) process.stderr.write('warning: the program was not compiled in advance\n');
}

/** The licenses of the packages that are part of the program. */
async function licences(inputs: readonly string[]): Promise<string> {
  const folders = new Set(
    inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
  );
  const parts: string[] = [];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(
      await readFile(`${root}${folder}/package.json`, 'utf8'),
    ) as Record<string, string>;
    const file = (await readdir(`${root}${folder}`)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : await readFile(`${root}${folder}/${file}`, 'utf8');
    parts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}

/** Generates `src/report/generated/page-parts.ts`: the script and the style of pages, small, with the hashes by which pages allow them. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One file with what it imports. */
async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${root}${file}`],
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    legalComments: 'none',
    // A page says in its head which charset it has, but a script may be copied out of it.
    charset: 'ascii',
    write: false,
    logLevel: 'warning',
  });
  const text = outputFiles[0]?.text.trim() ?? '';
  // It would end the element that it is in, or start a comment there.
  if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error(`${file} cannot be put into a page`);
  return text;
}

const part = (name: string, text: string): string => {
  const hash = `sha256-${createHash('sha256').update(text).digest('base64')}`;
  return `export const ${name} = {\n  hash: '${hash}',\n  text: ${JSON.stringify(text)},\n} as const;`;
};

const target = `${root}src/report/generated/page-parts.ts`;
await mkdir(dirname(target), { recursive: true });
await writeFile(
  target,
  [
    '/**\n * The script and the style of pages, and the hashes by which a page allows them.\n *\n * Written by `npm run generate` from src/browser and src/report/page/style; changes here are lost.\n */',
    part('pageScript', await bundled('src/browser/page.ts')),
    part('pageStyle', await bundled('src/report/page/style/page.css')),
    '',
  ].join('\n'),
);

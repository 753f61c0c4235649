/**
 * Generates `src/report/generated/`: the script and the style of pages, small, with the hashes by which pages allow them; and the style
 * of drawings that are files of their own.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
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

/** The colors by name, each for light and for dark. */
async function colors(): Promise<Record<string, readonly [light: string, dark: string]>> {
  const text = await readFile(`${root}src/report/page/style/colors.css`, 'utf8');
  const all = [...text.matchAll(/--([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)];
  return Object.fromEntries(
    all.map(([, name = '', light = '', dark = '']) => [name, [light, dark] as const]),
  );
}

/** The style with the colors themselves: programs that draw SVG without a browser do not know variables. */
async function standaloneStyle(): Promise<string> {
  const rules = await bundled('src/report/page/style/drawing.css');
  const known = await colors();
  const filled = (side: 0 | 1, text: string) =>
    text.replace(/var\(--([a-z]+)\)/g, (whole, name: string) => {
      const color = known[name]?.[side];
      if (color === undefined) throw new Error(`colors.css has no ${whole}`);
      return color;
    });
  const colored = [...rules.matchAll(/[^{}]+\{[^{}]*\}/g)].flatMap(([rule]) => {
    const [selector = '', inside = ''] = rule.slice(0, -1).split('{');
    const own = inside.split(';').filter((each) => each.includes('var('));
    return own.length === 0 ? [] : [`${selector}{${own.join(';')}}`];
  });
  return `${filled(0, rules)}@media(prefers-color-scheme:dark){${filled(1, colored.join(''))}}`;
}

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
await writeFile(
  `${root}src/report/generated/drawing-style.ts`,
  [
    '/**\n * The style of a drawing that is a file of its own.\n *\n * Written by `npm run generate` from src/report/page/style/drawing.css and colors.css; changes here are lost.\n */',
    `export const drawingStyle = ${JSON.stringify(await standaloneStyle())};`,
    '',
  ].join('\n'),
);

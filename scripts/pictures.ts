/** Draws the pictures of the documentation, `docs/pictures/`, with mkt itself: `npx tsx scripts/pictures.ts`, after a build. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each picture with the command that prints it. */
export const pictures: readonly { readonly file: string; readonly args: readonly string[] }[] = [
  { file: 'docs/pictures/plan.svg', args: ['plan', '--pattern', 'scientific-hpc', '--format', 'svg'] },
  { file: 'docs/pictures/map.svg', args: ['map', 'examples/lab', '--format', 'svg'] },
];

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { file, args } of pictures) {
    const { stdout } = spawnSync(process.execPath, [`${root}bin/mkt.js`, ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    mkdirSync(dirname(`${root}${file}`), { recursive: true });
    writeFileSync(`${root}${file}`, stdout);
  }

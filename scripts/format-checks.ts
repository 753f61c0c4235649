/** Generates the fast checks of an index and of an integration block from their zod schemas; they are never written by hand. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { integration } from '../src/model/formats/common.ts';
import { indexFile } from '../src/model/formats/plugin.ts';
import { isName } from '../src/model/plugin-id.ts';
import { isRange, isVersion } from '../src/model/version.ts';
import { type Refinement, soundSource } from './check-source.ts';

const header = `/**
 * Whether a file satisfies its schema, fast: an index can contain hundreds of thousands of releases, for which zod takes many times as
 * long as parsing them. If it says no, the slow reader says why.
 *
 * Written by \`npm run generate\` from src/model/formats; changes here are lost.
 */`;

const refinements: readonly Refinement[] = [
  { check: isName, name: 'isName', from: '../plugin-id.ts' },
  { check: isRange, name: 'isRange', from: '../version.ts', isSlow: true },
  { check: isVersion, name: 'isVersion', from: '../version.ts' },
];

/** The text of the module. */
export const soundText = (): string =>
  soundSource(
    [
      {
        name: 'isSoundIndex',
        schema: indexFile,
        comment: '@returns true only if the format of an index would find no issue, including unknown keys.',
      },
      {
        name: 'isSoundIntegration',
        schema: integration,
        comment: '@returns true only if the integration format would find no issue, including unknown keys.',
      },
    ],
    refinements,
    header,
  );

export const soundFile = fileURLToPath(new URL('../src/model/generated/format-checks.ts', import.meta.url));

// A test imports the text; only the script itself writes the file.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(dirname(soundFile), { recursive: true });
  await writeFile(soundFile, soundText());
}

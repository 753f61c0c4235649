/** Generates the fast checks of formats from their zod schemas; they are never written by hand. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { integration } from '../src/model/formats/common.ts';
import { lock } from '../src/model/formats/lock.ts';
import { indexFile } from '../src/model/formats/plugin.ts';
import { project } from '../src/model/formats/project.ts';
import { vendored } from '../src/model/formats/vendored.ts';
import { isLockVersion } from '../src/model/lock.ts';
import { isLockedRequirement } from '../src/model/locked-requirement.ts';
import { isName, isPluginId } from '../src/model/plugin-id.ts';
import { isRuleName } from '../src/model/rule-name.ts';
import { isSpec } from '../src/model/spec.ts';
import { isRange, isVersion } from '../src/model/version.ts';
import { type Refinement, soundSource } from './check-source.ts';

const header = (what: string) => `/**
 * Whether a file satisfies its schema, fast: ${what} If it says no, the slow reader says why.
 *
 * Written by \`npm run generate\` from src/model/formats; changes here are lost.
 */`;

const refinements: readonly Refinement[] = [
  { check: isName, name: 'isName', from: '../plugin-id.ts' },
  { check: isRange, name: 'isRange', from: '../version.ts', isSlow: true },
  { check: isVersion, name: 'isVersion', from: '../version.ts' },
  { check: isPluginId, name: 'isPluginId', from: '../plugin-id.ts' },
  { check: isLockedRequirement, name: 'isLockedRequirement', from: '../locked-requirement.ts', isSlow: true },
  { check: isLockVersion, name: 'isLockVersion', from: '../lock.ts' },
  { check: isSpec, name: 'isSpec', from: '../spec.ts' },
  { check: isRuleName, name: 'isRuleName', from: '../rule-name.ts' },
];

/** The text of the module for registries. */
const ofRegistries = (): string =>
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
    header(
      'an index can contain hundreds of thousands of releases, for which zod takes many times as long as parsing them.',
    ),
  );

/** The text of the module for what mkt reads of a project. */
const ofProjects = (): string =>
  soundSource(
    [
      {
        name: 'isSoundProject',
        schema: project,
        comment: '@returns true only if the format of a list would find no issue, including unknown keys.',
      },
      {
        name: 'isSoundLock',
        schema: lock,
        comment: '@returns true only if the format of a lock would find no issue, including unknown keys.',
      },
      {
        name: 'isSoundVendored',
        schema: vendored,
        comment:
          '@returns true only if the format of the record of copies would find no issue, including unknown keys.',
      },
    ],
    refinements,
    header('hooks read a list and a lock on every commit, and loading zod takes longer than that.'),
  );

const generated = (name: string): string =>
  fileURLToPath(new URL(`../src/model/generated/${name}`, import.meta.url));

/** The modules, each with its text. */
export const soundModules: readonly { readonly file: string; readonly text: () => string }[] = [
  { file: generated('format-checks.ts'), text: ofRegistries },
  { file: generated('project-checks.ts'), text: ofProjects },
];

// A test imports the texts; only the script itself writes the files.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, text } of soundModules) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text());
  }
}

/**
 * How often what mkt sees in texts is right, measured against labels (`tests/accuracy/*-labels.json`). Writes the figures to
 * `tests/accuracy/seen.json`, and the page about them to `docs/accuracy-seen.md`.
 *
 *     npm run accuracy:seen -- DIR [--packages FOLDER]   DIR has the folder `marketplaces`; packages are fetched from the npm
 *                                                registry into FOLDER, or into a temporary one
 *     npm run accuracy:seen -- DIR --wrong       also prints which files and calls are wrong or missed, with the place
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { roleWords } from '../src/analysis/role-words.ts';
import { seenRoles } from '../src/analysis/seen-roles.ts';
import type { FileUse } from '../src/model/file-use.ts';
import { isOftenRight } from '../src/model/seen-kinds.ts';
import {
  type PackageLabels,
  type PackageTexts,
  type SeenPackage,
  seenIn,
  unpacked,
} from './seen-packages.ts';
import { type Figures, type SeenFigures, seenPage } from './seen-page.ts';
import { describedIn, type SampleLabels, type SampleLink, seenSamples } from './seen-samples.ts';
import {
  type CallLabel,
  callTally,
  fileTally,
  type Labels,
  roleTally,
  type SeenCall,
  sum,
  type Tally,
} from './seen-tally.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  options: { packages: { type: 'string' }, wrong: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [data] = positionals;
if (data === undefined) throw new Error('name the folder that has the folder `marketplaces`');

const read = <Value>(file: string): Value =>
  JSON.parse(readFileSync(join(root, 'tests/accuracy', file), 'utf8'));
const samples = read<{ plugins: Record<string, SampleLabels>; links: SampleLink[] }>('sample-labels.json');

/** Writes and reads, all and those that are sure. */
const fileFigures = (
  all: readonly { readonly labels: Labels; readonly uses: readonly FileUse[] }[],
): Figures =>
  Object.fromEntries(
    (['writes', 'reads'] as const).flatMap((does) =>
      [false, true].map((sureOnly) => {
        const tally = sum(
          all.map(({ labels, uses }) =>
            fileTally(
              labels[does],
              uses.filter((use) => use.does === does && (use.isSure || !sureOnly)),
            ),
          ),
        );
        return [`${does}${sureOnly ? ', sure' : ''}`, tally];
      }),
    ),
  );

/** Prints which files are wrong, and which are missed. */
function explainFiles(id: string, labels: Labels, uses: readonly FileUse[]): void {
  for (const does of ['writes', 'reads'] as const) {
    const own = uses.filter((use) => use.does === does);
    for (const use of own)
      if (fileTally(labels[does], [use]).wrong > 0)
        process.stdout.write(
          `wrong: ${id} ${does} ${use.path}${use.isSure ? '' : '?'} ${use.location.file}:${use.location.line}\n`,
        );
    for (const label of labels[does])
      if (fileTally([label], own).missed > 0)
        process.stdout.write(`missed: ${id} ${does} ${label.path} ${label.at}\n`);
  }
}

/** Prints which calls are wrong, and which are missed. */
function explainCalls(id: string, labels: readonly CallLabel[], { calls, filesOf }: SeenPackage): void {
  for (const call of calls)
    if (callTally(labels, [call], filesOf).wrong > 0)
      process.stdout.write(
        `wrong: ${id} calls ${call.name}${isOftenRight(`call ${call.form}`) ? '' : '?'} ${call.file}:${call.line}\n`,
      );
  for (const label of labels)
    if (callTally([label], calls, filesOf).missed > 0)
      process.stdout.write(`missed: ${id} calls ${label.component} ${label.at}\n`);
}

const folder =
  values.packages === undefined ? mkdtempSync(join(tmpdir(), 'mkt-packages-')) : resolve(values.packages);
if (values.packages === undefined) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Reads the labels of a file, and what mkt sees in the same texts. */
const inFile = <Own extends PackageTexts>(file: string) =>
  Object.entries(read<{ plugins: Record<string, Own> }>(file).plugins).map(([id, labels]) => ({
    id,
    labels,
    seen: seenIn(labels, unpacked(labels, folder)),
  }));
const picked = inFile<PackageLabels>('package-labels.json');
const drawn = inFile<PackageLabels>('drawn-labels.json');
const later = inFile<PackageLabels>('file-labels.json');
const callTexts = inFile<PackageTexts>('call-labels.json');
const folderOfSamples = join(resolve(data), 'marketplaces');
const seen = await seenSamples(Object.keys(samples.plugins), folderOfSamples);
const inSamples = Object.entries(samples.plugins).map(([id, labels]) => {
  const release = seen.releases.get(id);
  if (release === undefined) throw new Error(`${id} is not in the samples`);
  return { id, labels, uses: release.fileUses?.() ?? [], described: release };
});
const asFiles = ({ id, labels, seen: { uses, described } }: (typeof picked)[number]) => ({
  id,
  labels,
  uses,
  described,
});
const inPackages = picked.map(asFiles);
if (values.wrong) {
  for (const { id, labels, uses } of [...inPackages, ...[...drawn, ...later].map(asFiles), ...inSamples])
    explainFiles(id, labels, uses);
  for (const { id, labels, seen: own } of [...drawn, ...callTexts]) explainCalls(id, labels.calls ?? [], own);
}

const ofSet = (set: PackageTexts['set']) => callTexts.filter(({ labels }) => labels.set === set);
const figures: SeenFigures = {
  first: read<Pick<SeenFigures, 'first'>>('seen.json').first,
  now: {
    tune: fileFigures(inPackages.filter(({ labels }) => labels.set === 'tune')),
    test: fileFigures(inPackages.filter(({ labels }) => labels.set === 'test')),
    drawn: fileFigures(drawn.map(asFiles)),
    later: fileFigures(later.filter(({ labels }) => labels.set === 'drawn-files').map(asFiles)),
    next: fileFigures(later.filter(({ labels }) => labels.set === 'drawn-5').map(asFiles)),
    calls: {
      ...callFigures('those of the drawn texts', drawn),
      ...callFigures('of 48 more texts', ofSet('drawn-3')),
      ...callFigures('of 51 more texts', ofSet('drawn-4')),
      ...callFigures('of 37 texts of other plugins', ofSet('drawn-5')),
    },
    samples: {
      ...fileFigures(inSamples),
      links: linkTally(),
      'calls, sure': sampleCalls(true),
      calls: sampleCalls(false),
    },
    roles: roleFigures(),
  },
};
writeFileSync(join(root, 'tests/accuracy/seen.json'), `${JSON.stringify(figures, null, 2)}\n`);
writeFileSync(join(root, 'docs/accuracy-seen.md'), seenPage(figures));

/** Calls of other components of the same plugin, those that are sure and all. */
function callFigures(
  title: string,
  texts: readonly { readonly labels: PackageTexts; readonly seen: SeenPackage }[],
): Figures {
  const counted = (isShown: (call: SeenCall) => boolean) =>
    sum(
      texts.map(({ labels, seen: { calls, filesOf } }) =>
        callTally(labels.calls ?? [], calls.filter(isShown), filesOf),
      ),
    );
  return {
    [`${title}, sure`]: counted(({ form }) => isOftenRight(`call ${form}`)),
    [title]: counted(() => true),
  };
}

/** Links by a file, each for two plugins and a path. */
function linkTally(): Tally {
  const isSame = (a: SampleLink, b: SampleLink) => a.from === b.from && a.to === b.to && a.path === b.path;
  const right = seen.links.filter((link) => samples.links.some((label) => isSame(link, label))).length;
  return { right, wrong: seen.links.length - right, seen: right, missed: samples.links.length - right };
}

/** Calls of components of other plugins in the same marketplace. */
function sampleCalls(sureOnly: boolean): Tally {
  const labeled = Object.entries(samples.plugins).flatMap(([from, { calls }]) =>
    calls.flatMap(({ plugin, component, kind }) =>
      plugin === null || kind !== 'use' ? [] : [`${from} ${from.split('/')[0]}/${plugin} ${component}`],
    ),
  );
  const found = seen.calls
    .filter(({ isSure }) => isSure || !sureOnly)
    .map(({ from, to, component }) => `${from} ${to} ${component.replace(/^[^:]*:/, '')}`);
  const [labels, calls] = [new Set(labeled), new Set(found)];
  const right = [...calls].filter((call) => labels.has(call)).length;
  return { right, wrong: calls.size - right, seen: right, missed: labels.size - right };
}

/** Each role in the plugins that were looked at while the table of words was written, and all roles in those that were not. */
function roleFigures(): Figures {
  const labeled = read<{ labels: Record<string, readonly string[]> }>('../analysis/role-labels.json').labels;
  const isTest = ({ labels }: (typeof inPackages)[number]) => labels.set === 'test';
  const asSeen = ({
    labels,
    described,
  }: Pick<(typeof inSamples | typeof inPackages)[number], 'labels' | 'described'>) => ({
    roles: labels.roles,
    described,
  });
  const sets = [
    [...inPackages.filter((one) => !isTest(one)), ...inSamples].map(asSeen),
    Object.entries(labeled).map(([id, roles]) => ({ roles, described: describedIn(id, folderOfSamples) })),
  ];
  const known = Object.keys(roleWords);
  const byRole = known.map((role): [string, Tally] => {
    // Labels that never have a role do not say that a plugin lacks it.
    const using = sets.filter((ones) => ones.some(({ roles }) => roles.includes(role)));
    return [role, roleTallyOf(using.flat(), [role])];
  });
  return {
    ...Object.fromEntries(byRole),
    'all of these': sum(byRole.map(([, tally]) => tally)),
    'all in the ten picked packages': roleTallyOf(inPackages.filter(isTest).map(asSeen), known),
    'all in the drawn packages': roleTallyOf(drawn.map(asFiles).map(asSeen), known),
  };
}

/** Counts these roles. */
function roleTallyOf(
  ones: readonly { readonly roles: readonly string[]; readonly described: Parameters<typeof seenRoles>[0] }[],
  counted: readonly string[],
): Tally {
  return sum(
    ones.map(({ roles, described }) =>
      roleTally(
        roles.filter((role) => counted.includes(role)),
        seenRoles(described).flatMap(({ role }) => (counted.includes(role) ? [role] : [])),
      ),
    ),
  );
}

/**
 * How often what mkt sees in texts is right, measured against labels (`tests/accuracy/*-labels.json`). Writes the figures to
 * `tests/accuracy/seen.json`, and the page about them to `docs/accuracy-seen.md`.
 *
 *     npm run accuracy:seen -- DIR [--packages FOLDER]   DIR has the folder `marketplaces`; packages are fetched from the npm
 *                                                registry into FOLDER, or into a temporary one
 *     npm run accuracy:seen -- DIR --wrong       also prints what is wrong and what is missed, with file and line
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
import { type PackageLabels, seenIn, unpacked } from './seen-packages.ts';
import { type Figures, type SeenFigures, seenPage } from './seen-page.ts';
import { describedIn, type SampleLabels, type SampleLink, seenSamples } from './seen-samples.ts';
import { fileTally, type Labels, roleTally, sum, type Tally } from './seen-tally.ts';

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
const packages = read<{ plugins: Record<string, PackageLabels> }>('package-labels.json');

/** Writes and reads, all and those that are sure. */
const fileFigures = (all: readonly (readonly [id: string, Labels, readonly FileUse[]])[]): Figures =>
  Object.fromEntries(
    (['writes', 'reads'] as const).flatMap((does) =>
      [false, true].map((sureOnly) => {
        const tally = sum(
          all.map(([, labels, uses]) =>
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

/** Prints what is wrong, and what is missed. */
function explain(id: string, labels: Labels, uses: readonly FileUse[]): void {
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

const folder =
  values.packages === undefined ? mkdtempSync(join(tmpdir(), 'mkt-packages-')) : resolve(values.packages);
if (values.packages === undefined) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const inPackages = Object.entries(packages.plugins).map(([id, labels]) => {
  const { uses, described } = seenIn(labels, unpacked(labels, folder));
  return { id, labels, uses, described };
});
const folderOfSamples = join(resolve(data), 'marketplaces');
const seen = await seenSamples(Object.keys(samples.plugins), folderOfSamples);
const inSamples = Object.entries(samples.plugins).map(([id, labels]) => {
  const release = seen.releases.get(id);
  if (release === undefined) throw new Error(`${id} is not in the samples`);
  return { id, labels, uses: release.fileUses?.() ?? [], described: release };
});
const all = [...inPackages, ...inSamples];
if (values.wrong) for (const { id, labels, uses } of all) explain(id, labels, uses);

const ofSet = (set: 'tune' | 'test'): Figures =>
  fileFigures(
    inPackages.flatMap(({ id, labels, uses }) => (labels.set === set ? [[id, labels, uses] as const] : [])),
  );
const figures: SeenFigures = {
  tune: ofSet('tune'),
  first: read<SeenFigures>('seen.json').first,
  test: ofSet('test'),
  samples: {
    ...fileFigures(inSamples.map(({ id, labels, uses }) => [id, labels, uses] as const)),
    links: linkTally(),
    calls: callTally(),
  },
  roles: roleFigures(),
};
writeFileSync(join(root, 'tests/accuracy/seen.json'), `${JSON.stringify(figures, null, 2)}\n`);
writeFileSync(join(root, 'docs/accuracy-seen.md'), seenPage(figures));

/** Links by a file, each for two plugins and a path. */
function linkTally(): Tally {
  const isSame = (a: SampleLink, b: SampleLink) => a.from === b.from && a.to === b.to && a.path === b.path;
  const right = seen.links.filter((link) => samples.links.some((label) => isSame(link, label))).length;
  return { right, wrong: seen.links.length - right, seen: right, missed: samples.links.length - right };
}

/** Calls of components of plugins that the samples have. */
function callTally(): Tally {
  const labeled = Object.entries(samples.plugins).flatMap(([from, { calls }]) =>
    calls.flatMap(({ plugin, component }) =>
      plugin === null ? [] : [`${from} ${from.split('/')[0]}/${plugin} ${component}`],
    ),
  );
  const found = seen.calls.map(
    ({ from, to, component }) => `${from} ${to} ${component.replace(/^[^:]*:/, '')}`,
  );
  const [labels, calls] = [new Set(labeled), new Set(found)];
  const right = [...calls].filter((call) => labels.has(call)).length;
  return { right, wrong: calls.size - right, seen: right, missed: labels.size - right };
}

/** Each role in the plugins that were looked at while the table of words was written, and all roles in those that were not. */
function roleFigures(): Figures {
  const drawn = read<{ labels: Record<string, readonly string[]> }>('../analysis/role-labels.json').labels;
  const isTest = ({ id }: { id: string }) => packages.plugins[id]?.set === 'test';
  const asSeen = ({ labels, described }: (typeof all)[number]) => ({ roles: labels.roles, described });
  const sets = [
    all.filter((one) => !isTest(one)).map(asSeen),
    Object.entries(drawn).map(([id, roles]) => ({ roles, described: describedIn(id, folderOfSamples) })),
  ];
  const known = Object.keys(roleWords);
  const byRole = known.map((role): [string, Tally] => {
    // Labels that never have a role do not say that a plugin lacks it.
    const using = sets.filter((ones) => ones.some(({ roles }) => roles.includes(role)));
    return [`${role}${isOftenRight(`role ${role}`) ? ', sure' : ''}`, roleTallyOf(using.flat(), [role])];
  });
  return {
    ...Object.fromEntries(byRole),
    'all of these': sum(byRole.map(([, tally]) => tally)),
    'all in packages of the set test': roleTallyOf(all.filter(isTest).map(asSeen), known),
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

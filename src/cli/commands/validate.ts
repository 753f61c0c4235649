import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ClientFacts } from '../../model/client.ts';
import type { Finding } from '../../model/finding.ts';
import type { Fault } from '../../model/problems.ts';
import { count, printable } from '../../model/text.ts';
import type { Since, ValidateResult } from '../../report/results.ts';
import { marketplacePlace } from '../../sources/files/marketplace-place.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import { clientFacts } from '../../sources/registries/bundled-client-facts.ts';
import type { Answer, Call } from '../call.ts';
import { clientVersion } from '../client-version.ts';
import { type ExitCode, exitCode, exitCodeOf, gravestCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { findingsOf, rememberedFindings } from '../findings-of.ts';
import type { BroughtSince, Comparison } from '../since.ts';
import { whyUnreadable } from '../unreadable-document.ts';
import { type Part, partsAt } from '../validate-parts.ts';
import { faultsOf, isPlugin, type ReadWith, wholeOf } from '../validate-path.ts';
import { whileWaiting } from '../while-waiting.ts';
import type { World } from '../world.ts';

const readable = 'list, lock, settings, pattern, marketplace, plugin or registry';

/** `mkt validate`: everything that is wrong with a marketplace, a plugin, a registry or a list. */
export async function run({ args, options, world }: Call): Promise<Answer<ValidateResult>> {
  const [shown = '.'] = args;
  const asked = resolve(options.cwd, shown);
  if (!existsSync(asked)) throw new Failure(`\`${printable(shown)}\` does not exist`);
  const path = wholeOf(asked);
  const parts = await partsAt(path, world.env);
  if (options.ifPresent === true && !parts.some(isPublished)) return { code: exitCode.fine };
  const client = clientVersion(options.claudeCode);
  const facts = clientFacts(client);
  const how = { cwd: options.cwd, env: world.env, facts };
  const comparison = await comparisonWith(options, path, { ...how, client }, world);
  if (options.fix === true || options.dryRun === true) await fix(path, options, facts, world);
  const [first] = parts;
  if (first === undefined)
    throw new Failure(
      statSync(path).isFile()
        ? `\`${printable(shown)}\` is not a ${readable}`
        : `there is no ${readable} in \`${printable(shown)}\``,
      {
        hint: 'name a folder with `.claude-plugin/marketplace.json`, a plugin, a folder of manifests, an index file, `mkt.yaml`, settings or a pattern',
      },
    );
  const findings: Finding[] = [];
  const codes: ExitCode[] = [];
  const changes: BroughtSince[] = [];
  await whileWaiting(`checking ${printable(shown)}`, world, async () => {
    for (const part of parts) {
      const { findings: own, since } = await findingsAt(part, how, { client, comparison });
      if (since !== undefined) changes.push(since);
      findings.push(...own);
      const isUnreadable = whyUnreadable(part.kind, documentOf(part, options.cwd), own).length > 0;
      codes.push(exitCodeOf(own, { strict: options.strict, verdict: isUnreadable ? 'unreadable' : 'loads' }));
    }
  });
  return {
    code: gravestCode(codes),
    result: {
      path: shown,
      kind: first.kind,
      file: documentOf(first, options.cwd),
      findings,
      ...(comparison && { since: sinceOf(options.since ?? '', comparison, changes) }),
      ...(parts.length > 1 && {
        parts: parts.map(({ kind, path: at }) => ({ kind, path: shownPath(at, options.cwd) || '.' })),
      }),
    },
  };
}

/** Whether a part is for others to install: many repositories have folders called `commands` or `skills`. */
const isPublished = ({ kind, path }: Part): boolean =>
  kind === 'marketplace' || (kind === 'plugin' && isPlugin(path, { byManifest: true }));

/** The file that a part is, or is read from, as findings show it. */
function documentOf({ kind, path }: Part, cwd: string): string {
  const place = kind === 'marketplace' ? marketplacePlace(path, statSync(path).isFile()) : undefined;
  return shownPath(place === undefined ? path : join(place.root, place.path), cwd);
}

/** The comparison that `--since` asks for. */
async function comparisonWith(
  { since, fix: fixes, dryRun }: Call['options'],
  path: string,
  how: ReadWith & { readonly client: string | undefined },
  world: World,
): Promise<Comparison | undefined> {
  if (since === undefined) return undefined;
  if (fixes === true || dryRun === true)
    throw new Failure('`--since` and `--fix` contradict each other', { hint: 'use only one of them' });
  const { compareSince } = await import('../since.ts');
  return compareSince(path, since, how, world);
}

/** The findings in one part: all of them, which for a marketplace may be known from an earlier run, or what a change brings. */
async function findingsAt(
  part: Part,
  how: ReadWith,
  { client, comparison }: { client: string | undefined; comparison: Comparison | undefined },
): Promise<{ readonly findings: readonly Finding[]; readonly since?: BroughtSince }> {
  if (comparison !== undefined) {
    const faults = await allFaults(part, how);
    if (part.kind === 'marketplace' || part.kind === 'plugin') {
      const all = await findingsOf(faults);
      // Of what cannot be read at all, nothing can be compared.
      if (whyUnreadable(part.kind, documentOf(part, how.cwd), all).length > 0) return { findings: all };
    }
    return comparison.brought(part, faults, (treeAt) => allFaults(part, { ...how, treeAt }));
  }
  const { known, treeAt, keep } = rememberedFindings(part.path, { cwd: how.cwd, env: how.env, client });
  if (known !== undefined) return known;
  const faults = await allFaults(part, { ...how, treeAt });
  const findings = await findingsOf(faults);
  keep({ kind: part.kind, findings });
  return { findings };
}

/** What a change brings to all parts together. */
const sinceOf = (ref: string, { commit, files }: Comparison, parts: readonly BroughtSince[]): Since => ({
  ref,
  commit,
  files,
  plugins: parts.flatMap(({ plugins }) => plugins),
  others: parts.reduce((sum, { others }) => sum + others, 0),
  elsewhere: parts.reduce((sum, { elsewhere }) => sum + elsewhere, 0),
  collisions: parts.flatMap(({ collisions }) => collisions),
  before: parts.reduce((sum, { before }) => sum + before, 0),
});

/** Applies fixes, unless it is a dry run, and shows them. Remaining faults are reported afterwards. */
async function fix(
  path: string,
  { cwd, dryRun }: Call['options'],
  facts: ClientFacts,
  { env, aside: { stream, style } }: World,
): Promise<void> {
  const { computeFixes, diffOf, treeWith, writeFixed } = await import('../fixes.ts');
  const parts = await partsAt(path, env);
  const judge = async (texts: ReadonlyMap<string, string>) => {
    const treeAt = treeWith(texts);
    // Readers that do not work on trees see only what is on disk, so they run only once.
    const judged = parts.filter(
      ({ kind }) => texts.size === 0 || kind === 'marketplace' || kind === 'plugin',
    );
    const faults: Fault[] = [];
    for (const part of judged) faults.push(...(await allFaults(part, { cwd, env, facts, treeAt })));
    return faults;
  };
  const root = marketplacePlace(path, statSync(path).isFile())?.root ?? path;
  const { fixed, skipped } = await computeFixes(judge, { root, cwd });
  for (const file of fixed) {
    if (dryRun !== true) writeFixed(file);
    const lines = printable(diffOf(file)).trimEnd().split('\n');
    stream.write(
      `${lines.map((line) => (line.startsWith('+') ? style.green(line) : line.startsWith('-') ? style.red(line) : line)).join('\n')}\n\n`,
    );
  }
  for (const { fault, why } of skipped)
    stream.write(
      printable(
        `did not change \`${fault.fix?.from}\` to \`${fault.fix?.to}\` in ${fault.location.file}:${fault.location.line}: ${why}\n\n`,
      ),
    );
  const amount = fixed.reduce((sum, each) => sum + each.amount, 0);
  const where = count(fixed.length, 'file');
  stream.write(
    amount === 0
      ? 'nothing to fix automatically\n\n'
      : dryRun === true
        ? `would fix ${count(amount, 'fault')} in ${where}; run \`mkt validate --fix\` to do so\n\n`
        : `fixed ${count(amount, 'fault')} in ${where}\n\n`,
  );
}

/** The faults of a part, with releases that cannot be installed, which are looked for where several plugins are read. */
async function allFaults(part: Part, how: ReadWith): Promise<Fault[]> {
  const { faults, hasDependencies } = await faultsOf(part, how);
  if (!hasDependencies) return [...faults];
  const { unsatisfiableReleases } = await import('../unsatisfiable.ts');
  return [...faults, ...(await unsatisfiableReleases(part.path, faults, how))];
}

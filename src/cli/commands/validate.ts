import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { ClientFacts } from '../../model/client.ts';
import type { Fault } from '../../model/problems.ts';
import { count, printable } from '../../model/text.ts';
import type { ValidateResult } from '../../report/results.ts';
import type { TreeAt } from '../../sources/files/folder-tree.ts';
import { marketplacePlace } from '../../sources/files/marketplace-place.ts';
import { clientFacts } from '../../sources/registries/bundled-client-facts.ts';
import type { Answer, Call } from '../call.ts';
import { clientVersion } from '../client-version.ts';
import { exitCodeOf } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { findingsOf, rememberedFindings } from '../findings-of.ts';
import { type Validated, validatePath, wholeOf } from '../validate-path.ts';
import type { World } from '../world.ts';

/** `mkt validate`: everything that is wrong with a marketplace, a plugin, a registry or a list. */
export async function run({ args, options, world }: Call): Promise<Answer<ValidateResult>> {
  const [shown = '.'] = args;
  const asked = resolve(options.cwd, shown);
  if (!existsSync(asked)) throw new Failure(`\`${printable(shown)}\` does not exist`);
  const path = wholeOf(asked);
  const client = clientVersion(options.claudeCode);
  const facts = clientFacts(client);
  if (options.fix === true || options.dryRun === true) await fix(path, options, facts, world);
  const { known, treeAt, keep } = rememberedFindings(path, { cwd: options.cwd, env: world.env, client });
  const found =
    known ??
    (await projectAt(path, options.cwd, world.env)) ??
    (await validatePath(path, options.cwd, facts, treeAt));
  if (found === undefined)
    throw new Failure(`\`${printable(shown)}\` is not a marketplace, plugin, registry or list of plugins`, {
      hint: 'name a folder with `.claude-plugin/marketplace.json`, a plugin, a folder of manifests, an index file or `mkt.yaml`',
    });
  const findings =
    'findings' in found
      ? found.findings
      : await findingsOf([
          ...found.faults,
          ...(await withDependencies(found, path, { cwd: options.cwd, treeAt, facts })),
        ]);
  if (known === undefined) keep({ kind: found.kind, findings });
  return {
    code: exitCodeOf(findings, { strict: options.strict, verdict: 'loads' }),
    result: { path: shown, kind: found.kind, findings },
  };
}

/** Applies fixes, unless it is a dry run, and shows them. Remaining faults are reported afterwards. */
async function fix(
  path: string,
  { cwd, dryRun }: Call['options'],
  facts: ClientFacts,
  { env, aside: { stream, style } }: World,
): Promise<void> {
  const { computeFixes, diffOf, treeWith, writeFixed } = await import('../fixes.ts');
  const judge = async (texts: ReadonlyMap<string, string>) => {
    const treeAt = treeWith(texts);
    const found = (await projectAt(path, cwd, env)) ?? (await validatePath(path, cwd, facts, treeAt));
    if (found === undefined) return [];
    // Readers that do not work on trees see only what is on disk, so they run only once.
    if (texts.size > 0 && found.kind !== 'marketplace' && found.kind !== 'plugin') return [];
    return [...found.faults, ...(await withDependencies(found, path, { cwd, treeAt, facts }))];
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

/** Releases that cannot be installed; looked for where several plugins were read. */
async function withDependencies(
  { kind, faults }: { kind: Validated; faults: readonly Fault[] },
  path: string,
  how: { cwd: string; treeAt: TreeAt | undefined; facts: ClientFacts },
): Promise<Fault[]> {
  if (kind === 'plugin' || kind === 'project') return [];
  const { unsatisfiableReleases } = await import('../unsatisfiable.ts');
  return unsatisfiableReleases(path, faults, how);
}

/** The list of a project, if the path is one. */
async function projectAt(
  path: string,
  cwd: string,
  env: World['env'],
): Promise<{ kind: 'project'; faults: readonly Fault[] } | undefined> {
  if (!['mkt.yaml', 'mkt.yml', 'settings.json', 'settings.local.json'].includes(basename(path)))
    return undefined;
  const [{ readProject }, { unknownRules }] = await Promise.all([
    import('../../project/index.ts'),
    import('../rule-settings.ts'),
  ]);
  const { project, faults } = await readProject(path, { cwd, env });
  return { kind: 'project', faults: [...faults, ...unknownRules(project)] };
}

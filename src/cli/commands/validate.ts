import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { summarize } from '../../model/finding.ts';
import type { Fault } from '../../model/problems.ts';
import { count, printable } from '../../model/text.ts';
import type { ValidateResult } from '../../report/results.ts';
import type { TreeAt } from '../../sources/files/folder-tree.ts';
import { marketplacePlace } from '../../sources/files/marketplace-place.ts';
import type { Answer, Call } from '../call.ts';
import { exitCodeOf } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { findingsOf, rememberedFindings } from '../findings-of.ts';
import { type Validated, validatePath, wholeOf } from '../validate-path.ts';
import type { Aside } from '../world.ts';

/** `mkt validate`: everything that is wrong with a marketplace, a plugin, a registry or a list, before anyone loads it. */
export async function run({ args, options, world }: Call): Promise<Answer<ValidateResult>> {
  const [shown = '.'] = args;
  const asked = resolve(options.cwd, shown);
  if (!existsSync(asked)) throw new Failure(`there is no \`${printable(shown)}\``);
  const path = wholeOf(asked);
  if (options.fix === true || options.dryRun === true) await fix(path, options, world.aside);
  const { known, treeAt, keep } = rememberedFindings(path, { cwd: options.cwd, env: world.env });
  const found =
    known ?? (await projectAt(path, options.cwd)) ?? (await validatePath(path, options.cwd, treeAt));
  if (found === undefined)
    throw new Failure(`\`${printable(shown)}\` is no marketplace, plugin, registry or list of plugins`, {
      hint: 'name a folder with `.claude-plugin/marketplace.json`, a plugin, a folder of manifests, an index file or `mkt.yaml`',
    });
  const findings =
    'findings' in found
      ? found.findings
      : await findingsOf([...found.faults, ...(await withDependencies(found, path, options.cwd, treeAt))]);
  if (known === undefined) keep({ kind: found.kind, findings });
  return {
    code: exitCodeOf(summarize(findings), { strict: options.strict, unreadable: false }),
    result: { path: shown, kind: found.kind, findings },
  };
}

/** Writes what mends itself, unless it is a dry run, and shows it. What is left is reported afterwards as ever. */
async function fix(path: string, { cwd, dryRun }: Call['options'], { stream, style }: Aside): Promise<void> {
  const { diffOf, mend, treeWith, writeFixed } = await import('../fixes.ts');
  const judge = async (texts: ReadonlyMap<string, string>) => {
    const treeAt = treeWith(texts);
    const found = (await projectAt(path, cwd)) ?? (await validatePath(path, cwd, treeAt));
    if (found === undefined) return [];
    // Other readers than those of trees know only what is on disk: they are asked once.
    if (texts.size > 0 && found.kind !== 'marketplace' && found.kind !== 'plugin') return [];
    return [...found.faults, ...(await withDependencies(found, path, cwd, treeAt))];
  };
  const root = marketplacePlace(path, statSync(path).isFile())?.root ?? path;
  const { fixed, left } = await mend(judge, { root, cwd });
  for (const file of fixed) {
    if (dryRun !== true) writeFixed(file);
    const lines = printable(diffOf(file)).trimEnd().split('\n');
    stream.write(
      `${lines.map((line) => (line.startsWith('+') ? style.green(line) : line.startsWith('-') ? style.red(line) : line)).join('\n')}\n\n`,
    );
  }
  for (const { fault, why } of left)
    stream.write(
      printable(
        `left as it is: \`${fault.fix?.from}\` in ${fault.location.file}:${fault.location.line}, since with \`${fault.fix?.to}\` there is a new error: ${why}\n\n`,
      ),
    );
  const amount = fixed.reduce((sum, each) => sum + each.amount, 0);
  const where = count(fixed.length, 'file');
  stream.write(
    amount === 0
      ? 'nothing here mends itself\n\n'
      : dryRun === true
        ? `${count(amount, 'fault')} in ${where} would be mended; \`mkt validate --fix\` does it\n\n`
        : `${count(amount, 'fault')} in ${where} ${amount === 1 ? 'is' : 'are'} mended\n\n`,
  );
}

/** Releases that nobody can install, where several of them were read. */
async function withDependencies(
  { kind, faults }: { kind: Validated; faults: readonly Fault[] },
  path: string,
  cwd: string,
  treeAt: TreeAt | undefined,
): Promise<Fault[]> {
  if (kind === 'plugin' || kind === 'project') return [];
  const { unsatisfiableReleases } = await import('../unsatisfiable.ts');
  return unsatisfiableReleases(path, faults, { cwd, treeAt });
}

/** The list of a project, if the path is one. */
async function projectAt(
  path: string,
  cwd: string,
): Promise<{ kind: 'project'; faults: readonly Fault[] } | undefined> {
  if (!['mkt.yaml', 'settings.json'].includes(basename(path))) return undefined;
  const [{ readProject }, { strangeRules }] = await Promise.all([
    import('../../project/index.ts'),
    import('../rule-settings.ts'),
  ]);
  const { project, faults } = await readProject(path, cwd);
  return { kind: 'project', faults: [...faults, ...strangeRules(project)] };
}

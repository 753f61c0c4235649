import { resolve } from 'node:path';
import { withoutAccepted } from '../../analysis/accepted.ts';
import type { Context } from '../../analysis/context.ts';
import { allFindings, rulesOn, withoutIgnored } from '../../analysis/engine.ts';
import { rules } from '../../analysis/rules/index.ts';
import { gravestVerdict, verdictOf } from '../../analysis/verdict.ts';
import { componentKeys } from '../../model/component-kinds.ts';
import { keyOf } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import { pluginId, versionOf } from '../../model/plugin.ts';
import type { CheckedPlugin, CheckResult, Project } from '../../model/project.ts';
import type { Chosen } from '../../model/resolution.ts';
import { printable } from '../../model/text.ts';
import { readProjectText } from '../../project/project-files.ts';
import type { CheckedList } from '../../report/results.ts';
import type { IndexFiles } from '../../sources/git/index-files.ts';
import { acceptedFor, staleAcceptances, today } from '../acceptances.ts';
import { isOfProject, withBaseline } from '../baseline.ts';
import type { Answer, Call } from '../call.ts';
import { contextOf } from '../context-of.ts';
import { exitCode, exitCodeOf, gravestCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { gather } from '../gather.ts';
import { combinationOf, type Gathered, outcomeOf } from '../gathered.ts';
import { type Inspection, inspect } from '../inspection.ts';
import { type Lists, listsAround, stagedLists } from '../lists.ts';
import type { ProjectOptions } from '../project.ts';
import { explainNotSilenced, isAnswered, ruleSettings, staleIgnores } from '../rule-settings.ts';
import { specOf } from '../spec-of.ts';

/** `mkt check`: the combination, and what the rules find in it. */
export async function run(call: Call): Promise<Answer<CheckedList>> {
  const { args, options, world } = call;
  if (options.watch === true) {
    const { watchChecks } = await import('./watch-checks.ts');
    return watchChecks({ ...call, options: { ...options, watch: false } }, run);
  }
  if (args.length > 0 || options.pattern !== undefined || options.installed === true)
    return checkOne(call, {});
  const { cwd, staged = false, ifPresent = false } = options;
  const found: StagedLists = await (staged ? stagedWithOwn(cwd, world.env) : listsAround(cwd, world.env));
  const { files, from, index } = found;
  if (files.length === 0 && (staged || ifPresent)) return { code: exitCode.fine };
  const [only, ...others] = files;
  if (others.length === 0) return checkOne(call, { list: only, files: from, index });
  const answers: Answer<CheckedList>[] = [];
  for (const list of files) answers.push(await checkOne(call, { list, files: from, index }));
  return together(answers);
}

/** Lists, with git's index if they are from there. */
type StagedLists = Lists & { readonly index?: IndexFiles };

/** The lists that the next commit changes, read together with what the client finds next to them. */
async function stagedWithOwn(cwd: string, env: Call['world']['env']): Promise<StagedLists> {
  const { ownPatterns } = await import('../staged-tree.ts');
  const lists = await stagedLists(cwd, env, { also: ownPatterns });
  return { ...lists, index: lists.from };
}

/** One report over several lists. Its exit code and its verdict are the gravest. */
function together(answers: readonly Answer<CheckedList>[]): Answer<CheckedList> {
  const code = gravestCode(answers.map((answer) => answer.code));
  const parts = answers.flatMap(({ result }) => (result === undefined ? [] : [result]));
  const [first] = parts;
  if (first === undefined) return { code };
  const verdict = gravestVerdict(parts.map((part) => part.verdict)) ?? first.verdict;
  const lineAt = (location: Location) =>
    parts.map((part) => part.lineAt?.(location)).find((line) => line !== undefined);
  return {
    code,
    result: {
      ...first,
      verdict,
      requested: parts.flatMap(({ requested }) => requested),
      plugins: parts.flatMap(({ plugins }) => plugins),
      findings: parts.flatMap(({ findings }) => findings),
      accepted: parts.flatMap(({ accepted = [] }) => accepted),
      lineAt,
      parts,
    },
  };
}

/** Checks the plugins of the command line, or one list. */
async function checkOne(
  { args, options: asked, world }: Call,
  where: Pick<ProjectOptions, 'list' | 'files'> & { readonly index?: IndexFiles | undefined },
): Promise<Answer<CheckedList>> {
  const options = { ...asked, ...where };
  const call = { args, options, world };
  const base = await listOf(call);
  const added = options.with ?? [];
  const { gathered, context, full } =
    added.length === 0 ? await checked(base, call) : await withMore(base, added, call);
  if (options.writeBaseline === true) {
    const { acceptFindings } = await import('./accept-findings.ts');
    return acceptFindings(call, gathered, full);
  }
  const result = await withBaseline(options, gathered, full);
  const { strict, cwd, allowUnknown } = options;
  return {
    code: exitCodeOf(result.findings, {
      strict,
      verdict: result.verdict.kind,
      allowUnknown: allowUnknown === true,
    }),
    result: {
      ...result,
      lineAt: linesOf(gathered.project, cwd),
      ...(options.accepted === true && { listsAccepted: true }),
      ...(options.format === 'html' && { grid: await gridOf(context, result.findings) }),
    },
  };
}

/** The list that is checked. */
async function listOf({ args, options, world }: Call): Promise<Gathered> {
  if (options.installed !== true) {
    // What is added is nothing that the lock says anything about.
    const asLocked = (options.with ?? []).length === 0;
    return gather(args, { ...options, asLocked }, world);
  }
  if (options.pattern !== undefined)
    throw new Failure('`--installed` checks what is on this machine, and accepts no pattern', {
      hint: 'name the plugins that must be installed, or use `--with <spec>` to see what one would add',
    });
  const required = args.map(specOf);
  const ranged = required.find(({ range }) => range !== '*');
  if (ranged !== undefined)
    throw new Failure(
      `\`--installed\` accepts names of plugins, not versions: \`${printable(ranged.text)}\``,
      {
        hint: 'write a plugin as `name` or `name@marketplace`',
      },
    );
  if (options.staged === true)
    throw new Failure('`--installed` and `--staged` contradict each other', { hint: 'use only one of them' });
  const { gatherInstalled } = await import('../installed.ts');
  return gatherInstalled(options, world, { isAsked: options.with !== undefined, required });
}

/** Where the plugins meet, for the page. */
async function gridOf(context: Context, findings: CheckResult['findings']) {
  const { meetingGrid } = await import('../../analysis/meeting-grid.ts');
  return meetingGrid(context, findings);
}

async function checked(gathered: Gathered, call: Call) {
  const { context, ...full } = checkResult(gathered, await inspect(gathered, call), call);
  return { gathered, context, full };
}

/** `--with`: checks the list without and with the added plugins, and leaves what the second adds to the first. */
async function withMore(base: Gathered, added: readonly string[], call: Call) {
  const [{ gatherWith }, { addedCostOf }] = await Promise.all([
    import('../with.ts'),
    import('../../analysis/added-cost.ts'),
  ]);
  const gathered = await gatherWith(base, added, call.options);
  const before = await checked(base, call);
  const after = await checked(gathered, call);
  const known = new Set(before.full.findings.map(keyOf));
  const fresh = after.full.findings.filter((finding) => !known.has(keyOf(finding)));
  const brings = addedCostOf(
    added,
    { context: before.context, findings: before.full.findings.length },
    { context: after.context, plugins: after.full.plugins },
  );
  const verdict = verdictOf(outcomeOf(withoutKnown(gathered, base)), fresh);
  return { gathered, context: after.context, full: { ...after.full, findings: fresh, verdict, brings } };
}

/** What could not be looked up before is nothing that added plugins bring. */
function withoutKnown(gathered: Gathered, base: Gathered): Gathered {
  if (gathered.state !== 'unsettled' || base.state !== 'unsettled') return gathered;
  const known = new Set(base.problems.map(({ spec }) => spec.text));
  const [first, ...more] = gathered.problems.filter(({ spec }) => !known.has(spec.text));
  if (first !== undefined) return { ...gathered, problems: [first, ...more] };
  const { state: _, problems: __, failed, rest, ...others } = gathered;
  const [conflict, ...conflicts] = failed;
  return conflict === undefined
    ? { ...others, state: 'resolved', combination: rest ?? [], orchestration: { stages: [] } }
    : { ...others, state: 'unsolvable', failed: [conflict, ...conflicts], rest };
}

/** What the rules find in a combination, and the verdict. */
export function checkResult(
  gathered: Gathered,
  more: Inspection,
  { options }: Pick<Call, 'options'>,
): CheckResult & { readonly context: Context } {
  const settings = ruleSettings(gathered, options);
  const context = contextOf(gathered, more);
  const run = rulesOn(rules, settings, context);
  const found = withoutIgnored(allFindings(rules, context, settings), settings.ignores);
  const { findings, accepted, unused } = withoutAccepted(found.findings, acceptedFor(gathered), today());
  const isWhole = isAnswered(gathered) && isOfProject(gathered);
  return {
    context,
    ...(gathered.installed && { installed: gathered.installed }),
    looked: {
      list: gathered.list,
      registries: gathered.registries.map(({ source, names }) => ({ source, plugins: names()?.length ?? 0 })),
      rules: run.map(({ id }) => id),
    },
    verdict: verdictOf(outcomeOf(gathered), findings),
    strict: options.strict,
    requested: gathered.specs.map(({ text }) => text),
    plugins: checkedPlugins(gathered, more),
    findings: [
      ...explainNotSilenced(findings, gathered, options),
      ...(isWhole ? [...staleIgnores(found.unused, run), ...staleAcceptances(unused, run)] : []),
    ],
    ...(accepted.length > 0 && { accepted }),
  };
}

function optionalFor(requiredBy: Chosen['requiredBy']): Pick<CheckedPlugin, 'optionalFor'> {
  const names = requiredBy.filter((by) => by.optional === true).map((by) => by.name);
  return names.length === 0 ? {} : { optionalFor: names };
}

function checkedPlugins(gathered: Gathered, { copied, pinned }: Partial<Inspection>): CheckedPlugin[] {
  return combinationOf(gathered).map(({ chosen, release }) => {
    const { name, marketplace, requested, requiredBy } = chosen;
    const scopes = gathered.installed?.find(({ id }) => id === pluginId(name, marketplace))?.scopes;
    const counts = componentKeys.map((key) => [key, release.components[key].length] as const);
    return {
      name,
      ...versionOf(release),
      marketplace,
      requested,
      ...(release.date !== undefined && { date: release.date }),
      components: Object.fromEntries(counts.filter(([, amount]) => amount > 0)),
      requiredBy: requiredBy.filter((by) => by.optional !== true).map((by) => by.name),
      ...optionalFor(requiredBy),
      ...(copied?.has(pluginId(name, marketplace)) === true && { copied: true as const }),
      ...(pinned?.has(pluginId(name, marketplace)) === true && { pinned: true as const }),
      ...(scopes !== undefined && { scopes }),
    };
  });
}

/** The lines of the project's own list, to show in findings. Lines of other files are not shown. */
function linesOf(project: Project | undefined, cwd: string): (location: Location) => string | undefined {
  let lines: readonly string[] | undefined;
  return ({ file, line }) => {
    if (project === undefined || file !== project.file) return undefined;
    lines ??= linesIn(resolve(cwd, file));
    return lines[line - 1];
  };
}

/** The lines of a file; none if it cannot be read, which is a finding already. */
function linesIn(path: string): readonly string[] {
  const content = readProjectText(path, path);
  return 'text' in content ? content.text.split('\n') : [];
}

import { join, resolve } from 'node:path';
import { baselineOf, compareWith } from '../../analysis/baseline.ts';
import { allFindings, rulesOn, withoutIgnored } from '../../analysis/engine.ts';
import { rules, sayProblem } from '../../analysis/rules/index.ts';
import { gravestVerdict, verdictOf } from '../../analysis/verdict.ts';
import { componentKeys } from '../../model/component-kinds.ts';
import type { Location } from '../../model/location.ts';
import type { CheckedPlugin, CheckResult, Project } from '../../model/project.ts';
import { count } from '../../model/text.ts';
import type { CheckedList } from '../../report/results.ts';
import { readText } from '../../sources/files/text-file.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode, exitCodeOf, gravestCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { contextOf, gather } from '../gather.ts';
import { combinationOf, type Gathered, outcomeOf } from '../gathered.ts';
import { type Inspection, inspect } from '../inspection.ts';
import { listsAround, stagedLists } from '../lists.ts';
import type { ProjectOptions } from '../project.ts';
import { explainNotSilenced, isAnswered, ruleSettings, staleIgnores } from '../rule-settings.ts';
import { writeOut } from '../write-out.ts';

/** `mkt check`: the combination, and what the rules find in it. */
export async function run(call: Call): Promise<Answer<CheckedList>> {
  const { args, options, world } = call;
  if (args.length > 0 || options.pattern !== undefined) return checkOne(call, {});
  const { cwd, staged = false, ifPresent = false } = options;
  const { files, from } = await (staged ? stagedLists(cwd, world.env) : listsAround(cwd, world.env));
  if (files.length === 0 && (staged || ifPresent)) return { code: exitCode.fine };
  const [only, ...others] = files;
  if (others.length === 0) return checkOne(call, { list: only, files: from });
  const answers: Answer<CheckedList>[] = [];
  for (const list of files) answers.push(await checkOne(call, { list, files: from }));
  return together(answers);
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
      lineAt,
      parts,
    },
  };
}

/** Checks the plugins of the command line, or one list. */
async function checkOne(
  { args, options: asked, world }: Call,
  where: Pick<ProjectOptions, 'list' | 'files'>,
): Promise<Answer<CheckedList>> {
  const options = { ...asked, ...where };
  const call = { args, options, world };
  const gathered = await gather(args, options, world);
  const full = checkResult(gathered, await inspect(gathered), call);
  if (options.writeBaseline === true) return write(call, gathered, full);
  const result = await withBaseline(call, gathered, full);
  const { strict, cwd, allowUnknown } = options;
  return {
    code: exitCodeOf(result.findings, {
      strict,
      verdict: result.verdict.kind,
      allowUnknown: allowUnknown === true,
    }),
    result: { ...result, lineAt: linesOf(gathered.project, cwd) },
  };
}

/** `--write-baseline`: records the findings, so that only new ones fail. */
async function write(
  { options, world }: Call,
  gathered: Gathered,
  { findings }: CheckResult,
): Promise<Answer<never>> {
  if (isAdHoc(gathered))
    throw new Failure('a baseline is for the list of a project, not for plugins on the command line', {
      hint: 'list them in `mkt.yaml`, and run `mkt check --write-baseline` without plugins',
    });
  if (!isAnswered(gathered))
    throw new Failure('cannot write a baseline for a list that cannot be read or installed', {
      hint: 'run `mkt check`, and fix its errors first',
    });
  const { baselineFile, baselineText } = await import('../../project/baseline.ts');
  const known = baselineOf(findings);
  writeOut(join(folderOf(gathered, options.cwd), baselineFile), baselineText(known), baselineFile);
  world.aside.stream.write(
    `wrote ${count(known.length, 'finding')} to \`${baselineFile}\`; \`mkt check\` now fails only on new ones\n`,
  );
  return { code: exitCode.fine };
}

/** Removes the findings in the project's baseline. That a list cannot be read or installed is never part of it. */
async function withBaseline(
  { options }: Call,
  gathered: Gathered,
  result: CheckResult,
): Promise<CheckResult> {
  if (options.baseline === false || isAdHoc(gathered) || !isAnswered(gathered)) return result;
  const { readBaseline } = await import('../../project/baseline.ts');
  const baseline = readBaseline(folderOf(gathered, options.cwd), options.cwd);
  if (baseline === undefined) return result;
  const [fault] = baseline.faults;
  if (fault !== undefined)
    throw new Failure(
      `\`${baseline.file}\` cannot be read: ${sayProblem(fault).message} (line ${fault.location.line})`,
      {
        hint: 'run `mkt check --write-baseline` to write it again',
      },
    );
  const { fresh, known, vanished } = compareWith(baseline.known, result.findings);
  return { ...result, findings: fresh, baseline: { file: baseline.file, known: known.length, vanished } };
}

/** Whether the plugins come from the command line: the baseline of a project's own list does not apply to them. */
const isAdHoc = ({ list: { kind } }: Gathered): boolean => kind === 'arguments' || kind === 'pattern';

const folderOf = ({ project }: Gathered, cwd: string): string => project?.root ?? cwd;

function checkResult(gathered: Gathered, more: Inspection, { options }: Call): CheckResult {
  const settings = ruleSettings(gathered, options);
  const context = contextOf(gathered, more);
  const run = rulesOn(rules, settings, context);
  const { findings, unused } = withoutIgnored(allFindings(rules, context, settings), settings.ignores);
  const isWhole = isAnswered(gathered) && !isAdHoc(gathered);
  return {
    looked: {
      list: gathered.list,
      registries: gathered.registries.map(({ source, names }) => ({ source, plugins: names()?.length ?? 0 })),
      rules: run.map(({ id }) => id),
    },
    verdict: verdictOf(outcomeOf(gathered), findings),
    strict: options.strict,
    requested: gathered.specs.map(({ text }) => text),
    plugins: checkedPlugins(gathered),
    findings: [
      ...explainNotSilenced(findings, gathered, options),
      ...(isWhole ? staleIgnores(unused, run) : []),
    ],
  };
}

function checkedPlugins(gathered: Gathered): CheckedPlugin[] {
  return combinationOf(gathered).map(({ chosen, release }) => {
    const { name, version, marketplace, requested, requiredBy } = chosen;
    const counts = componentKeys.map((key) => [key, release.components[key].length] as const);
    return {
      name,
      version,
      marketplace,
      requested,
      ...(release.date !== undefined && { date: release.date }),
      components: Object.fromEntries(counts.filter(([, amount]) => amount > 0)),
      requiredBy: requiredBy.map((by) => by.name),
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
  const content = readText(path, path);
  return 'text' in content ? content.text.split('\n') : [];
}

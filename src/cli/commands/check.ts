import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { baselineOf, compareWith } from '../../analysis/baseline.ts';
import { allFindings, rulesOn, withoutIgnored } from '../../analysis/engine.ts';
import { rules, sayProblem } from '../../analysis/rules/index.ts';
import { summarize } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import { ruleFacts } from '../../model/problems.ts';
import type { CheckedPlugin, CheckResult, Project } from '../../model/project.ts';
import { count } from '../../model/text.ts';
import { readText } from '../../sources/files/text-file.ts';
import { withClientRun } from '../client-run.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode, exitCodeOf } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { contextOf, gather } from '../gather.ts';
import type { Gathered } from '../gathered.ts';
import { packageFile } from '../package-root.ts';
import { withReleaseFaults } from '../release-faults.ts';
import { isAnswered, ruleSettings, staleIgnores, withInsistence } from '../rule-settings.ts';
import { writeOut } from '../write-out.ts';

/** `mkt check`: the combination, and what the rules find in it. */
export async function run(call: Call): Promise<ExitCode> {
  const gathered = await withReleaseFaults(await withClientRun(await gather(call)));
  const full = checkResult(gathered, call);
  if (call.options.writeBaseline === true) return write(call, gathered, full);
  const result = await withBaseline(call, gathered, full);
  await emit(call, await render(call, result, gathered));
  return exitCodeOf(summarize(result.findings), {
    strict: call.options.strict,
    unreadable: gathered.unreadable,
  });
}

/** `--write-baseline`: from now on only what is new fails. */
async function write(
  { options, io }: Call,
  gathered: Gathered,
  { findings }: CheckResult,
): Promise<ExitCode> {
  if (isAdHoc(gathered))
    throw new Failure('a baseline is for the list of a project, not for plugins named here', {
      hint: 'name them in `mkt.yaml`, and run `mkt check --write-baseline` without names',
    });
  if (!isAnswered(gathered))
    throw new Failure('there is no baseline of a list that cannot be read or installed', {
      hint: 'run `mkt check` and mend them first',
    });
  const { baselineFile, baselineText } = await import('../../project/baseline.ts');
  const known = baselineOf(findings);
  writeOut(join(folderOf(gathered, options.cwd), baselineFile), baselineText(known), baselineFile);
  io.stderr.write(
    `wrote ${count(known.length, 'finding')} to \`${baselineFile}\`; \`mkt check\` fails for new ones only\n`,
  );
  return exitCode.fine;
}

/** Takes out what the project knows. That a list cannot be read or installed is never known. */
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
        hint: '`mkt check --write-baseline` writes it anew',
      },
    );
  const { fresh, known, vanished } = compareWith(baseline.known, result.findings);
  return { ...result, findings: fresh, baseline: { file: baseline.file, known: known.length, vanished } };
}

/** Whether the plugins were named on the command line: what a project knows of its own list says nothing of them. */
const isAdHoc = ({ list }: Gathered): boolean => list === 'arguments' || list.startsWith('pattern ');

const folderOf = ({ project }: Gathered, cwd: string): string => project?.root ?? cwd;

function checkResult(gathered: Gathered, { options }: Call): CheckResult {
  const settings = ruleSettings(gathered, options);
  const context = contextOf(gathered);
  const run = rulesOn(rules, settings, context);
  const { findings, unused } = withoutIgnored(allFindings(rules, context, settings), settings.ignores);
  const isWhole = isAnswered(gathered) && !isAdHoc(gathered);
  return {
    looked: {
      list: gathered.list,
      registries: gathered.registries.map(({ source, names }) => ({ source, plugins: names()?.length ?? 0 })),
      rules: run.map(({ id }) => id),
    },
    unreadable: gathered.unreadable,
    strict: options.strict,
    apart: gathered.needs !== undefined && gathered.resolution?.ok === true,
    restChecked: gathered.rest?.ok === true,
    requested: gathered.specs.map(({ text }) => text),
    plugins: checkedPlugins(gathered),
    findings: isWhole
      ? [...findings, ...staleIgnores(unused, run)]
      : withInsistence(findings, gathered, options),
  };
}

function checkedPlugins({ resolution, releases }: Gathered): CheckedPlugin[] {
  if (resolution === undefined || !resolution.ok) return [];
  return resolution.chosen.map(({ name, version, marketplace, requested, requiredBy }, index) => {
    const release = releases[index];
    const counts = Object.entries(release?.components ?? {}).map(
      ([kind, list]) => [kind, list.length] as const,
    );
    return {
      name,
      version,
      marketplace,
      requested,
      ...(release?.date !== undefined && { date: release.date }),
      components: Object.fromEntries(counts.filter(([, amount]) => amount > 0)),
      requiredBy: requiredBy.map((by) => by.name),
    };
  });
}

async function render(
  { options, out, width }: Call,
  result: CheckResult,
  { project }: Gathered,
): Promise<string> {
  switch (options.format) {
    case 'json':
      return (await import('../../report/check-json.ts')).checkJson(result);
    case 'markdown':
      return (await import('../../report/check-markdown.ts')).checkMarkdown(result);
    case 'github':
      return (await import('../../report/check-github.ts')).checkGithub(result);
    case 'sarif':
      return (await import('../../report/check-sarif.ts')).checkSarif(result, {
        rules: ruleFacts,
        version: ownVersion(),
      });
    case 'junit':
      return (await import('../../report/check-junit.ts')).checkJunit(result, ruleFacts);
    default:
      return (await import('../../report/check-text.ts')).checkText(result, {
        style: out,
        width,
        lineAt: linesOf(project, options.cwd),
        quiet: options.quiet,
        verbose: options.verbose,
      });
  }
}

/** The lines of the project's own list, for people to see what is meant; other files are theirs to open. */
function linesOf(project: Project | undefined, cwd: string): (location: Location) => string | undefined {
  let lines: readonly string[] | undefined;
  return ({ file, line }) => {
    if (project === undefined || file !== project.file) return undefined;
    lines ??= linesIn(resolve(cwd, file));
    return lines[line - 1];
  };
}

/** Of what cannot be read, which is a finding by then, there are none. */
function linesIn(path: string): readonly string[] {
  const content = readText(path, path);
  return 'text' in content ? content.text.split('\n') : [];
}

const ownVersion = (): string =>
  (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }).version;

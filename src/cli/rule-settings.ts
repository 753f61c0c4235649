import type { RuleSettings } from '../analysis/engine.ts';
import { sayProblem } from '../analysis/rules/index.ts';
import type { Finding } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import {
  entryOf,
  type Fault,
  idOf,
  problem,
  type RuleId,
  ruleFacts,
  ruleIds,
  ruleNamed,
} from '../model/problems.ts';
import type { Project, RuleLevel } from '../model/project.ts';
import type { Cause } from '../model/resolution.ts';
import { printable } from '../model/text.ts';
import { didYouMean, Failure } from './failure.ts';
import type { Gathered, Request } from './gathered.ts';

const levels: readonly RuleLevel[] = ['error', 'warning', 'note', 'off'];

/**
 * How the project has set the rules; without a project everything stands at its default. What `--rule` says wins. Nothing is
 * silenced where files cannot be read, or where nothing can be chosen: then nothing else is checked, and why has to be said.
 */
export function ruleSettings(
  gathered: Gathered,
  options: { readonly rule?: readonly string[] } = {},
): RuleSettings {
  const asked = ruleLevels(options.rule ?? []);
  if (gathered.state === 'unreadable') return { levels: {}, ignores: [] };
  const { project } = gathered;
  // A rule may be set by its name in the project and by its id here: the id is looked up first.
  const levels = { ...project?.rules, ...asked };
  const ignores = project?.ignores ?? [];
  if (isAnswered(gathered)) return { levels, ignores };
  return {
    levels: Object.fromEntries(Object.entries(levels).filter(([rule]) => !decisive.has(rule))),
    ignores: ignores.filter(({ rule }) => !decisive.has(rule)),
  };
}

/** `mkt-ignore` comments that silence nothing any more, as findings: whoever mended the cause should take them out. */
export function staleIgnores(
  unused: RuleSettings['ignores'],
  run: readonly { readonly id: RuleId }[],
): Finding[] {
  const ran = new Set<string>(run.map(({ id }) => id));
  if (!ran.has(idOf('unknown-key'))) return [];
  // What a rule finds may differ from machine to machine: in CI this must not fail, and so it is a note.
  return unused
    .filter(({ rule }) => ran.has(rule))
    .map(({ rule, location }) => sayProblem(problem('unknown-key', 'stale-ignore', { rule }, { location })));
}

/** Says of findings that somebody meant to silence why they are there all the same. */
export function withInsistence(
  findings: readonly Finding[],
  gathered: Gathered,
  options: { readonly rule?: readonly string[] },
): readonly Finding[] {
  if (isAnswered(gathered) || gathered.state === 'unreadable') return findings;
  const { rules: own = {}, ignores = [] } = gathered.project ?? {};
  const set = { ...own, ...ruleLevels(options.rule ?? []) };
  return findings.map((finding) => {
    const { rule, name, location, message } = finding;
    const level = set[rule] ?? set[name];
    const isMeant =
      (level !== undefined && level !== 'error') ||
      ignores.some((ignore) => ignore.rule === rule && ignore.location.line === location?.line);
    return decisive.has(rule) && isMeant
      ? {
          ...finding,
          message: `${message}\n\`${rule}\` cannot be silenced: as it is, nothing can be installed`,
        }
      : finding;
  });
}

/** By id and by name: the rules that say why the client cannot install what is asked for. */
const decisive: ReadonlySet<string> = new Set(
  ruleIds.flatMap((id) => {
    const { name, scope, cases } = entryOf(id);
    const isDecisive = scope === 'list' && Object.values(cases).some(({ blocks }) => blocks === 'install');
    return isDecisive ? [id, name] : [];
  }),
);

/** Rules that a project names and that there are not: what it meant to set stays as it is. */
export function strangeRules({ named, ignores }: Pick<Project, 'named' | 'ignores'>): Fault[] {
  const words = ruleFacts.flatMap(({ id, name }) => [id, name]);
  const known = new Set(words);
  const ignored = ignores.map(({ rule, location }) => ({ rule, location }));
  return [...named, ...ignored]
    .filter(({ rule }) => !known.has(rule))
    .map(({ rule, location }) =>
      problem('unknown-key', 'unknown-rule', { rule, near: nearest(rule, words, 1) }, { location }),
    );
}

/**
 * Whether the project lets plugins go together although their runtimes or libraries do not, because they run in environments of
 * their own: the rule that reports it is no error there, or is ignored with a reason.
 */
export function tolerates(
  causes: readonly Cause[],
  { project, environment }: Pick<Request, 'project' | 'environment'>,
  options: { readonly rule?: readonly string[] },
): boolean {
  const levelsById = { ...project?.rules, ...ruleLevels(options.rule ?? []) };
  const grounds = new Set(
    causes.flatMap((cause) => {
      if (cause.kind === 'library') return ['library'];
      if (cause.kind !== 'runtime') return [];
      return [Object.hasOwn(environment.runtimes, cause.on) ? 'environment' : 'runtime'];
    }),
  );
  return ruleIds
    .map((id) => ({ id, ...entryOf(id) }))
    .filter(({ ground }) => ground !== undefined && grounds.has(ground))
    .every(({ id, name }) => {
      const level = levelsById[id] ?? levelsById[name];
      const isIgnored = project?.ignores.some((ignore) => ignore.rule === id) ?? false;
      return isIgnored || (level !== undefined && level !== 'error');
    });
}

/** Whether there are releases to look at, or none were asked for. */
export const isAnswered = ({ state }: Gathered): boolean => state === 'resolved';

/** Reads `MKT303=off` and `skill-name-clash=note`; the levels are by id. */
export function ruleLevels(asked: readonly string[]): Readonly<Record<string, RuleLevel>> {
  return Object.fromEntries(
    asked.map((text) => {
      const [name = '', level = ''] = text.split('=');
      const id = ruleNamed(name);
      if (id === undefined)
        throw new Failure(`there is no rule \`${printable(name)}\``, {
          hint:
            didYouMean(
              nearest(
                name,
                ruleFacts.flatMap((each) => [each.id, each.name]),
              ),
            ) ?? 'run `mkt explain` to see all rules',
        });
      if (!levels.includes(level as RuleLevel))
        throw new Failure(`\`${printable(text)}\` names no level`, {
          hint: `write \`${id}=off\`, or \`=note\`, \`=warning\` or \`=error\``,
        });
      return [id, level as RuleLevel];
    }),
  );
}

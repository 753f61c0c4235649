import { accepts } from '../analysis/accepted.ts';
import type { RuleSettings } from '../analysis/engine.ts';
import { sayProblem } from '../analysis/rules/index.ts';
import type { Finding } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import {
  entryOf,
  type Fault,
  idOf,
  isBinding,
  isUnknown,
  problem,
  type RuleId,
  ruleFacts,
  ruleIds,
  ruleNamed,
} from '../model/problems.ts';
import type { Project, RuleLevel } from '../model/project.ts';
import type { Cause } from '../model/resolution.ts';
import { printable } from '../model/text.ts';
import { exitCode } from './exit-code.ts';
import { didYouMean, Failure } from './failure.ts';
import type { Gathered, Request } from './gathered.ts';

const levels: readonly RuleLevel[] = ['error', 'warning', 'note', 'off'];

/**
 * The settings of the rules: the defaults, overridden by the project, overridden by `--rule`. If files cannot be read, or there is no
 * combination, the rules that say why cannot be silenced; what decides the verdict never can be, which the engine sees to.
 */
export function ruleSettings(
  gathered: Gathered,
  options: { readonly rule?: readonly string[] } = {},
): RuleSettings {
  const asked = ruleLevels(options.rule ?? []);
  if (gathered.state === 'unreadable') return { levels: {}, ignores: [] };
  const { project } = gathered;
  // The project may set a rule by its name, `--rule` sets it by its id: the id is looked up first.
  const levels = { ...project?.rules, ...asked };
  const ignores = project?.ignores ?? [];
  if (!isUnsolvable(gathered)) return { levels, ignores };
  return {
    levels: Object.fromEntries(Object.entries(levels).filter(([rule]) => !grounded.has(rule))),
    ignores: ignores.filter(({ rule }) => !grounded.has(rule)),
  };
}

/** `mkt-ignore` comments that no longer silence anything, as findings: they should be removed with the cause. */
export function staleIgnores(
  unused: RuleSettings['ignores'],
  run: readonly { readonly id: RuleId }[],
): Finding[] {
  const ran = new Set<string>(run.map(({ id }) => id));
  if (!ran.has(idOf('unknown-key'))) return [];
  // What a rule finds can differ between machines. This must not fail in CI, so it is a note.
  return unused
    .filter(({ rule }) => ran.has(rule))
    .map(({ rule, location }) => sayProblem(problem('unknown-key', 'stale-ignore', { rule }, { location })));
}

/** Says in findings that the user tried to silence why they are reported anyway. */
export function explainNotSilenced(
  findings: readonly Finding[],
  gathered: Gathered,
  options: { readonly rule?: readonly string[] },
): readonly Finding[] {
  if (gathered.state === 'unreadable') return findings;
  const { rules: own = {}, ignores = [], accepted = [] } = gathered.project ?? {};
  const set = { ...own, ...ruleLevels(options.rule ?? []) };
  return findings.map((finding) => {
    const { rule, name, location, message } = finding;
    const level = set[rule] ?? set[name];
    const isMeant =
      (level !== undefined && level !== 'error') ||
      ignores.some((ignore) => ignore.rule === rule && ignore.location.line === location?.line) ||
      accepted.some((entry) => accepts(entry, finding));
    const binds = isBinding(finding) || (isUnsolvable(gathered) && grounded.has(rule));
    if (!binds || !isMeant) return finding;
    const why = isUnknown(finding)
      ? 'this rule reports what mkt could not determine, and cannot be turned off; `mkt check --allow-unknown` accepts it'
      : 'the plugins cannot be installed or loaded until this is fixed';
    return { ...finding, message: `${message}\n\`${rule}\` cannot be silenced: ${why}` };
  });
}

/** The rules that say why there is no combination, by id and by name. */
export const grounded: ReadonlySet<string> = new Set(
  ruleIds.flatMap((id) => (entryOf(id).ground === undefined ? [] : [id, entryOf(id).name])),
);

export const isUnsolvable = ({ state }: Gathered): boolean => state === 'unsolvable';

/** Of an id with other figures it is unknown which rule was meant. */
const isId = (rule: string): boolean => /^MKT\d*$/i.test(rule);

/** Reports rules that a project names and that do not exist: such a setting has no effect. */
export function unknownRules({ named, ignores }: Pick<Project, 'named' | 'ignores'>): Fault[] {
  const words = ruleFacts.flatMap(({ id, name }) => [id, name]);
  const known = new Set(words);
  const ignored = ignores.map(({ rule, location }) => ({ rule, location }));
  return [...named, ...ignored]
    .filter(({ rule }) => !known.has(rule))
    .map(({ rule, location }) =>
      problem(
        'unknown-key',
        'unknown-rule',
        { rule, near: isId(rule) ? [] : nearest(rule, words, 1) },
        { location },
      ),
    );
}

/**
 * Whether the project accepts plugins whose runtimes or libraries conflict, because they run in separate environments: it has set
 * the rule that reports this to less than an error, or ignores it.
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

/** Whether the request was resolved; an empty one is. */
export const isAnswered = ({ state }: Gathered): boolean => state === 'resolved';

/** Reads `MKT303=off` and `skill-name-clash=note`; the levels are by id. */
export function ruleLevels(asked: readonly string[]): Readonly<Record<string, RuleLevel>> {
  return Object.fromEntries(
    asked.map((text) => {
      const [name = '', level = ''] = text.split('=');
      const id = ruleNamed(name);
      if (id === undefined)
        throw new Failure(`unknown rule \`${printable(name)}\``, {
          code: exitCode.problem,
          hint:
            didYouMean(
              nearest(
                name,
                ruleFacts.flatMap((each) => [each.id, each.name]),
              ),
            ) ?? 'run `mkt explain` to see all rules',
        });
      if (!levels.includes(level as RuleLevel))
        throw new Failure(`\`${printable(text)}\` does not name a level`, {
          hint: `write \`${id}=off\`, or \`=note\`, \`=warning\` or \`=error\``,
        });
      return [id, level as RuleLevel];
    }),
  );
}

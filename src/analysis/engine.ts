import type { MarketplaceReading, NoReading } from '../client/reading/marketplace-reading.ts';
import type { PluginReading } from '../client/reading/plugin-reading.ts';
import type { Finding } from '../model/finding.ts';
import { pluginId } from '../model/plugin-id.ts';
import {
  canBind,
  caseOf,
  entryOf,
  type Fault,
  isBinding,
  type Problem,
  type RuleId,
} from '../model/problems.ts';
import type { Project, RuleLevel } from '../model/project.ts';
import { statesInterface } from '../model/wiring.ts';
import type { Context } from './context.ts';
import { mergeSameCause } from './merge-same-cause.ts';
import { faultsOf } from './reader-faults.ts';
import type { AnyRule, Said, Terms } from './rule.ts';

type Ignore = Pick<Project['ignores'][number], 'rule' | 'location'>;

/** How the project has set the rules. */
export interface RuleSettings {
  readonly levels: Readonly<Record<string, RuleLevel>>;
  /** `mkt-ignore` comments with their locations. */
  readonly ignores: readonly Ignore[];
}

const order = { error: 0, warning: 1, note: 2 } as const;

/** Runs rules over a context, and leaves out what the project ignores. */
export function runRules(rules: readonly AnyRule[], context: Context, settings: RuleSettings): Finding[] {
  return withoutIgnored(allFindings(rules, context, settings), settings.ignores).findings;
}

/**
 * Runs rules over a context. Findings come sorted: by severity, then rule, then plugins, then place, so that two runs over
 * the same input give the same text.
 */
export function allFindings(rules: readonly AnyRule[], context: Context, settings: RuleSettings): Finding[] {
  const findings: { readonly finding: Finding; readonly key: string }[] = [];
  for (const rule of rules) {
    const level = levelOf(rule, settings);
    if (!canAnswer(rule, context) || (level === 'off' && !canBind(rule.id))) continue;
    for (const found of findingsOf(rule, context)) {
      const finding = atLevel(found, level);
      if (finding !== undefined) findings.push({ finding, key: keyOf(finding) });
    }
  }
  return findings
    .sort(
      (a, b) =>
        order[a.finding.severity] - order[b.finding.severity] || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
    )
    .map(({ finding }) => finding);
}

/** A finding at the level that the project has set, undefined if that is `off`; what decides the verdict stays as it is. */
function atLevel(finding: Finding, level: RuleLevel | undefined): Finding | undefined {
  if (level === undefined || isBinding(finding)) return finding;
  return level === 'off' ? undefined : { ...finding, severity: level };
}

/** What one rule finds, at the level of its cases. */
export function findingsOf(rule: AnyRule, context: Context): Finding[] {
  const { id } = rule;
  const words = rule.say as Words;
  const found = mergeSameCause(faultsOf(context, id), {
    say: ({ case: name, evidence }) => said(words, name, evidence),
    isError: ({ case: name }) => caseOf({ rule: id, case: name }).level === 'error',
  });
  const checked = rule.check?.(context) ?? [];
  const drafts = [...(rule.ofInstallation === true ? notHeld(checked, context) : checked), ...found];
  return drafts.map((draft) =>
    findingOf({ rule: id, ...draft } as Problem, rule, context.inPlan === true ? planTerms : terms),
  );
}

/** What is not only about plugins that the project itself holds, as copies or by pins. */
function notHeld<Found extends { readonly plugins?: readonly string[] }>(
  drafts: readonly Found[],
  { copied, pinned, chosen }: Context,
): readonly Found[] {
  if (copied === undefined && pinned === undefined) return drafts;
  const names = new Set(
    chosen.flatMap(({ name, marketplace }) => {
      const id = pluginId(name, marketplace);
      return copied?.has(id) === true || pinned?.has(id) === true ? [name] : [];
    }),
  );
  return drafts.filter(
    ({ plugins = [] }) => plugins.length === 0 || !plugins.every((name) => names.has(name)),
  );
}

/** Something that was read, over which rules can be run. */
export type Reading = MarketplaceReading | PluginReading | NoReading;

/**
 * What is wrong with a marketplace or a plugin: what its readers have found, and what rules find in it. By file and place, each
 * problem once.
 * @param more what only readers that take time can find: the code of mods.
 */
export function problemsIn(
  reading: Reading,
  rules: readonly AnyRule[],
  more: readonly Fault[] = [],
): Fault[] {
  if (reading.kind === 'none') return inOrder(reading.faults);
  const plugins = reading.kind === 'plugin' ? [reading] : reading.plugins;
  const found = [
    ...more,
    ...(reading.kind === 'marketplace' ? reading.faults : []),
    ...plugins.flatMap(({ faults }) => faults),
    ...rules.flatMap((rule) => problemsOf(rule, reading, plugins)),
  ];
  // The tree learns only while it is read which of its files cannot be.
  const { tree } = reading.kind === 'marketplace' ? reading : reading.manifest;
  return inOrder([...found, ...(tree?.problems ?? [])]);
}

/** What one rule finds in a reading. */
function problemsOf(
  { id, plugin, marketplace }: AnyRule,
  reading: MarketplaceReading | PluginReading,
  plugins: readonly PluginReading[],
): Fault[] {
  const found: Fault[] = [];
  // Most plugins have no fault of a kind, and there can be 100,000: nothing is made for those.
  if (plugin !== undefined)
    for (const each of plugins)
      for (const draft of plugin(each))
        found.push({ rule: id, plugins: each.name === '' ? [] : [each.name], ...draft } as Fault);
  if (reading.kind === 'marketplace' && marketplace !== undefined)
    for (const draft of marketplace(reading)) found.push({ rule: id, ...draft } as Fault);
  return found;
}

/** By file and place, each problem once. */
function inOrder(faults: readonly Fault[]): Fault[] {
  const sorted = faults.toSorted(
    ({ location: a }, { location: b }) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
  const kept: Fault[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && isSamePlace(sorted[start] as Fault, sorted[end] as Fault)) end += 1;
    if (end === start + 1) kept.push(sorted[start] as Fault);
    else
      kept.push(
        ...new Map(
          sorted
            .slice(start, end)
            .map((fault) => [`${fault.rule}\n${fault.case}\n${JSON.stringify(fault.evidence)}`, fault]),
        ).values(),
      );
    start = end;
  }
  return kept;
}

const isSamePlace = ({ location: a }: Fault, { location: b }: Fault) =>
  a.line === b.line && a.column === b.column && a.file === b.file;

/** The words of a rule whose cases are not known here. */
type Words = Readonly<Record<string, (evidence: unknown, terms: Terms) => Said>>;

const terms: Terms = { plan: '`mkt plan`', section: (name) => `\`mkt plan --section ${name}\`` };
const planTerms: Terms = { plan: 'this plan', section: (name) => `\`--section ${name}\`` };

const said = (words: Words, name: string, evidence: unknown, called = terms): Said =>
  words[name]?.(evidence, called) ?? { message: '' };

/** A problem in the words of its rule. */
export function findingOf(
  problem: Problem,
  { id, say }: { readonly id: RuleId; readonly say: object },
  called?: Terms,
): Finding {
  const { case: name, evidence, plugins = [], location, related } = problem;
  const { message, help } = said(say as Words, name, evidence, called);
  return {
    rule: id,
    name: entryOf(id).name,
    severity: caseOf(problem).level,
    case: name,
    message,
    plugins,
    ...(location !== undefined && { location }),
    ...(related !== undefined && { related }),
    ...(help !== undefined && { help }),
    evidence: evidence as Readonly<Record<string, unknown>>,
  };
}

/** The rules that run: all that the project has not turned off, and whose question can be answered. */
export function rulesOn(
  rules: readonly AnyRule[],
  settings: RuleSettings,
  context: Pick<Context, 'isPartial' | 'releases'>,
): AnyRule[] {
  return rules.filter((rule) => levelOf(rule, settings) !== 'off' && canAnswer(rule, context));
}

/**
 * Whether a rule can be answered: not if it reports what is missing, and a part of the request is, or a plugin that states nothing may
 * have it.
 */
const canAnswer = (
  { needsAll, needsStated }: AnyRule,
  { isPartial, releases }: Pick<Context, 'isPartial' | 'releases'>,
): boolean =>
  !(isPartial && needsAll === true) && !(needsStated === true && !releases.every(statesInterface));

function levelOf({ id }: AnyRule, { levels }: RuleSettings): RuleLevel | undefined {
  return levels[id] ?? levels[entryOf(id).name];
}

/** Findings without those that are ignored on their line, and the comments for which there is none. */
export function withoutIgnored(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
): { readonly findings: Finding[]; readonly unused: readonly Ignore[] } {
  const used = new Set<Ignore>();
  const kept = findings.filter((finding) => {
    const { rule, location, related = [] } = finding;
    // If a finding is about several plugins, the comment may be after any of them.
    const places = [location, ...related.map((each) => each.location)];
    const matching = ignores.filter(
      (ignore) =>
        ignore.rule === rule &&
        places.some((at) => at?.file === ignore.location.file && at.line === ignore.location.line),
    );
    for (const ignore of matching) used.add(ignore);
    return matching.length === 0 || isBinding(finding);
  });
  return { findings: kept, unused: ignores.filter((ignore) => !used.has(ignore)) };
}

/** What findings of one level are sorted by. */
const keyOf = ({ rule, plugins, location, message }: Finding): string =>
  [rule, location?.file ?? '', String(location?.line ?? 0).padStart(9, '0'), plugins.join(','), message].join(
    '\n',
  );

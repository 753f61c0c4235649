import { type Finding, statementOf } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import type { ChangedFinding, DiffFinding, PlanDiff, Sides } from '../model/plan-diff.ts';
import { pluginId, shownVersion } from '../model/plugin.ts';

/** The parts of a plan that a diff compares: all that a saved one must have. */
export type Comparable = Pick<
  Plan,
  | 'verdict'
  | 'plugins'
  | 'leftOut'
  | 'install'
  | 'dataFlow'
  | 'events'
  | 'calls'
  | 'files'
  | 'dependencies'
  | 'findings'
>;

/** Compares two plans: what a reviewer of a change to the list has to know. */
export function diffPlans(before: Comparable, after: Comparable): PlanDiff {
  return {
    verdict: { before: before.verdict.kind, after: after.verdict.kind },
    plugins: pluginChanges(before, after),
    commands: sides(commandsOf(before), commandsOf(after)),
    links: sides(linksOf(before), linksOf(after)),
    findings: findingSides(before.findings, after.findings),
  };
}

/** Whether nothing is different. */
export function isSame({ verdict, plugins, commands, links, findings }: PlanDiff): boolean {
  return (
    verdict.before === verdict.after &&
    plugins.length === 0 &&
    findings.changed.length === 0 &&
    [commands, links, findings].every(({ added, removed }) => added.length + removed.length === 0)
  );
}

function pluginChanges(before: Comparable, after: Comparable): PlanDiff['plugins'] {
  const versions = ({ plugins }: Comparable) =>
    new Map(plugins.map((plugin) => [pluginId(plugin.name, plugin.marketplace), shownVersion(plugin)]));
  const [old, now] = [versions(before), versions(after)];
  const names = new Map(before.plugins.map(({ name, marketplace }) => [pluginId(name, marketplace), name]));
  // It may still be on the list: that it could not be planned is not a removal. Of two plugins of one name, a plan has the ids.
  const isLeftOut = (id: string) =>
    after.leftOut.some(({ plugin }) => plugin === names.get(id) || plugin === id);
  const ids = [...new Set<string>([...old.keys(), ...now.keys()])].sort();
  return ids.flatMap((plugin): PlanDiff['plugins'] => {
    const [from, to] = [old.get(plugin as never), now.get(plugin as never)];
    if (from === to) return [];
    if (from === undefined) return [{ plugin, change: 'added', ...(to !== undefined && { after: to }) }];
    if (to === undefined)
      return [{ plugin, change: isLeftOut(plugin) ? 'left-out' : 'removed', before: from }];
    return [{ plugin, change: 'changed', before: from, after: to }];
  });
}

const commandsOf = ({ install }: Comparable) => install.filter((line) => !line.startsWith('#'));

function linksOf({ dataFlow, events, calls, files, dependencies }: Comparable): string[] {
  return [
    ...calls.filter(({ isSure }) => isSure).map(({ from, component }) => `${from} calls ${component}`),
    ...files.map(({ from, to, path }) => `${from} writes ${path}, ${to} reads it`),
    ...dataFlow.map(({ from, to, artifact, format }) => `${from} -> ${to}: ${artifact} (${format})`),
    ...events.map(({ from, to, event }) => `${from} -> ${to}: event ${event}`),
    ...dependencies.map(({ from, to }) => `${to} depends on ${from}`),
  ];
}

function sides(before: readonly string[], after: readonly string[]): Sides<string> {
  const [old, now] = [new Set(before), new Set(after)];
  return {
    added: [...now].filter((each) => !old.has(each)),
    removed: [...old].filter((each) => !now.has(each)),
  };
}

/**
 * A finding is the same if its rule, its severity and its first line are. One that is about more plugins than before, or about fewer of
 * them, is the same with other words.
 */
function findingSides(before: readonly Finding[], after: readonly Finding[]): PlanDiff['findings'] {
  const [old, now] = [byWords(before), byWords(after)];
  const removed = [...old].flatMap(([key, finding]) => (now.has(key) ? [] : [finding]));
  const added = [...now].flatMap(([key, finding]) => (old.has(key) ? [] : [finding]));
  const changed: ChangedFinding[] = [];
  for (const finding of [...added]) {
    const was = removed.find((each) => isAboutSame(each, finding));
    if (was === undefined) continue;
    removed.splice(removed.indexOf(was), 1);
    added.splice(added.indexOf(finding), 1);
    changed.push({ ...shownOf(finding), before: shownOf(was).message });
  }
  return { added: added.map(shownOf), removed: removed.map(shownOf), changed };
}

const byWords = (findings: readonly Finding[]): Map<string, Finding> =>
  new Map(findings.map((each) => [`${each.rule} ${each.severity} ${statementOf(each)}`, each]));

const shownOf = (finding: Finding): DiffFinding => ({
  rule: finding.rule,
  severity: finding.severity,
  message: statementOf(finding),
});

/** Whether two findings are of one rule, and the plugins of one are among those of the other. */
function isAboutSame(a: Finding, b: Finding): boolean {
  if (a.rule !== b.rule || a.severity !== b.severity || a.plugins.length * b.plugins.length === 0)
    return false;
  const [few, many] = a.plugins.length < b.plugins.length ? [a.plugins, b.plugins] : [b.plugins, a.plugins];
  return few.length < many.length && few.every((name) => many.includes(name));
}

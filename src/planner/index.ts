import { componentKeys, fullNameOf } from '../model/component-kinds.ts';
import type { Plan, PlannedPlugin, PlanTest } from '../model/plan.ts';
import { pluginId, type Release, versionOf } from '../model/plugin.ts';
import { count, listed } from '../model/text.ts';
import { statesInterface } from '../model/wiring.ts';
import { changeOf } from './change.ts';
import { checklist } from './checklist.ts';
import { failures } from './failures.ts';
import type { PlanInput } from './input.ts';
import { installation } from './install.ts';
import { integrationTests } from './integration-tests.ts';
import { leftOut } from './left-out.ts';
import { orchestrate } from './orchestration.ts';
import { pitfallsOf } from './pitfalls.ts';
import { prerequisites } from './prerequisites.ts';
import { rollout, rolloutOrder } from './rollout.ts';
import { boundedStages, roundsOf } from './rounds.ts';
import { scheduleOf } from './schedule.ts';
import { derivedStages, parallelStages, type Stage } from './stages.ts';
import { startsOf } from './starts.ts';
import { planStages, roleOf } from './steps.ts';
import { type Team, teamOf, without } from './team.ts';
import { troubleshooting } from './troubleshooting.ts';

export type { AddedFrom, Now, Place, PlanInput, Refused } from './input.ts';
export { folderFor, tagOf } from './marketplace-commands.ts';

/**
 * Plans how to combine plugins, as a pure function. Works for any set of plugins, with or without a pattern: what is not known
 * about them is reported as unknown.
 */
export function makePlan(input: PlanInput): Plan {
  const { pattern, knowledge, findings, environment, rulesRun } = input;
  const { vocabulary, practices } = knowledge;
  const team = teamOf(input);
  const { stages, ...orchestration } = orchestrate(team, input.orchestration, pattern);
  const bounded = boundedStages(team, stages, environment);
  const refused = leftOut(team, input.refused ?? []);
  const absent = new Set(refused.map(({ plugin }) => plugin));
  // A plugin can be asked for twice, of which one is not available: then the client's refusal says the same.
  const left = [...(input.unavailable ?? []).filter(({ plugin }) => !absent.has(plugin)), ...refused];
  const present = without(team, absent);
  const presentStages = bounded.map((stage) => ({
    ...stage,
    members: stage.members.filter((name) => !absent.has(name)),
  }));
  const change = changeOf(team, {
    now: input.now,
    copied: input.copied,
    pinned: input.pinned,
    pinCommits: input.pinCommits,
    absent,
    successions: input.successions ?? [],
    otherVersions: input.otherVersions,
    sources: input.marketplaces,
  });
  const installing = installation(present, {
    sources: input.marketplaces,
    copied: input.copied,
    pinned: input.pinned,
    changes: change.plugins,
    known: input.now?.marketplaces,
    places: input.places,
    otherVersions: input.otherVersions,
  });
  const constraints = {
    automatic: new Set(
      input.chosen.flatMap(({ name, marketplace, requested }) =>
        !requested &&
        team.names.includes(name) &&
        // The client never moves or enables an installed dependency by itself.
        change.plugins.some(({ plugin, action }) => plugin === name && action === 'add') &&
        input.copied?.has(pluginId(name, marketplace)) !== true &&
        input.pinned?.has(pluginId(name, marketplace)) !== true &&
        !installing.isExact(marketplace)
          ? [name]
          : [],
      ),
    ),
    ...(input.installOrder && { order: input.installOrder }),
    orderCounts: input.orderCounts === true,
  };
  const order = rolloutOrder(
    team,
    stages.flatMap(({ members }) => members).filter((name) => !absent.has(name)),
    constraints,
  );
  const tests = inOrder(integrationTests(present, vocabulary), order.flat());
  const steps = rollout(team, order, installing, tests, {
    ...constraints,
    options: input.options ?? [],
    isWhole: left.length === 0,
  });
  const install = steps.flatMap(({ commands }) => commands);
  const needs = prerequisites(present, presentStages, {
    vocabulary,
    environment,
    install,
    ...(pattern && { pattern }),
  });
  const stageOf = new Map(
    stages.flatMap(({ members }, index) => members.map((name) => [name, index + 1] as const)),
  );
  return {
    ...(pattern && { pattern: pattern.id }),
    ...(pattern?.useCase !== undefined && { useCase: pattern.useCase }),
    title: pattern?.title ?? titleOf(requestedOf(team, input.chosen)),
    verdict: input.verdict ?? { kind: 'loads', apart: false },
    change,
    orchestration: { ...orchestration, ...scheduleOf(team, stages), ...shorterWay(team, stages) },
    plugins: team.releases.map((release) => ({
      name: release.name,
      ...versionOf(release),
      marketplace: release.marketplace,
      role: roleOf(release, pattern),
      stage: stageOf.get(release.name) ?? 1,
      ...groundOf(release, input.rolesSeen),
      ...(release.description !== '' && { description: release.description }),
      components: namesOf(release),
      cost: {
        ...(release.contextTokens !== undefined && { tokens: release.contextTokens }),
        processes: input.processes?.get(team.id(release.name)) ?? 0,
      },
    })),
    successions: input.successions ?? [],
    mods: (input.mods ?? []).map(({ release, mod }) => ({ plugin: release.name, mod })),
    starts: startsOf(present),
    prerequisites: needs,
    stages: planStages(team, stages, vocabulary, pattern).map((stage, index) => {
      const { rounds, limits } = roundsOf(team, stages[index] ?? { members: [], inTurn: true }, environment);
      return rounds.length < 2 ? stage : { ...stage, rounds, limits };
    }),
    dataFlow: team.wiring.links,
    events: team.wiring.events,
    calls: [...team.calls, ...team.unsureCalls],
    files: team.files,
    dependencies: team.dependencies,
    install,
    rollout: steps,
    leftOut: left,
    rollback: installing.rollback(order),
    failures: failures(team, stages),
    tests,
    pitfalls: pitfallsOf(present, practices.pitfalls, { findings, tests: tests.length, env: needs.env }),
    troubleshooting: troubleshooting(practices.troubleshooting, team, tests, order.flat()),
    checklist: checklist(practices.practices, {
      team,
      stages,
      derived: derivedStages(team),
      bounded,
      findings,
      environment,
      rulesRun,
      rolesSeen: input.rolesSeen,
    }),
    workflow: pattern?.steps ?? [],
    outcomes: pattern?.outcomes ?? [],
    benefits: pattern?.benefits ?? [],
    ...(pattern?.example && { example: pattern.example }),
    findings,
  };
}

/** What would take fewer stages, and what it costs: to start without inputs that can be missed. */
function shorterWay(team: Team, stages: readonly Stage[]): Pick<Plan['orchestration'], 'shorter'> {
  const parallel = parallelStages(team);
  if (parallel.length >= stages.length) return {};
  const known = new Set(scheduleOf(team, stages).notWaitedFor.map((each) => JSON.stringify(each)));
  const without = scheduleOf(team, parallel).notWaitedFor.filter((each) => !known.has(JSON.stringify(each)));
  return { shorter: { id: 'parallel', stages: parallel.length, without } };
}

/** Where a plugin's interface is known from, and what is seen instead of a stated role. */
function groundOf(
  release: Release,
  rolesSeen: PlanInput['rolesSeen'],
): Pick<PlannedPlugin, 'ground' | 'seenRoles'> {
  if (statesInterface(release)) return { ground: 'stated' };
  const seen = rolesSeen?.(release) ?? [];
  return { ground: 'unknown', ...(seen.length > 0 && { seenRoles: seen }) };
}

/** What it adds to the client, by name. */
function namesOf({ components }: Release): NonNullable<PlannedPlugin['components']> {
  const named = componentKeys.map(
    (key) => [key, [...new Set(components[key].map((item) => fullNameOf(key, item as never)))]] as const,
  );
  return Object.fromEntries(named.filter(([, names]) => names.length > 0));
}

/** Returns only the stages of the plan for these plugins. */
export function stagesOf(
  releases: PlanInput['releases'],
  { requested, orchestration, pattern }: Pick<PlanInput, 'requested' | 'orchestration' | 'pattern'>,
): readonly Stage[] {
  return orchestrate(teamOf({ releases, requested }), orchestration, pattern).stages;
}

/** Sorts tests by when they can run: as soon as both plugins are installed. */
function inOrder(tests: readonly PlanTest[], order: readonly string[]): PlanTest[] {
  const place = new Map(order.map((name, index) => [name, index]));
  const ready = ({ from, to }: PlanTest) => Math.max(place.get(from) ?? 0, place.get(to) ?? 0);
  return [...tests].sort((a, b) => ready(a) - ready(b));
}

/** What was asked for, without what only others require. */
function requestedOf(team: Team, chosen: PlanInput['chosen']): string[] {
  const required = new Set(
    chosen.flatMap(({ name, marketplace, requested }) => (requested ? [] : [pluginId(name, marketplace)])),
  );
  return team.names.filter((name) => !required.has(team.id(name)));
}

function titleOf(names: readonly string[]): string {
  return names.length <= 3 ? listed(names) : `${names[0]} and ${count(names.length - 1, 'more plugin')}`;
}

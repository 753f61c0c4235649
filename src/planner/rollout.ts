import type { PlanTest, RolloutStep } from '../model/plan.ts';
import { named, specOf } from '../model/plugin.ts';
import { comment, shellWord } from '../model/shell.ts';
import { count, listed } from '../model/text.ts';
import type { Installation } from './install.ts';
import { cycleGroups, type Edge, type Group } from './precedence.ts';
import type { Team } from './team.ts';

/** What the client's way of installing imposes on the steps. */
export interface InstallConstraints {
  /** What the client installs automatically with the first plugin that depends on it: a separate command would install another version. */
  readonly automatic: ReadonlySet<string>;
  /** The only order in which the client can install the plugins, if others fail. */
  readonly order?: readonly string[];
  /** In another order than that of the commands, the installation fails, or chooses versions that do not fit. */
  readonly orderCounts?: boolean;
}

/** Returns the steps of {@link carefulOrder}, each with the plugins that the client installs automatically. */
export function rolloutOrder(
  team: Team,
  order: readonly string[],
  { automatic, order: forced }: InstallConstraints,
): Group[] {
  const asked = order.filter((name) => !automatic.has(name));
  const isAsked = ({ from, to }: Edge) => asked.includes(from) && asked.includes(to);
  const lean: Team = {
    ...team,
    names: asked,
    wiring: {
      ...team.wiring,
      links: team.wiring.links.filter(isAsked),
      events: team.wiring.events.filter(isAsked),
    },
    calls: team.calls.filter(isAsked),
    handovers: team.handovers.filter(isAsked),
    dependencies: asked.flatMap((to) =>
      [...needsOf(team, to, automatic)]
        .filter((from) => asked.includes(from) && from !== to)
        .map((from) => ({ from, to })),
    ),
  };
  const inOrder = forced?.filter((name) => asked.includes(name)) ?? [];
  const steps = inOrder.length === asked.length ? inOrder.map((name) => [name]) : carefulOrder(lean, asked);
  const installed = new Set<string>();
  return joined(team, steps).map((step) => {
    const also = [...new Set(step.flatMap((name) => [...needsOf(team, name, automatic)]))].filter(
      (name) => automatic.has(name) && !installed.has(name),
    );
    for (const name of also) installed.add(name);
    return [...also.reverse(), ...step];
  });
}

/**
 * Joins steps after which there is nothing more to try than before: those whose plugins neither use anything of each other nor of the
 * plugins before them.
 */
function joined(team: Team, steps: readonly Group[]): Group[] {
  const used = [...team.wiring.links, ...team.calls, ...team.handovers];
  const before = new Set<string>();
  const result: { names: string[]; isTied: boolean }[] = [];
  for (const step of steps) {
    for (const name of step) before.add(name);
    const isTied = used.some(
      ({ from, to }) => before.has(from) && before.has(to) && (step.includes(from) || step.includes(to)),
    );
    const last = result.at(-1);
    if (last === undefined || isTied || last.isTied) result.push({ names: [...step], isTied });
    else last.names.push(...step);
  }
  return result.map(({ names }) => names);
}

/** Returns what a plugin depends on, directly or through automatically installed plugins. */
function needsOf({ dependencies }: Team, name: string, automatic: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const open = [name];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    for (const { from, to } of dependencies) {
      if (to !== next || found.has(from)) continue;
      found.add(from);
      if (automatic.has(from)) open.push(from);
    }
  }
  return found;
}

/**
 * Orders the installation carefully: first two plugins that exchange data, then one more at a time, each linked to an installed
 * one if possible. A plugin never comes before one that it depends on.
 * @param order names in the order of the stages.
 */
function carefulOrder(team: Team, order: readonly string[]): Group[] {
  const units = cycleGroups(order, team.dependencies);
  const ties = tiesOf(team);
  const added = new Set<string>();
  const steps: Group[] = [];
  const take = (names: readonly string[]) => {
    for (const name of names) added.add(name);
    steps.push(names);
  };
  const first = firstPair(team, order);
  if (first.length > 0) take(first);
  for (;;) {
    const ready = units.filter(
      (unit) =>
        !unit.some((name) => added.has(name)) && dependenciesOf(team, unit).every((name) => added.has(name)),
    );
    const missing = (unit: Group) =>
      team.wiring.links.filter(
        ({ from, to, optional }) =>
          !optional && unit.includes(to) && !unit.includes(from) && !added.has(from),
      ).length;
    const loose = (unit: Group) =>
      unit.some((name) => [...(ties.get(name) ?? [])].some((other) => added.has(other))) ? 0 : 1;
    // Sorting is stable: ties stay in the order of the stages.
    const [best] = [...ready].sort((a, b) => loose(a) - loose(b) || missing(a) - missing(b));
    if (best === undefined) return steps;
    take(best);
  }
}

/** Returns two plugins of which one hands something to the other, with all their dependencies; else the first two. */
function firstPair(team: Team, order: readonly string[]): string[] {
  const { links, events } = team.wiring;
  const place = (name: string) => order.indexOf(name);
  const early = (a: { from: string; to: string }, b: { from: string; to: string }) =>
    place(a.from) + place(a.to) - place(b.from) - place(b.to);
  const kinds = [
    links.filter(({ optional }) => !optional),
    links,
    team.calls,
    team.handovers,
    events,
    team.dependencies,
  ];
  const pair = kinds.flatMap((kind) => [...kind].sort(early).slice(0, 1))[0];
  const wanted = pair === undefined ? order.slice(0, 2) : [pair.from, pair.to];
  const closure = new Set(wanted);
  for (const name of closure)
    for (const { from, to } of team.dependencies) if (to === name) closure.add(from);
  const members = order.filter((name) => closure.has(name));
  return cycleGroups(members, team.dependencies)
    .sort((a, b) => depth(team, a) - depth(team, b))
    .flat();
}

/** Counts the plugins that a unit depends on, directly or not: its dependencies always have fewer. */
function depth(team: Team, unit: Group): number {
  const closure = new Set(unit);
  for (const name of closure)
    for (const { from, to } of team.dependencies) if (to === name) closure.add(from);
  return closure.size;
}

function dependenciesOf(team: Team, unit: Group): string[] {
  return team.dependencies
    .filter(({ from, to }) => unit.includes(to) && !unit.includes(from))
    .map(({ from }) => from);
}

function tiesOf(team: Team): Map<string, Set<string>> {
  const ties = new Map<string, Set<string>>(team.names.map((name) => [name, new Set()]));
  for (const { from, to } of [
    ...team.wiring.links,
    ...team.calls,
    ...team.handovers,
    ...team.wiring.events,
    ...team.dependencies,
  ]) {
    ties.get(from)?.add(to);
    ties.get(to)?.add(from);
  }
  return ties;
}

/** Returns the steps with the commands to type and how to verify them. */
export function rollout(
  team: Team,
  steps: readonly Group[],
  install: Installation,
  tests: readonly PlanTest[],
  { automatic, orderCounts = false, options, isWhole }: InstallConstraints & Omit<Verified, 'tests'>,
): RolloutStep[] {
  const added: string[] = [];
  const known = new Set<string>();
  return steps.map((add, index) => {
    const marketplaces = [...new Set(add.map((name) => team.release(name).marketplace))].filter(
      (name) => !known.has(name),
    );
    for (const name of marketplaces) known.add(name);
    const before = new Set(added);
    added.push(...add);
    const asked = add.filter((name) => !automatic.has(name));
    const isRequired = (name: string) =>
      team.dependencies.some(({ from, to }) => from === name && before.has(to));
    const now = tests.flatMap(({ from, to }, place) =>
      added.includes(from) && added.includes(to) && (add.includes(from) || add.includes(to))
        ? [place + 1]
        : [],
    );
    const parts = [
      ...(index === 0 ? [{ commands: install.disable, remarks: [] }] : []),
      ...marketplaces.map((name) => install.marketplace(name)),
      ...(index === 0 && orderCounts
        ? [
            {
              commands: [
                comment('keep this order: in another one, the client does not find versions that fit'),
              ],
              remarks: [],
            },
          ]
        : []),
      ...asked.map((name) => install.plugin(name, isRequired(name))),
    ];
    const isLast = index === steps.length - 1;
    const isOne = add.length - asked.length === 1;
    const brought = comment(
      `${listed(add.filter((name) => automatic.has(name)))} ${isOne ? 'is' : 'are'} installed automatically: the client chooses the ${isOne ? 'version' : 'versions'} that the ranges allow`,
    );
    if (asked.length < add.length) parts.push({ commands: [brought], remarks: [brought] });
    return {
      title: titleOf(asked, { isFirst: index === 0, isOnly: steps.length === 1 }),
      add,
      commands: parts.flatMap(({ commands }) => commands),
      remarks: parts.flatMap(({ remarks }) => remarks),
      checks: [
        `mkt check --installed ${(isLast ? added : add).map(shellWord).join(' ')}`,
        ...(isLast ? [`plugins=$(claude plugin list --json) && ! echo "$plugins" | grep '"errors"'`] : []),
      ],
      verify: verification(
        team,
        add,
        added.filter((name) => !automatic.has(name)),
        { tests: now, options, isWhole },
      ),
    };
  });
}

function titleOf(
  names: readonly string[],
  { isFirst, isOnly }: { readonly isFirst: boolean; readonly isOnly: boolean },
): string {
  const verb = isFirst ? (isOnly ? 'Install' : 'Start with') : 'Add';
  return `${verb} ${names.length <= 4 ? listed(names) : count(names.length, 'plugin')}`;
}

/** What the verification of a step depends on. */
interface Verified {
  /** Numbers of the tests that can run now. */
  readonly tests: readonly number[];
  /** The options with which `mkt` finds the plugins. */
  readonly options: readonly string[];
  /** No plugin is left out: without some, the client may choose other versions of the rest. */
  readonly isWhole: boolean;
}

function verification(
  team: Team,
  add: readonly string[],
  added: readonly string[],
  { tests, options, isWhole }: Verified,
): string[] {
  const ids = add.map((name) => (isWhole ? named(name, team.release(name)) : name));
  const specs = added.map((name) => shellWord(specOf({ ...team.release(name), name })));
  const words = [...specs, ...options.map((word) => (isOption(word) ? word : shellWord(word)))];
  const one = tests.length === 1;
  return [
    `\`claude plugin list --json\` shows ${listed(ids)} without errors: an installed plugin may still fail to load`,
    ...(added.length > 1 && added.length <= 6 ? [`\`mkt check ${words.join(' ')}\` reports no errors`] : []),
    tests.length === 0
      ? added.length === 1
        ? 'one of its commands works as documented'
        : `no known data or event passes to or from ${listed(add)} yet: try one of its commands`
      : `integration ${one ? 'test' : 'tests'} ${numberRanges(tests)} ${one ? 'passes' : 'pass'}`,
  ];
}

/** The name of an option, which a shell takes as it is. */
const isOption = (word: string): boolean => /^--[a-z-]+$/.test(word);

/** Writes ascending numbers as `1 and 3-5`: three or more in a row become a range. */
function numberRanges(numbers: readonly number[]): string {
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return listed(runs.flatMap((run) => (run.length > 2 ? [`${run[0]}-${run.at(-1)}`] : run.map(String))));
}

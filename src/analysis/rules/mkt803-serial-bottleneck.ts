import { count, listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { availableOf, demandOf } from '../resource-demand.ts';
import type { Rule } from '../rule.ts';

const shownRounds = 4;

export const serialBottleneck: Rule<'MKT803'> = {
  id: 'MKT803',
  needsAll: true,
  check(context) {
    const { asked, stages } = context.orchestration;
    if (asked !== 'pipeline' || stages.length < 2) return [];
    const rounds = roundsOf(context).flatMap((round) =>
      fits(round, context) ? [round] : round.map((name) => [name]),
    );
    const wide = wideOf(rounds);
    if (rounds.length >= stages.length || wide.length === 0) return [];
    return [
      {
        case: 'found',
        evidence: { stages: stages.map(({ members }) => members), rounds },
        ...placed(wide.flat().sort(), context),
      },
    ];
  },
  say: {
    found: ({ stages, rounds }, { plan }) => ({
      message: [
        `the pipeline runs ${count(stages.length, 'stage')} one after another, but ${rounds.length} would be enough`,
        ...wideOf(rounds)
          .slice(0, shownRounds)
          .map((round) => `${listed(quoted(round))} need nothing from each other`),
        'but in the pipeline, each of them waits for the one before',
      ].join('\n'),
      help: `add \`--orchestration parallel\` to ${plan}, or keep the pipeline if the machine is too small to run the plugins in parallel`,
    }),
  },
};

/** The rounds in which several plugins could run side by side. */
const wideOf = (rounds: readonly (readonly string[])[]) => rounds.filter((round) => round.length > 1);

/** Whether the environment has enough for all of them side by side (MKT801). */
const fits = (round: readonly string[], context: Context): boolean =>
  (['gpu', 'cpu', 'memory'] as const).every(
    (resource) =>
      demandOf(resource, round, false, context).amount <= (availableOf(resource, context) ?? Infinity),
  );

/** The fewest rounds: each plugin as soon as all that it takes something of, or depends on, has run before it in the pipeline. */
function roundsOf({ orchestration: { stages }, wiring, releases }: Context): string[][] {
  const stageOf = new Map(
    stages.flatMap(({ members }, index) => members.map((name) => [name, index] as const)),
  );
  const before = new Map<string, string[]>();
  const bind = (from: string, to: string) => {
    const [first, then] = [stageOf.get(from), stageOf.get(to)];
    if (first !== undefined && then !== undefined && first < then)
      before.set(to, [...(before.get(to) ?? []), from]);
  };
  for (const { from, to } of [...wiring.links, ...wiring.events]) bind(from, to);
  for (const { name, dependencies } of releases)
    for (const dependency of dependencies) bind(dependency.name, name);
  const rounds: string[][] = [];
  const roundOf = new Map<string, number>();
  for (const { members } of stages) {
    for (const name of members) {
      const round = Math.max(0, ...(before.get(name) ?? []).map((each) => (roundOf.get(each) ?? 0) + 1));
      roundOf.set(name, round);
      rounds[round] = [...(rounds[round] ?? []), name];
    }
  }
  return rounds.map((round) => round.sort());
}

import { count, listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import type { LegacyRule } from '../rule.ts';

export const serialBottleneck: LegacyRule = {
  id: 'MKT803',
  name: 'serial-bottleneck',
  severity: 'note',
  needsAll: true,
  section: 'Parallel Execution',
  summary: 'plugins that need nothing of each other are made to run one after the other',
  check(context) {
    const { asked, stages } = context.orchestration;
    if (asked !== 'pipeline' || stages.length < 2) return [];
    const rounds = roundsOf(context);
    const saved = stages.length - rounds.length;
    const wide = rounds.filter((round) => round.length > 1);
    if (saved < 1 || wide.length === 0) return [];
    const names = wide.flat().sort();
    return [
      {
        ...placed(names, context),
        message: [
          `the pipeline runs ${count(stages.length, 'stage')} one after the other, where ${rounds.length} would do`,
          ...wide.slice(0, 4).map((round) => `${listed(quoted(round))} need nothing of each other`),
          'each of them waits for work that it does not use',
        ].join('\n'),
        help: '`mkt plan --orchestration parallel` lets them run side by side; leave it as it is where they share a machine that is too small',
      },
    ];
  },
};

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

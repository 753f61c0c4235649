import { pluginId } from '../model/plugin.ts';
import type { Chosen, RequestProblem, Resolution, Spec, Strategy } from '../model/resolution.ts';
import { createResolver } from '../resolver/index.ts';
import { solve } from '../sources/driver/solve.ts';
import { combinationOf, type Gathered, isOffIn } from './gathered.ts';

/** A plugin whose version would change; undefined where it is not part of the combination. */
export interface Change {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The result of a request with one more requirement. */
export interface WhatIf {
  readonly problems: readonly RequestProblem[];
  readonly resolution: Resolution | undefined;
  /** What would change apart from that plugin itself; empty without a resolution. */
  readonly changes: readonly Change[];
}

/** Resolves a request again with one more requirement. */
export async function whatIf(gathered: Gathered, extra: Spec, strategy: Strategy): Promise<WhatIf> {
  const { specs, registries, environment, kept } = gathered;
  const before = combinationOf(gathered).map(({ chosen }) => chosen);
  const { problems, resolution } = await solve(
    registries,
    [...specs, extra],
    {
      strategy,
      environment: environment.runtimes,
      isOff: isOffIn(gathered),
      ...(kept && { locked: kept }),
    },
    createResolver,
  );
  const changes = resolution?.ok
    ? changesBetween(before, resolution.chosen).filter(({ name }) => name !== extra.name)
    : [];
  return { problems, resolution, changes };
}

function changesBetween(old: readonly Chosen[], changed: readonly Chosen[]): Change[] {
  const byId = (all: readonly Chosen[]) =>
    new Map(all.map((each) => [pluginId(each.name, each.marketplace), each]));
  const [before, after] = [byId(old), byId(changed)];
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((id) => {
    const [one, other] = [before.get(id), after.get(id)];
    const name = (one ?? other)?.name ?? id;
    return one?.version === other?.version ? [] : [{ name, before: one?.version, after: other?.version }];
  });
}

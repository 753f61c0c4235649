/** Universes for benchmarks, from seeds: easy, hard and large. The same seed gives the same universe on every machine. */
import type { IndexFile } from '../../src/sources/registries/index-registry.ts';

type Dependencies = { name: string; version: string }[];
type Versions = Record<string, { dependencies: Dependencies }>;

export interface Instance {
  readonly name: string;
  readonly index: IndexFile;
  readonly request: readonly string[];
}

/** A small fast random number generator for [0, 1): mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const indexOf = (plugins: Map<string, Versions>): IndexFile => ({
  mkt: 1,
  marketplace: 'bench',
  plugins: Object.fromEntries([...plugins].map(([name, versions]) => [name, { versions }])),
});

const versionOf = (number: number): string => `${Math.floor(number / 10) + 1}.${number % 10}.0`;

/** Few plugins, few edges: everyday requests. */
export function easy(seed: number): Instance {
  const random = randomFrom(seed);
  const plugins = new Map<string, Versions>();
  const amount = 10 + Math.floor(random() * 20);
  for (let index = 0; index < amount; index += 1) {
    const versions: Versions = {};
    for (let number = 0; number < 6; number += 1) {
      const dependencies: Dependencies = [];
      for (let target = index + 1; target < amount && dependencies.length < 3; target += 1) {
        if (random() < 0.15)
          dependencies.push({ name: `p${target}`, version: `>=${versionOf(Math.floor(random() * 4))}` });
      }
      versions[versionOf(number)] = { dependencies };
    }
    plugins.set(`p${index}`, versions);
  }
  return { name: `easy ${seed}`, index: indexOf(plugins), request: ['p0', 'p1', 'p2'] };
}

/**
 * N plugins with 20 releases each, in layers; a planted combination keeps it satisfiable. Edges that are not planted sometimes
 * require narrow ranges, so that the newest releases do not fit together everywhere.
 * @param conflicts share of dependencies whose range excludes the newest releases.
 */
export function layered(seed: number, amount: number, conflicts: number): Instance {
  const random = randomFrom(seed);
  const plugins = new Map<string, Versions>();
  const releases = 20;
  const layers = 12;
  const perLayer = Math.ceil(amount / layers);
  const planted = Array.from({ length: amount }, () => Math.floor(random() * releases));
  for (let index = 0; index < amount; index += 1) {
    const nextLayer = (Math.floor(index / perLayer) + 1) * perLayer;
    const versions: Versions = {};
    const targets = Array.from({ length: 4 }, () => nextLayer + Math.floor(random() * perLayer)).filter(
      (target) => target < amount,
    );
    for (let number = 0; number < releases; number += 1) {
      const dependencies = [...new Set(targets)].map((target) => {
        const goal = planted[target] as number;
        const own = number === planted[index];
        const from = own ? Math.max(0, goal - Math.floor(random() * 4)) : Math.floor(random() * releases);
        const to = own ? goal + 1 + Math.floor(random() * 4) : from + 2 + Math.floor(random() * releases);
        const bounded = random() < conflicts;
        return {
          name: `p${target}`,
          version: bounded
            ? `>=${versionOf(Math.min(from, goal))} <${versionOf(Math.max(to, own ? goal + 1 : to))}`
            : `>=${versionOf(Math.min(from, goal))}`,
        };
      });
      versions[versionOf(number)] = { dependencies };
    }
    plugins.set(`p${index}`, versions);
  }
  const request = Array.from({ length: 20 }, (_, index) => `p${index}`);
  return { name: `layered ${amount} ${conflicts}`, index: indexOf(plugins), request };
}

/** Random binary constraints near the threshold at which half of the instances have no solution. */
export function randomCsp(
  seed: number,
  variables: number,
  values: number,
  tightness: number,
  density: number,
): Instance {
  const random = randomFrom(seed);
  const plugins = new Map<string, Versions>();
  const allowed = new Map<string, Set<number>[]>();
  const request: string[] = [];
  for (let a = 0; a < variables; a += 1) {
    request.push(`v${a}`);
    for (let b = a + 1; b < variables; b += 1) {
      if (random() >= density) continue;
      allowed.set(
        `${a} ${b}`,
        Array.from(
          { length: values },
          () =>
            new Set(Array.from({ length: values }, (_, each) => each).filter(() => random() >= tightness)),
        ),
      );
    }
  }
  for (let a = 0; a < variables; a += 1) {
    const versions: Versions = {};
    for (let value = 0; value < values; value += 1) {
      const dependencies: Dependencies = [];
      for (let b = a + 1; b < variables; b += 1) {
        const set = allowed.get(`${a} ${b}`)?.[value];
        if (set !== undefined)
          dependencies.push({ name: `v${b}`, version: [...set].map(versionOf).join(' || ') || '>99' });
      }
      versions[versionOf(value)] = { dependencies };
    }
    plugins.set(`v${a}`, versions);
  }
  return { name: `csp ${variables}x${values} ${seed}`, index: indexOf(plugins), request };
}

/** Coloring a random graph with three colors: a node is a plugin, a color a version. */
export function colouring(seed: number, nodes: number, degree: number): Instance {
  const random = randomFrom(seed);
  const edges = new Map<number, Set<number>>();
  for (let count = 0; count < (nodes * degree) / 2; count += 1) {
    const a = Math.floor(random() * nodes);
    const b = Math.floor(random() * nodes);
    if (a !== b) edges.set(Math.min(a, b), (edges.get(Math.min(a, b)) ?? new Set()).add(Math.max(a, b)));
  }
  const plugins = new Map<string, Versions>();
  for (let node = 0; node < nodes; node += 1) {
    const versions: Versions = {};
    for (let colour = 0; colour < 3; colour += 1) {
      const others = [0, 1, 2].filter((other) => other !== colour).map(versionOf);
      versions[versionOf(colour)] = {
        dependencies: [...(edges.get(node) ?? [])].map((other) => ({
          name: `n${other}`,
          version: others.join(' || '),
        })),
      };
    }
    plugins.set(`n${node}`, versions);
  }
  return { name: `colouring ${nodes} ${seed}`, index: indexOf(plugins), request: [...plugins.keys()] };
}

/** More pigeons than holes: no solution, and every proof by resolution is long. */
export function pigeonhole(holes: number): Instance {
  const plugins = new Map<string, Versions>();
  for (let pigeon = 0; pigeon <= holes; pigeon += 1) {
    const versions: Versions = {};
    for (let hole = 0; hole < holes; hole += 1) {
      const dependencies: Dependencies = [];
      for (let other = pigeon + 1; other <= holes; other += 1) {
        const rest = Array.from({ length: holes }, (_, each) => each).filter((each) => each !== hole);
        dependencies.push({ name: `pigeon${other}`, version: rest.map(versionOf).join(' || ') });
      }
      versions[versionOf(hole)] = { dependencies };
    }
    plugins.set(`pigeon${pigeon}`, versions);
  }
  return { name: `pigeonhole ${holes}`, index: indexOf(plugins), request: [...plugins.keys()] };
}

/** A conflict among a few plugins behind many unrelated choices. */
export function hiddenCore(seed: number, choices: number): Instance {
  const random = randomFrom(seed);
  const plugins = new Map<string, Versions>();
  for (let index = 0; index < choices; index += 1) {
    const versions: Versions = {};
    for (let number = 0; number < 8; number += 1)
      versions[versionOf(number)] = {
        dependencies: [{ name: `leaf${index}`, version: `>=${versionOf(Math.floor(random() * 5))}` }],
      };
    plugins.set(`free${index}`, versions);
    plugins.set(
      `leaf${index}`,
      Object.fromEntries(Array.from({ length: 6 }, (_, number) => [versionOf(number), { dependencies: [] }])),
    );
  }
  const core = randomCsp(seed, 14, 4, 0.42, 0.6);
  for (const [name, { versions }] of Object.entries(core.index.plugins))
    plugins.set(name, versions as Versions);
  return {
    name: `core behind ${choices} ${seed}`,
    index: indexOf(plugins),
    request: [...Array.from({ length: choices }, (_, index) => `free${index}`), ...core.request],
  };
}

/** The hard instances that are compared, satisfiable and not. */
export function hardInstances(): Instance[] {
  return [
    ...[1, 2, 3, 4].map((seed) => randomCsp(seed, 25, 5, 0.24, 0.4)),
    ...[1, 2, 3].map((seed) => randomCsp(seed, 60, 8, 0.32, 0.15)),
    ...[1, 2, 3, 4].map((seed) => colouring(seed, 100, 4.6)),
    ...[1, 2].map((seed) => colouring(seed, 200, 4.6)),
    colouring(1, 300, 4.2),
    ...[5, 6, 7].map(pigeonhole),
    ...[1, 2, 3].map((seed) => hiddenCore(seed, 60)),
  ];
}

/** The same with a plugin for each hole: a pigeon in a hole depends on its own version of it. */
export function pigeonsWithHoles(holes: number): Instance {
  const numbers = (amount: number) => Array.from({ length: amount }, (_, each) => each);
  const versionsOf = (amount: number, dependencies: (number: number) => Dependencies): Versions =>
    Object.fromEntries(
      numbers(amount).map((number) => [versionOf(number), { dependencies: dependencies(number) }]),
    );
  const plugins = new Map<string, Versions>();
  for (const pigeon of numbers(holes + 1))
    plugins.set(
      `pigeon${pigeon}`,
      versionsOf(holes, (hole) => [{ name: `hole${hole}`, version: versionOf(pigeon) }]),
    );
  for (const hole of numbers(holes))
    plugins.set(
      `hole${hole}`,
      versionsOf(holes + 1, () => []),
    );
  return {
    name: `${holes + 1} pigeons, ${holes} holes`,
    index: indexOf(plugins),
    request: numbers(holes + 1).map((pigeon) => `pigeon${pigeon}`),
  };
}

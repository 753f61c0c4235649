import { describe, expect, it } from 'vitest';
import { type Link, wire } from '../../src/model/wiring.ts';
import { newest, patterns, plugins } from './data.ts';

/**
 * Optional links that lead back to an earlier stage in some pattern: the sources name these plugins in one order here and in the
 * other one there. A plan leaves such a link out; `registry/README.md` lists them.
 */
const feedback = [
  'backend-development → python-development',
  'cicd-automation → observability-monitoring',
  'full-stack-orchestration → cicd-automation',
  'hpc-computing → data-visualization',
  'observability-monitoring → cicd-automation',
];

const arrow = ({ from, to }: Link): string => `${from} → ${to}`;

/** What can be reached from the first name when links are walked in both directions. */
function reached(names: readonly string[], links: readonly Link[]): Set<string> {
  const seen = new Set(names.slice(0, 1));
  for (const name of seen) {
    for (const { from, to } of links) {
      if (from === name) seen.add(to);
      if (to === name) seen.add(from);
    }
  }
  return seen;
}

/** Groups of plugins whose links form cycles: each can be reached from each other. */
function rings(names: readonly string[], links: readonly Link[]): string[][] {
  const after = new Map(names.map((name) => [name, downstream(name, links)]));
  const groups = names.map((name) =>
    names.filter((other) => after.get(name)?.has(other) && after.get(other)?.has(name)).sort(),
  );
  return [
    ...new Map(groups.filter((group) => group.length > 0).map((group) => [group.join(), group])).values(),
  ];
}

function downstream(start: string, links: readonly Link[]): Set<string> {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    for (const { from, to } of links) {
      if (from !== name || seen.has(to)) continue;
      seen.add(to);
      visit(to);
    }
  };
  visit(start);
  return seen;
}

describe.each(patterns)('data in $id', (pattern) => {
  const names = pattern.plugins.map(({ name }) => name);
  const stages = new Map(pattern.plugins.map(({ name, stage }) => [name, stage]));
  const { links, open } = wire(names.map(newest));

  // An optional input waits for nothing: in a plan it is fed by earlier stages alone.
  const flow = links.filter(
    ({ from, to, optional }) => !optional || (stages.get(from) ?? 0) < (stages.get(to) ?? 0),
  );

  it('connects all plugins, stage by stage', () => {
    expect([...reached(names, flow)].sort()).toEqual([...names].sort());
  });

  it('meets every input that is not optional', () => {
    expect(open.filter(({ port }) => port.optional !== true)).toEqual([]);
  });

  it('never has to run against the stages', () => {
    const backwards = links.filter(({ from, to }) => (stages.get(from) ?? 0) > (stages.get(to) ?? 0));
    expect(backwards.filter(({ optional }) => !optional)).toEqual([]);
    expect(backwards.map(arrow).filter((pair) => !feedback.includes(pair))).toEqual([]);
  });
});

describe('data among all plugins together', () => {
  const suites = [...plugins.keys()].filter((name) => name.endsWith('-suite') || name === 'agent-core');
  const singles = [...plugins.keys()].filter((name) => !suites.includes(name));
  const { links } = wire(singles.map(newest));
  const pairs = new Set(links.map(arrow));

  it('goes round in two loops of optional links, which exist in practice', () => {
    expect(rings(singles, links)).toEqual([
      ['cicd-automation', 'observability-monitoring'], // deploys the alerts that watch what it deploys
      ['deep-learning', 'molecular-simulation', 'statistical-physics'], // learns force fields from what they simulate
    ]);
    expect(
      rings(
        singles,
        links.filter(({ optional }) => !optional),
      ),
    ).toEqual([]);
    expect(rings(suites, wire(suites.map(newest)).links)).toEqual([]);
  });

  it('ties every single plugin to another one', () => {
    expect(singles.filter((name) => !links.some(({ from, to }) => from === name || to === name))).toEqual([]);
  });

  it('stays sparse: fewer than a quarter of all pairs exchange anything', () => {
    expect(pairs.size).toBeLessThan((singles.length * (singles.length - 1)) / 2 / 4);
  });
});

describe('formats that do not meet', () => {
  it('are few, and each of them is a real one', () => {
    const all = [...plugins.keys()].map(newest);
    const pairs = all.flatMap((one) =>
      all.flatMap((other) => (one.name < other.name ? [wire([one, other])] : [])),
    );
    const mismatches = pairs.flatMap(({ open }) =>
      open.flatMap(({ plugin, port, offered }) =>
        offered.map((offer) => `${plugin}: ${port.artifact} from ${offer.plugin}`),
      ),
    );
    expect([...new Set(mismatches)].sort()).toEqual([
      'jax-implementation: simulation-results from julia-development',
      'jax-implementation: simulation-results from molecular-simulation',
      'jax-implementation: simulation-results from science-suite',
      'llm-application-dev: trained-model from jax-implementation',
      'molecular-simulation: trained-model from jax-implementation',
      'molecular-simulation: trained-model from machine-learning',
      'molecular-simulation: trained-model from science-suite',
    ]);
  });

  const offers = (...names: string[]) =>
    wire(names.map(newest)).open.flatMap(({ plugin, port, offered }) =>
      offered.map(
        (offer) =>
          `${plugin} takes ${port.artifact} in ${port.format}, ${offer.plugin} offers ${offer.format}`,
      ),
    );

  it('keep Julia results from JAX, and the cluster plugin converts them', () => {
    expect(offers('julia-development', 'jax-implementation')).toEqual([
      'jax-implementation takes simulation-results in npz, julia-development offers jld2',
    ]);
    expect(
      offers('julia-development', 'jax-implementation', 'hpc-computing').filter((offer) =>
        offer.startsWith('jax'),
      ),
    ).toEqual([]);
  });

  it('keep JAX checkpoints from applications, and the machine learning plugin exports them', () => {
    expect(offers('jax-implementation', 'llm-application-dev')).toEqual([
      'llm-application-dev takes trained-model in safetensors, jax-implementation offers orbax',
      'llm-application-dev takes trained-model in onnx, jax-implementation offers orbax',
    ]);
    const { links } = wire(['jax-implementation', 'machine-learning', 'llm-application-dev'].map(newest));
    expect(
      links.map(({ artifact, format, ...link }) => `${arrow({ artifact, format, ...link })}: ${format}`),
    ).toEqual([
      'machine-learning → llm-application-dev: onnx',
      'jax-implementation → machine-learning: orbax',
    ]);
  });
});

/** The same question as a SAT problem: one variable per release, at most one release per plugin, implications for dependencies. */
import Logic from 'logic-solver';
import satisfies from 'semver/functions/satisfies.js';
import type { Instance } from './generate.ts';

export function solveWithSat({ index, request }: Instance): { ok: boolean; ms: number } {
  const start = performance.now();
  const solver = new Logic.Solver();
  const plugins = new Map(Object.entries(index.plugins).map(([name, { versions = {} }]) => [name, versions]));
  const matching = new Map<string, string[]>();
  const fitting = (name: string, range: string): string[] => {
    const key = `${name} ${range}`;
    const known =
      matching.get(key) ??
      Object.keys(plugins.get(name) ?? {})
        .filter((version) => satisfies(version, range))
        .map((version) => `${name} ${version}`);
    matching.set(key, known);
    return known;
  };
  const seen = new Set<string>();
  const queue = [...request];
  for (const name of queue) {
    if (seen.has(name)) continue;
    seen.add(name);
    const versions = plugins.get(name) ?? {};
    const variables = Object.keys(versions).map((version) => `${name} ${version}`);
    if (variables.length > 1) solver.require(Logic.atMostOne(...variables));
    for (const [version, { dependencies = [] }] of Object.entries(versions)) {
      for (const dependency of dependencies) {
        const { name: on, version: range = '*' } =
          typeof dependency === 'string' ? { name: dependency } : dependency;
        solver.require(Logic.implies(`${name} ${version}`, Logic.or(...fitting(on, range))));
        queue.push(on);
      }
    }
  }
  for (const name of request) solver.require(Logic.or(...fitting(name, '*')));
  return { ok: solver.solve() !== null, ms: performance.now() - start };
}

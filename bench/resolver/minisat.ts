/** The same question for MiniSat in C, where it is installed (`apt-get install minisat`): one variable per release, in its file format. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import satisfies from 'semver/functions/satisfies.js';
import type { Instance } from './generate.ts';

/** @returns undefined if MiniSat is not installed. The time is that of its process alone. */
export function solveWithMinisat(
  { index, request }: Instance,
  file: string,
): { ok: boolean; ms: number } | undefined {
  const plugins = new Map(Object.entries(index.plugins).map(([name, { versions = {} }]) => [name, versions]));
  const variables = new Map<string, number>();
  const variable = (name: string, version: string): number => {
    const key = `${name} ${version}`;
    const known = variables.get(key) ?? variables.size + 1;
    variables.set(key, known);
    return known;
  };
  const matching = new Map<string, number[]>();
  const fitting = (name: string, range: string): number[] => {
    const key = `${name} ${range}`;
    const known =
      matching.get(key) ??
      Object.keys(plugins.get(name) ?? {})
        .filter((version) => satisfies(version, range))
        .map((version) => variable(name, version));
    matching.set(key, known);
    return known;
  };
  const clauses: string[] = [];
  for (const [name, versions] of plugins) {
    const own = Object.keys(versions).map((version) => variable(name, version));
    own.forEach((one, at) => {
      for (const other of own.slice(0, at)) clauses.push(`-${one} -${other} 0`);
    });
    for (const [version, { dependencies = [] }] of Object.entries(versions))
      for (const dependency of dependencies) {
        const { name: on, version: range = '*' } =
          typeof dependency === 'string' ? { name: dependency } : dependency;
        clauses.push([-variable(name, version), ...fitting(on, range), 0].join(' '));
      }
  }
  for (const name of request) clauses.push([...fitting(name, '*'), 0].join(' '));
  writeFileSync(file, `p cnf ${variables.size} ${clauses.length}\n${clauses.join('\n')}\n`);
  const start = performance.now();
  const { status, error } = spawnSync('minisat', ['-verb=0', file], { stdio: 'ignore' });
  if (error !== undefined) return undefined;
  // Its exit codes: 10 for an answer, 20 for none.
  if (status !== 10 && status !== 20) throw new Error(`minisat ended with ${status}`);
  return { ok: status === 10, ms: performance.now() - start };
}

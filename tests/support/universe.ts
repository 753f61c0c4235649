/** A universe of plugins in a few lines, and an independent answer by trying everything. */
import satisfies from 'semver/functions/satisfies.js';
import type { Registry } from '../../src/model/registry.ts';
import type { Strategy } from '../../src/model/resolution.ts';
import { indexRegistry } from '../../src/registry/index-registry.ts';
import type { PluginRecord, RequirementRecord } from '../../src/registry/plugin-record.ts';
import { type Solved, solve } from '../../src/registry/solve.ts';
import { createResolver } from '../../src/resolver/index.ts';
import { spec } from './releases.ts';

/** `{ a: { '1.0.0': 'b@^1 c', '1.1.0': '' } }`; `!b@<2` declares a conflict, `%python@>=3.12` needs a runtime, `%python:numpy@^2` a library. */
export type Sketch = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function universe(sketch: Sketch, marketplace = 'lab'): Registry {
  const plugins = Object.fromEntries(
    Object.entries(sketch).map(([name, versions]) => [name, record(versions)]),
  );
  return indexRegistry({ mkt: 1, marketplace, plugins }, 'test');
}

function record(versions: Readonly<Record<string, string>>): PluginRecord {
  return {
    versions: Object.fromEntries(
      Object.entries(versions).map(([version, words]) => {
        const edges = words.split(/\s+(?=[!%a-z_])/).filter((word) => word !== '');
        const plain = edges.filter((word) => !/^[!%]/.test(word)).map(requirement);
        const conflicts = edges
          .filter((word) => word.startsWith('!'))
          .map((word) => requirement(word.slice(1)));
        const runtimes = edges
          .filter((word) => word.startsWith('%'))
          .map((word) => requirement(word.slice(1)) as { name: string; version: string });
        return [
          version,
          {
            dependencies: plain,
            conflicts,
            integration: {
              requires: {
                runtimes: ranges(runtimes.filter(({ name }) => !name.includes(':'))),
                libraries: ranges(runtimes.filter(({ name }) => name.includes(':'))),
              },
            },
          },
        ];
      }),
    ),
  };
}

const ranges = (wishes: readonly { name: string; version: string }[]) =>
  Object.fromEntries(wishes.map(({ name, version }) => [name, version]));

function requirement(word: string): RequirementRecord {
  const [name = '', version = '*'] = word.trim().split(/@(.*)/s);
  return { name, version };
}

export function resolveSketch(
  sketch: Sketch,
  request: readonly string[],
  strategy: Strategy = 'highest',
): Promise<Solved> {
  return solve(
    [universe(sketch)],
    request.map((text) => spec(text)),
    { strategy },
    createResolver,
  );
}

/** Every set of versions that fits a request: each requested plugin and each dependency once, in range, conflicts apart. */
export function bruteForce(
  sketch: Sketch,
  request: readonly { name: string; range: string }[],
): Map<string, string>[] {
  const found: Map<string, string>[] = [];
  const edgesOf = (name: string, version: string) =>
    (sketch[name]?.[version] ?? '').split(/\s+/).filter((word) => word !== '');
  const search = (chosen: Map<string, string>, open: { name: string; range: string }[]) => {
    const [next, ...rest] = open;
    if (next === undefined) {
      if (respectsConflicts(chosen)) found.push(chosen);
      return;
    }
    const has = chosen.get(next.name);
    if (has !== undefined) {
      if (satisfies(has, next.range)) search(chosen, rest);
      return;
    }
    for (const version of Object.keys(sketch[next.name] ?? {})) {
      if (!satisfies(version, next.range)) continue;
      const more = edgesOf(next.name, version)
        .filter((word) => !word.startsWith('!'))
        .map(parse);
      search(new Map(chosen).set(next.name, version), [...rest, ...more]);
    }
  };
  const respectsConflicts = (chosen: Map<string, string>) =>
    [...chosen].every(([name, version]) =>
      edgesOf(name, version)
        .filter((word) => word.startsWith('!'))
        .map((word) => parse(word.slice(1)))
        .every(
          ({ name: other, range }) =>
            other === name || !chosen.has(other) || !satisfies(chosen.get(other) as string, range),
        ),
    );
  search(new Map(), [...request]);
  return found;
}

function parse(word: string): { name: string; range: string } {
  const [name = '', range = '*'] = word.split(/@(.*)/s);
  return { name, range };
}

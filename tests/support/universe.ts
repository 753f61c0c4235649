/** A universe of plugins in a few lines, and an independent answer by trying everything. */
import type { Registry } from '../../src/model/registry.ts';
import { createResolver } from '../../src/resolver/index.ts';
import { type Solved, type SolveOptions, solve } from '../../src/sources/driver/solve.ts';
import { indexRegistry } from '../../src/sources/registries/index-registry.ts';
import type { PluginRecord, RequirementRecord } from '../../src/sources/registries/plugin-record.ts';
import { spec } from './releases.ts';
import satisfies from './satisfies.ts';

/** `{ a: { '1.0.0': 'b@^1 c', '1.1.0': '' } }`; `!b@<2` declares a conflict, `%python@>=3.12` needs a runtime, `%python:numpy@^2` a library, and `?c@^1` is an optional dependency. */
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
        const edges = words.split(/\s+(?=[!%?a-z_])/).filter((word) => word !== '');
        const plain = edges.filter((word) => !/^[!%?]/.test(word)).map(requirement);
        const optional = edges
          .filter((word) => word.startsWith('?'))
          .map((word) => requirement(word.slice(1)));
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
            ...(optional.length > 0 && { optionalDependencies: optional }),
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

/** A requirement as a user would type it. */
export const typed = ({ name, range }: { readonly name: string; readonly range: string }): string =>
  range === '' ? name : `${name}@${range}`;

export function resolveSketch(
  sketch: Sketch,
  request: readonly string[],
  options: Partial<SolveOptions> = {},
): Promise<Solved> {
  return solve(
    [universe(sketch)],
    request.map((text) => spec(text)),
    { strategy: 'highest', ...options },
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

/** What a release of a sketch says, read without the code under test. */
type EdgeKind = 'dependency' | 'optional' | 'conflict' | 'runtime';

const kinds: Readonly<Record<string, EdgeKind>> = { '!': 'conflict', '%': 'runtime', '?': 'optional' };

export function edgesOf(
  sketch: Sketch,
  name: string,
  version: string,
): { kind: EdgeKind; on: string; range: string }[] {
  return (sketch[name]?.[version] ?? '')
    .split(/\s+(?=[!%?a-z_])/)
    .filter((word) => word !== '')
    .map((word) => {
      const kind = kinds[word.charAt(0)] ?? 'dependency';
      const { name: on, range } = parse(kind === 'dependency' ? word : word.slice(1));
      return { kind, on, range };
    });
}

/** What is wrong with a choice of releases, if anything: the request, a dependency, a conflict, a runtime. */
export function faultsOf(
  sketch: Sketch,
  request: readonly { readonly name: string; readonly range: string }[],
  chosen: ReadonlyMap<string, string>,
  runtimes: readonly string[],
): string[] {
  const fits = (name: string, range: string) => satisfies(chosen.get(name) ?? '', range);
  const wishes = [...chosen].flatMap(([name, version]) =>
    edgesOf(sketch, name, version).map((edge) => ({ ...edge, by: `${name}@${version}` })),
  );
  const wantedRuntimes = new Map<string, string[]>();
  for (const { kind, on, range } of wishes)
    if (kind === 'runtime') wantedRuntimes.set(on, [...(wantedRuntimes.get(on) ?? []), range]);
  return [
    ...[...chosen]
      .filter(([name, version]) => sketch[name]?.[version] === undefined)
      .map(([name, version]) => `${name}@${version} does not exist`),
    ...request.filter(({ name, range }) => !fits(name, range)).map(({ name }) => `${name} was requested`),
    ...wishes.flatMap(({ kind, on, range, by }) => {
      if (kind === 'dependency' && !fits(on, range)) return [`${by} needs ${on}@${range}`];
      if (kind === 'conflict' && !by.startsWith(`${on}@`) && chosen.has(on) && fits(on, range))
        return [`${by} conflicts with ${on}@${range}`];
      return [];
    }),
    ...[...wantedRuntimes]
      .filter(([, ranges]) => !runtimes.some((version) => ranges.every((range) => satisfies(version, range))))
      .map(([name, ranges]) => `no ${name} for ${ranges.join(' and ')}`),
  ];
}

function parse(word: string): { name: string; range: string } {
  const [name = '', range = '*'] = word.split(/@(.*)/s);
  return { name, range };
}

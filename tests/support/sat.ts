/** An independent answer from a SAT solver: one variable a release, at most one release a plugin, a clause for each wish. */
import Logic from 'logic-solver';
import satisfies from './satisfies.ts';
import { edgesOf, type Sketch } from './universe.ts';

/** Versions that a runtime may have: enough to tell apart all ranges that the tests write. */
export const runtimeVersions = ['3.9.0', '3.10.0', '3.11.0', '3.12.0', '3.13.0'];

/** Making a solver takes longer than solving a small universe, so that one serves many, each under an assumption of its own. */
const questionsASolver = 30;
let solver = new Logic.Solver();
let questions = 0;

type Request = readonly { readonly name: string; readonly range: string }[];

/** The releases that fit together for a request, by plugin; undefined if there are none. */
export const solveWithSat = (sketch: Sketch, request: Request): Map<string, string> | undefined =>
  // The solver checks the type of every variable in every clause otherwise, which takes longer than solving.
  Logic.disablingAssertions(() => solved(sketch, request));

function solved(sketch: Sketch, request: Request): Map<string, string> | undefined {
  if (questions % questionsASolver === 0) solver = new Logic.Solver();
  questions += 1;
  const here = `universe${questions}`;
  // One of them, if it is asked about this universe: `-` before a name says that it is not so.
  const state = (...literals: string[]) => solver.require(Logic.or(`-${here}`, ...literals));
  const variable = (name: string, version: string) => `${here} ${name} ${version}`;
  const fitting = (name: string, range: string): string[] =>
    versionsOf(sketch, name)
      .filter((version) => satisfies(version, range))
      .map((version) => variable(name, version));
  for (const name of namesIn(sketch)) {
    const variables = versionsOf(sketch, name).map((version) => variable(name, version));
    variables.forEach((one, at) => {
      for (const other of variables.slice(0, at)) state(`-${one}`, `-${other}`);
    });
  }
  for (const [name, versions] of Object.entries(sketch)) {
    for (const version of Object.keys(versions)) {
      for (const { kind, on, range } of edgesOf(sketch, name, version)) {
        const own = variable(name, version);
        const fits = fitting(kind === 'runtime' ? `%${on}` : on, range);
        if (kind !== 'conflict') state(`-${own}`, ...fits);
        else if (on !== name) for (const other of fits) state(`-${own}`, `-${other}`);
      }
    }
  }
  for (const { name, range } of request) state(...fitting(name, range));
  const solution = solver.solveAssuming(here);
  if (solution === null) return undefined;
  const own = solution
    .getTrueVars()
    .flatMap((each) => (each.startsWith(`${here} `) ? [each.split(' ')] : []));
  return new Map(own.map(([, name = '', version = '']) => [name, version]));
}

/** Names of plugins, and of runtimes with a `%` before them. */
function namesIn(sketch: Sketch): Set<string> {
  const names = new Set(Object.keys(sketch));
  for (const [name, versions] of Object.entries(sketch))
    for (const version of Object.keys(versions))
      for (const { kind, on } of edgesOf(sketch, name, version)) if (kind === 'runtime') names.add(`%${on}`);
  return names;
}

function versionsOf(sketch: Sketch, name: string): readonly string[] {
  if (name.startsWith('%')) return runtimeVersions;
  return Object.hasOwn(sketch, name) ? Object.keys(sketch[name] ?? {}) : [];
}

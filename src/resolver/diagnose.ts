import type { Cause, Resolution, ResolveRequest } from '../model/resolution.ts';
import { count, listed, quoted } from '../model/text.ts';
import { type Conflict, longestProof, shortestProof, smallestConflict } from './conflict.ts';
import { explain } from './explanation.ts';
import type { Incompatibility } from './incompatibility.ts';
import type { Package } from './package.ts';
import { lengthOf, supportOf, unfold } from './proof.ts';
import type { Search } from './search.ts';
import type { Solver } from './solver.ts';
import type { Universe } from './universe.ts';
import { highest, size } from './version-set.ts';
import { waysOut } from './ways-out.ts';

/**
 * Explains why a request has no answer, which of its plugins are in conflict, and what would help.
 * See `docs/resolver.md`, "Explanation".
 */
export function* diagnose(
  request: ResolveRequest,
  universe: Universe,
  proof: Incompatibility,
  solver: Solver,
): Search<Resolution> {
  const conflict = yield* smallestConflict(request, universe, proof, solver);
  const shown = { ...conflict, ...(yield* shortestProof(request, universe, conflict)) };
  return {
    ok: false,
    explanation: explanationOf(shown),
    conflict: shown.requirements.map(({ text }) => text),
    minimal: shown.minimal,
    smallest: shown.smallest,
    suggestions: yield* waysOut(request, shown, universe),
    causes: supportOf(shown.proof).facts.flatMap((fact) => causesOf(fact, shown.solver.packageAt)),
  };
}

/** Up to this many requested plugins are named in every step that is about them. */
const fewRequirements = 3;

function explanationOf({ proof, solver: { packageAt }, requirements }: Conflict): string[] {
  const names = quoted(requirements.map(({ text }) => text));
  const who = names.length > 6 ? `these ${names.length} plugins` : listed(names);
  const conclusion = names.length === 1 ? `${who} cannot be used` : `${who} are incompatible`;
  const steps = lengthOf(proof);
  if (steps > longestProof) return [summaryOf(proof, packageAt, steps), `So ${conclusion}.`];
  const isCounted = supportOf(proof).learned.some(({ reason }) => reason.kind === 'counting');
  const few = isCounted || requirements.length <= fewRequirements;
  return explain(unfold(proof, packageAt, few), packageAt, conclusion);
}

/** Sums up a proof that is too long to read. */
function summaryOf(proof: Incompatibility, packageAt: (index: number) => Package, steps: number): string {
  const { facts } = supportOf(proof);
  const names = new Set(
    facts.flatMap(({ reason }) => ('from' in reason ? [packageAt(reason.from).name] : [])),
  );
  const shown = quoted([...names].sort().slice(0, 6));
  const who =
    names.size > shown.length
      ? `${shown.join(', ')} and ${count(names.size - shown.length, 'other plugin')}`
      : listed(shown);
  return `The ${count(facts.length, 'requirement')} of ${who} rule out every combination. The proof has ${count(steps, 'step')}, too many to show.`;
}

function causesOf({ reason }: Incompatibility, packageAt: (index: number) => Package): Cause[] {
  if (reason.kind === 'learned' || reason.kind === 'brings' || reason.kind === 'counting') return [];
  const target = packageAt(reason.on);
  const { range } = reason;
  if (reason.kind === 'required') return target.missing ? [{ kind: 'missing', on: target.key }] : [];
  const from = packageAt(reason.from);
  const version = from.versions[highest(reason.versions) - 1] ?? '';
  if (reason.kind === 'conflict')
    return [{ kind: 'conflict', plugin: from.key, version, on: target.key, range }];
  if (target.kind === 'runtime' || target.kind === 'library')
    return [{ kind: target.kind, plugin: from.key, version, on: target.name, range }];
  if (target.missing) return [{ kind: 'missing', on: target.key }];
  const none = reason.matched === undefined || size(reason.matched) === 0;
  const extra: Cause[] = none ? [{ kind: 'no-version', on: target.key, range }] : [];
  return [{ kind: 'dependency', plugin: from.key, version, on: target.key, range }, ...extra];
}

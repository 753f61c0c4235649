import Range from 'semver/classes/range.js';
import SemVer from 'semver/classes/semver.js';
import type { VersionSet } from './version-set.ts';
import { setOf } from './version-set.ts';

/** A wish for a package. */
export interface Edge {
  /** Key of the other package. */
  readonly on: string;
  readonly range: string;
}

/** A dependency or a declared conflict, with all the versions that state it alike: one incompatibility serves them all. */
export interface EdgeGroup extends Edge {
  readonly kind: 'dependency' | 'conflict';
  readonly versions: VersionSet;
}

/** What a package is: a plugin, or something around the plugins whose versions only the environment knows. */
export type PackageKind = 'root' | 'plugin' | 'runtime' | 'library';

/** A package as the solver sees it. */
export interface Package {
  readonly key: string;
  readonly name: string;
  readonly kind: PackageKind;
  /** Ascending; position i of a {@link VersionSet} is `versions[i - 1]`. */
  readonly versions: readonly string[];
  /** No registry has it. */
  readonly missing: boolean;
  /** Why a registry could not say, if one failed. */
  readonly failure?: string;
  /** The edges of one version, in the order of their targets. */
  edges(position: number): readonly EdgeGroup[];
  /** The versions in a range: evaluated once. Undefined for a range that semver cannot parse. */
  matching(range: string): VersionSet | undefined;
}

/** Evaluates ranges over ascending versions, each range once. `semver` is the authority on what is in a range. */
export function rangeEvaluator(versions: readonly string[]): (range: string) => VersionSet | undefined {
  const known = new Map<string, VersionSet | undefined>();
  let parsed: SemVer[] | undefined;
  return (range) => {
    if (known.has(range)) return known.get(range);
    parsed ??= versions.map((version) => new SemVer(version));
    const set = evaluate(range, parsed);
    known.set(range, set);
    return set;
  };
}

function evaluate(text: string, versions: readonly SemVer[]): VersionSet | undefined {
  let range: Range;
  try {
    range = new Range(text);
  } catch {
    return undefined;
  }
  const positions: number[] = [];
  versions.forEach((version, index) => {
    if (range.test(version)) positions.push(index + 1);
  });
  return setOf(positions, versions.length);
}

/** Edges of a version before they are grouped. */
export type EdgeList = readonly (Edge & { readonly kind: EdgeGroup['kind'] })[];

/**
 * Groups the edges of all versions, so that versions that say the same say it once.
 * @param edgesAt the edges of the version at a position, from 1.
 */
export function groupEdges(
  count: number,
  edgesAt: (position: number) => EdgeList,
): (position: number) => readonly EdgeGroup[] {
  const drafts = new Map<string, Map<string, Draft>>();
  const byPosition: Draft[][] = [];
  for (let position = 1; position <= count; position += 1) {
    const own: Draft[] = [];
    for (const edge of edgesAt(position)) {
      const draft = draftOf(drafts, edge);
      if (draft.positions.at(-1) === position) continue;
      draft.positions.push(position);
      own.push(draft);
    }
    byPosition.push(own);
  }
  const groups = new Map<Draft, EdgeGroup>();
  const groupOf = (draft: Draft): EdgeGroup => {
    const made = groups.get(draft) ?? { ...draft.edge, versions: setOf(draft.positions, count) };
    groups.set(draft, made);
    return made;
  };
  const sorted: (readonly EdgeGroup[] | undefined)[] = [];
  return (position) => {
    sorted[position] ??= (byPosition[position - 1] ?? []).map(groupOf).sort(byTarget);
    return sorted[position] as readonly EdgeGroup[];
  };
}

interface Draft {
  readonly edge: EdgeList[number];
  /** Versions that state it, ascending. */
  readonly positions: number[];
}

function draftOf(drafts: Map<string, Map<string, Draft>>, edge: EdgeList[number]): Draft {
  const ranges = drafts.get(edge.on) ?? new Map<string, Draft>();
  drafts.set(edge.on, ranges);
  const key = edge.kind === 'dependency' ? edge.range : `!${edge.range}`;
  const draft = ranges.get(key) ?? { edge, positions: [] };
  ranges.set(key, draft);
  return draft;
}

const byTarget = (a: Edge, b: Edge): number =>
  a.on < b.on ? -1 : a.on > b.on ? 1 : a.range < b.range ? -1 : a.range > b.range ? 1 : 0;

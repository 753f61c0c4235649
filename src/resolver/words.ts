import { count, listed } from '../model/text.ts';
import type { Term } from './incompatibility.ts';
import type { Package, PackageKind } from './package.ts';
import { type Fact, isDerived, type ProofNode } from './proof.ts';
import {
  equals,
  fullSet,
  has,
  positionsOf,
  runsOf,
  setOf,
  size,
  subtract,
  type VersionSet,
} from './version-set.ts';

/**
 * Phrases a step of a proof for people: as a range wherever one fits, not as a set of versions.
 * See `docs/resolver.md`, "Explanation".
 */
export interface Words {
  statement(node: ProofNode): string;
  /** Joins two statements that hold; with the same subject they become one. */
  both(first: ProofNode, second: ProofNode): string;
  nameOf(index: number): string;
}

type Dependency = Extract<Fact['reason'], { kind: 'dependency' }>;
type Counting = Extract<Fact['reason'], { kind: 'counting' }>;

/** What can be typed is in backticks: a plugin as a spec, `name@range`. */
export function wordsFor(packageAt: (index: number) => Package): Words {
  const nameOf = (index: number) => packageAt(index).name;
  const isRoot = (index: number) => packageAt(index).kind === 'root';

  function statement(node: ProofNode): string {
    return isDerived(node) ? derived(node.terms) : external(node.reason);
  }

  function both(first: ProofNode, second: ProofNode): string {
    const [a, b] = [first.reason, second.reason];
    if (
      a.kind === 'dependency' &&
      b.kind === 'dependency' &&
      a.from === b.from &&
      a.from !== a.on &&
      b.from !== b.on &&
      equals(a.versions, b.versions) &&
      packageAt(a.on).kind === packageAt(b.on).kind
    ) {
      const [one, other] = nameOf(a.on) < nameOf(b.on) ? [a, b] : [b, a];
      const subject = versionsText(packageAt(a.from), a.versions);
      const object = objectOf(one);
      return `${subject} ${verbs[packageAt(a.on).kind].two} ${object}${object.includes(', ') ? ',' : ''} and ${objectOf(other)}`;
    }
    const one = statement(first);
    return `${one}${one.includes(', ') ? ',' : ''} and ${statement(second)}`;
  }

  /** What a release depends on, and why no version of it matches if none does. */
  function objectOf({ on, range, matched }: Dependency): string {
    const target = packageAt(on);
    const none = matched === undefined || size(matched) === 0;
    return `${specText(target, range)}${none ? whyNone(target, range) : ''}`;
  }

  function external(reason: Fact['reason']): string {
    if (reason.kind === 'counting') return counted(reason);
    const target = packageAt(reason.on);
    if (reason.kind === 'brings')
      return `${versionsText(packageAt(reason.from), reason.versions)} ${verbs[target.kind].one} ${inTicks(target, '')}`;
    const { range } = reason;
    if (reason.kind === 'required') {
      const matched = target.matching(range);
      return `you require \`${reason.text}\`${matched !== undefined && size(matched) > 0 ? '' : whyNone(target, range)}`;
    }
    const subject = versionsText(packageAt(reason.from), reason.versions);
    if (reason.kind === 'conflict') return `${subject} declares a conflict with ${specText(target, range)}`;
    if (reason.from === reason.on) return `${subject} depends on itself (${specText(target, range)})`;
    return `${subject} ${verbs[target.kind].one} ${objectOf(reason)}`;
  }

  /** `at most 2 of the 3 plugins a, b and c can be chosen together (…)`: why, too. */
  function counted({ packages, groups, brought, sharing }: Counting): string {
    const names = (all: readonly number[]) =>
      upToSix(all.map((index) => inTicks(packageAt(index), '')).sort());
    const most = groups.length;
    const claim = `at most ${most} of the ${packages.length} plugins ${names(packages)} can be chosen together`;
    const [example] = groups;
    const why =
      sharing === undefined
        ? `their versions form ${count(most, 'group')}, and of each group only one can be chosen: of ${upToSix(
            (example?.members ?? []).map(({ pkg, set }) => versionsText(packageAt(pkg), set)),
            'or',
          )}, for example`
        : `each of the ${packages.length} depends on one of the ${count(most, 'plugin')} ${names(sharing)}, and no version of these works with more than one of the ${packages.length}`;
    const rest = packages.filter((index) => !brought.some(({ pkg }) => pkg === index));
    const others =
      brought.length === 0
        ? ''
        : `, and ${listed(rest.map((index) => inTicks(packageAt(index), '')))} ${rest.length === 1 ? 'brings' : 'bring'} in the others`;
    return `${claim} (${why})${others}`;
  }

  function derived(all: readonly Term[]): string {
    const terms = all.filter(({ pkg }) => !isRoot(pkg)).toSorted(byName);
    const holds = terms.filter(({ set }) => !has(set, 0));
    const wants = terms.filter(({ set }) => has(set, 0)).map(({ pkg, set }) => wantText(pkg, set));
    const subjects = holds.map(({ pkg, set }) => versionsText(packageAt(pkg), set));
    const [only, other] = subjects;
    if (terms.length === 0) return 'your requirements cannot be satisfied';
    if (wants.length === 0) {
      if (other === undefined) return `${only} cannot be used`;
      if (subjects.length === 2) return `${only} is incompatible with ${other}`;
      return `${listed(subjects)} are incompatible`;
    }
    const needed = listed(wants, 'or');
    if (only === undefined) return `${needed} is required`;
    if (other === undefined) return `${only} requires ${needed}`;
    return `${listed(subjects)} together require ${needed}`;
  }

  const byName = (a: Term, b: Term): number => (nameOf(a.pkg) < nameOf(b.pkg) ? -1 : 1);

  /** A term that says "not one of these" requires one of the others. */
  function wantText(index: number, set: VersionSet): string {
    const pkg = packageAt(index);
    const wanted = subtract(fullSet(pkg.versions.length), set);
    return size(wanted) === pkg.versions.length ? inTicks(pkg, '') : versionsText(pkg, wanted);
  }

  return { statement, both, nameOf };
}

/** Up to six, and how many more. */
const upToSix = (all: readonly string[], last: 'and' | 'or' = 'and'): string =>
  all.length <= 7 ? listed(all, last) : `${all.slice(0, 6).join(', ')} ${last} ${all.length - 6} others`;

const dependsOn = { one: 'depends on', two: 'depends on both' };
/** What a plugin does with a package of each kind, and with two of them. */
const verbs: Readonly<Record<PackageKind, { readonly one: string; readonly two: string }>> = {
  root: dependsOn,
  plugin: dependsOn,
  runtime: { one: 'needs', two: 'needs both' },
  library: { one: 'needs the library', two: 'needs the libraries' },
};

/** Runtimes and libraries are not plugins, so they are not written as specs. */
function inTicks({ kind, name }: Package, range: string): string {
  const isPlugin = kind === 'plugin';
  return isPlugin
    ? `\`${name}${range === '' ? '' : `@${range}`}\``
    : `${name}${range === '' ? '' : ` ${range}`}`;
}

/** `a`, or `a@^1.0.0`. */
function specText(pkg: Package, range: string): string {
  return inTicks(pkg, range === '*' ? '' : range);
}

/** Why no version is in a range. */
function whyNone(target: Package, range: string): string {
  const { failure, missing, versions } = target;
  if (failure !== undefined) return `, which could not be looked up (${failure})`;
  if (missing) return ', which is not in any registry';
  if (target.matching(range) === undefined) return ', which is not a valid version range';
  if (target.fixed) return `, but the environment has ${versions[0]}`;
  if (versions.length === 0) return ', which has no releases';
  const near = target.nearRange(range);
  if (near.length > 0) return `, which matches only ${prereleases(near)}`;
  const stated = target.unversioned === true ? versions.slice(1) : versions;
  if (stated.length === 0) return ', which states no version, so no range matches it';
  return `, which matches no release (available: ${shortList(stated)})`;
}

const prereleases = (versions: readonly string[]): string =>
  versions.length === 1 ? `the prerelease ${versions[0]}` : `the prereleases ${shortList(versions)}`;

/** The newest few of ascending versions, newest first. */
export function shortList(versions: readonly string[], limit = 4): string {
  const newest = versions.slice(-limit).reverse();
  const more = versions.length - limit;
  return more > 0 ? `${newest.join(', ')} and ${count(more, 'older one')}` : listed(newest);
}

/** `a@1.2.0`, `a@^1`, `every version of a`: a set as a manifest writes it, else in terms of the versions that exist. */
export function versionsText(pkg: Package, set: VersionSet): string {
  const { versions } = pkg;
  const only = subtract(set, setOf([0], versions.length));
  const amount = size(only);
  if (amount === 0) return `no version of ${inTicks(pkg, '')}`;
  if (amount === 1 && pkg.unversioned === true && positionsOf(only)[0] === 1) return inTicks(pkg, '');
  if (amount === 1) return inTicks(pkg, versions[(positionsOf(only)[0] as number) - 1] as string);
  if (amount === versions.length) return `every version of ${inTicks(pkg, '')}`;
  const written = pkg.written(only);
  if (written !== undefined) return inTicks(pkg, written);
  const runs = runsOf(only);
  const parts = runs.slice(0, 3).map(([from, to]) => {
    if (from === to) return versions[from - 1];
    if (to === versions.length) return `>=${versions[from - 1]}`;
    if (from === 1) return `<=${versions[to - 1]}`;
    return `>=${versions[from - 1]} <=${versions[to - 1]}`;
  });
  const more = runs.length - parts.length;
  return `${inTicks(pkg, parts.join(' || '))}${more > 0 ? ` and ${count(more, 'other range')}` : ''}`;
}

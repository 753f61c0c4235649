import type { Term } from './incompatibility.ts';
import type { Package } from './package.ts';
import { type Fact, isDerived, type ProofNode } from './proof.ts';
import { fullSet, has, highest, positionsOf, setOf, size, subtract, type VersionSet } from './version-set.ts';

/** Says what an incompatibility states, for people: never a set of versions where a range will do. */
export interface Words {
  statement(node: ProofNode): string;
}

export function wordsFor(packageAt: (index: number) => Package): Words {
  const nameOf = (index: number) => packageAt(index).name;
  const isRoot = (index: number) => packageAt(index).kind === 'root';

  function statement(node: ProofNode): string {
    return isDerived(node) ? derived(node.terms) : external(node.reason);
  }

  function external(reason: Fact['reason']): string {
    const target = packageAt(reason.on);
    if (reason.kind === 'required') {
      const matched = target.matching(reason.range);
      return `you require \`${reason.text}\`${matched !== undefined && size(matched) > 0 ? '' : whyNone(target, reason.range)}`;
    }
    const subject = versionsText(packageAt(reason.from), reason.versions);
    if (reason.kind === 'conflict')
      return `${subject} declares a conflict with ${rangeText(target, reason.range)}`;
    const verb =
      target.kind === 'runtime' ? 'needs' : target.kind === 'library' ? 'needs the library' : 'depends on';
    if (reason.from === reason.on) return `${subject} depends on itself at ${reason.range}`;
    const none = reason.matched === undefined || size(reason.matched) === 0;
    return `${subject} ${verb} ${rangeText(target, reason.range)}${none ? whyNone(target, reason.range) : ''}`;
  }

  function derived(all: readonly Term[]): string {
    const terms = all.filter(({ pkg }) => !isRoot(pkg));
    const holds = terms.filter(({ set }) => !has(set, 0));
    const wants = terms.filter(({ set }) => has(set, 0)).map(({ pkg, set }) => wantText(pkg, set));
    const subjects = holds.map(({ pkg, set }) => versionsText(packageAt(pkg), set));
    const [only, other] = subjects;
    if (terms.length === 0) return 'what you require cannot be had';
    if (wants.length === 0) {
      if (other === undefined) return `${only} cannot be used`;
      if (subjects.length === 2) return `${only} does not go with ${other}`;
      return `${subjects.slice(0, -1).join(', ')} and ${subjects.at(-1)} do not go together`;
    }
    const wish = wants.length === 1 ? wants[0] : `one of ${wants.join(', ')}`;
    if (only === undefined) return `${wish} is required`;
    if (other === undefined) return `${only} requires ${wish}`;
    return `${subjects.slice(0, -1).join(', ')} and ${subjects.at(-1)} together require ${wish}`;
  }

  /** A term that says "not one of these" is a wish for one of the others. */
  function wantText(index: number, set: VersionSet): string {
    const pkg = packageAt(index);
    const wanted = subtract(fullSet(pkg.versions.length), set);
    return size(wanted) === pkg.versions.length ? nameOf(index) : versionsText(pkg, wanted);
  }

  return { statement };
}

/** `a`, or `a ^1.0.0`. */
function rangeText({ name }: Package, range: string): string {
  return range === '*' || range === '' ? name : `${name} ${range}`;
}

/** Why no version lies in a range. */
function whyNone(target: Package, range: string): string {
  if (target.failure !== undefined) return `, which could not be looked up (${target.failure})`;
  if (target.missing) return ', which no registry has';
  if (target.matching(range) === undefined) return ', which is not a version range';
  if (target.versions.length === 0) return ', which has no releases';
  const near = target.versions.filter(
    (version) => version.includes('-') && (target.matching(`${range} || ${version}`) ?? 0) !== 0,
  );
  const stable = target.versions.filter((version) => !version.includes('-'));
  if (stable.length === 0 && near.length > 0)
    return `, which has only prereleases (${shortList(target.versions)})`;
  return `, and there is no such version (there ${target.versions.length === 1 ? 'is' : 'are'} ${shortList(target.versions)})`;
}

/** The newest few of ascending versions, newest first. */
export function shortList(versions: readonly string[], limit = 4): string {
  const newest = versions.slice(-limit).reverse();
  return `${newest.join(', ')}${versions.length > limit ? ` and ${versions.length - limit} older` : ''}`;
}

/** `a 1.2.0`, `a >=1.2.0 <2.0.0`, `every version of a`: a set in terms of the versions that exist. */
export function versionsText(pkg: Package, set: VersionSet): string {
  const { name, versions } = pkg;
  const only = subtract(set, setOf([0], versions.length));
  const amount = size(only);
  if (amount === 0) return `no version of ${name}`;
  if (amount === versions.length) return amount === 1 ? `${name} ${versions[0]}` : `every version of ${name}`;
  const runs = runsOf(only);
  const parts = runs.slice(0, 3).map(([from, to]) => {
    if (from === to) return versions[from - 1];
    if (to === versions.length) return `>=${versions[from - 1]}`;
    if (from === 1) return `<=${versions[to - 1]}`;
    return `>=${versions[from - 1]} <=${versions[to - 1]}`;
  });
  const more = runs.length > 3 ? [`${runs.length - 3} other ranges`] : [];
  return `${name} ${[...parts, ...more].join(' or ')}`;
}

function runsOf(set: VersionSet): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (const position of highest(set) > 100_000 ? [] : positionsOf(set)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === position - 1) last[1] = position;
    else runs.push([position, position]);
  }
  return runs;
}

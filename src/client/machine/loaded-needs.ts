import satisfies from 'semver/functions/satisfies.js';
import { type ClientDependency, pluginId, type Requirement } from '../../model/plugin.ts';
import { skillsMarketplace } from '../../model/plugin-id.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { isVersion } from '../../model/version.ts';
import { clientDependencies } from '../requirements.ts';
import { comparedVersion, type MachineCopy } from './machine-copy.ts';

/** The plugins that a copy needs, found among those that are enabled. */
export interface Needs {
  readonly copy: MachineCopy;
  readonly found: readonly { readonly copy: MachineCopy; readonly range: string }[];
}

/** What is installed, but not enabled or broken. */
export interface Others {
  readonly off: ReadonlySet<string>;
  /** What is wrong with these is said already. */
  readonly failed: ReadonlySet<string>;
}

/** Holds the dependencies of every plugin against what is there, as the client does when it loads them. */
export function loadedNeeds(
  copies: readonly MachineCopy[],
  others: Others,
): {
  readonly needs: readonly Needs[];
  readonly faults: readonly Fault[];
  /** Ids of the plugins that do not load, because of a dependency or of one of its own. */
  readonly broken: ReadonlySet<string>;
} {
  const byId = new Map(copies.map((copy) => [copy.id, copy]));
  const faults: Fault[] = [];
  const broken = new Set<string>();
  const needs = copies.map((copy): Needs => {
    const found = clientDependencies(copy.manifest).flatMap((dependency) => {
      if (dependency.onlyAtInstall) return [];
      const target = targetOf(copy, dependency, byId);
      if (target === undefined) {
        const fault = unmet(copy, dependency, others);
        if (fault !== undefined) faults.push(fault);
        broken.add(copy.id);
        return [];
      }
      if (isChecked(copy, dependency) && !isMet(target, dependency.range)) {
        faults.push(outOfRange(copy, target, dependency.range));
        broken.add(copy.id);
      }
      return [{ copy: target, range: dependency.range }];
    });
    return { copy, found };
  });
  spread(broken, needs);
  return { needs, faults, broken };
}

/** Adds what depends on something broken, until nothing is added. */
function spread(broken: Set<string>, needs: readonly Needs[]): void {
  for (let before = -1; before < broken.size; ) {
    before = broken.size;
    for (const { copy, found } of needs)
      if (found.some((need) => broken.has(need.copy.id))) broken.add(copy.id);
  }
}

/** A bare name means the plugin's own marketplace; of a plugin in `.claude/skills`, any plugin of that name. */
function targetOf(
  { marketplace }: MachineCopy,
  dependency: Requirement,
  byId: ReadonlyMap<string, MachineCopy>,
): MachineCopy | undefined {
  const own = byId.get(pluginId(dependency.name, dependency.marketplace ?? marketplace));
  if (own !== undefined || marketplace !== skillsMarketplace || dependency.marketplace !== undefined)
    return own;
  return [...byId.values()].find(({ name }) => name === dependency.name);
}

/** Plugins in `.claude/skills` are held against a range only where the dependency names a marketplace. */
const isChecked = (
  { marketplace }: MachineCopy,
  { range, hasStar, marketplace: stated }: ClientDependency,
): boolean =>
  (range !== '*' || hasStar === true) && (marketplace !== skillsMarketplace || stated !== undefined);

function isMet(target: MachineCopy, range: string): boolean {
  const version = comparedVersion(target);
  return version !== undefined && isVersion(version) && satisfies(version, range);
}

function unmet(copy: MachineCopy, dependency: Requirement, { off, failed }: Others): Fault | undefined {
  const { name, marketplace } = dependency;
  const id = pluginId(name, marketplace ?? copy.marketplace);
  if (failed.has(id)) return undefined;
  const evidence = { plugin: copy.id, dependency: id };
  const where = { location: dependency.location ?? placeOf(copy), plugins: [copy.name] };
  return off.has(id)
    ? problem('installed-state', 'dependency-off', evidence, where)
    : problem('installed-state', 'dependency-missing', evidence, where);
}

function outOfRange(copy: MachineCopy, target: MachineCopy, range: string): Fault {
  const version = comparedVersion(target);
  return problem(
    'installed-state',
    'dependency-version',
    { plugin: copy.id, dependency: target.id, range, ...(version !== undefined && { version }) },
    { location: placeOf(copy), plugins: [copy.name, target.name].sort() },
  );
}

/** The line of the user's settings, else the copy. */
const placeOf = ({ location, record, shown }: MachineCopy) =>
  location ?? record?.location ?? { file: shown, line: 1, column: 1 };

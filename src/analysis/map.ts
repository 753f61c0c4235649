import type {
  AbsentTie,
  CategoryTie,
  Evidence,
  IntegrationMap,
  MapPlugin,
  Tie,
  TieKind,
} from '../model/map.ts';
import { tieKinds } from '../model/map.ts';
import type { ModReading } from '../model/mod.ts';
import type { Plugin, Release } from '../model/plugin.ts';
import { dataEvidence, type Found } from './map-data.ts';
import { type Finder, finderOf } from './map-names.ts';

/** A plugin that belongs on the map, with the release that is looked at. */
export interface Mapped {
  readonly plugin: Plugin;
  readonly release: Release;
  readonly isAsked: boolean;
  /** Its files were not read. */
  readonly isElsewhere?: boolean;
  /** What its mod does, if it has one. */
  readonly mod?: ModReading | undefined;
}

/**
 * Who refers to whom. Where plugins were asked for, only ties of these are kept, and the plugins at their other ends.
 * @param unusable names that are listed but cannot be read.
 */
export function integrationMap(
  mapped: readonly Mapped[],
  { unusable = [] }: { unusable?: readonly string[] } = {},
): IntegrationMap {
  const finder = finderOf(mapped);
  const absent: AbsentTie[] = [];
  const found = mapped.flatMap((one) => referencesOf(one, finder, absent));
  const data = dataEvidence(mapped.map(({ release }) => ({ release, label: finder.labelOf(release) })));
  const someAsked = mapped.some(({ isAsked }) => isAsked);
  const asked = new Set(
    mapped.filter(({ isAsked }) => isAsked).map(({ release }) => finder.labelOf(release)),
  );
  const isKept = ({ from, to }: { from: string; to: string }) =>
    !someAsked || asked.has(from) || asked.has(to);
  const unordered = tiesOf([...found, ...(data ?? [])].filter(isKept));
  const ends = new Set(unordered.flatMap(({ from, to }) => [from, to]));
  const plugins = mapped
    .map((one) => pluginOf(one, finder.labelOf(one.release)))
    .filter(({ label }) => !someAsked || asked.has(label) || ends.has(label))
    .sort(byCategoryAndName);
  const rank = new Map(plugins.map(({ label }, index) => [label, index]));
  const place = (label: string) => rank.get(label) ?? 0;
  const ties = unordered.sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
  return {
    plugins: countEnds(plugins, ties),
    ties,
    categories: categoriesOf(plugins, ties),
    absent: absent.filter(({ from }) => !someAsked || asked.has(from)),
    unusable,
    isWithoutData: data === undefined,
  };
}

/** What the dependencies and texts of a plugin refer to. */
function referencesOf({ plugin, release }: Mapped, finder: Finder, absent: AbsentTie[]): Found[] {
  const from = finder.labelOf(release);
  const found: Found[] = [];
  const add = (to: string | undefined, evidence: Evidence) => {
    if (to !== undefined && to !== from) found.push({ from, to, evidence });
  };
  for (const { name, range, marketplace, location } of release.dependencies) {
    const what = [
      name,
      ...(marketplace === undefined ? [] : [marketplace]),
      ...(range === '*' ? [] : [range]),
    ];
    const evidence = evidenceOf('dependency', what.join('@'), location ?? plugin.location);
    const to = finder.dependency(name, marketplace ?? release.marketplace);
    if (to === undefined) absent.push({ from, name, evidence: [evidence] });
    add(to, evidence);
  }
  for (const { plugin: name, component, location } of release.references?.(finder.names) ?? [])
    add(finder.named(name, release.marketplace), evidenceOf('call', `${name}:${component}`, location));
  for (const { plugin: name, location } of release.mentions?.(finder.names) ?? [])
    add(finder.named(name, release.marketplace), evidenceOf('mention', name, location));
  for (const name of plugin.worksWith)
    add(finder.named(name, release.marketplace), evidenceOf('mention', name, plugin.location));
  return found;
}

function evidenceOf(kind: TieKind, what: string, location: Evidence['location']): Evidence {
  return { kind, what, ...(location !== undefined && { location }) };
}

/** One tie for each pair, its evidence by kind and in the order in which it was found. */
function tiesOf(found: readonly Found[]): Tie[] {
  const pairs = new Map<string, Map<string, Evidence[]>>();
  for (const { from, to, evidence } of found) {
    const targets = pairs.get(from) ?? new Map<string, Evidence[]>();
    pairs.set(from, targets);
    const known = targets.get(to);
    if (known === undefined) targets.set(to, [evidence]);
    else known.push(evidence);
  }
  return [...pairs].flatMap(([from, targets]) =>
    [...targets].map(([to, unsorted]): Tie => {
      const evidence = tieKinds.flatMap((kind) => unsorted.filter((each) => each.kind === kind));
      const amounts = tieKinds.map(
        (kind) => [kind, unsorted.filter((each) => each.kind === kind).length] as const,
      );
      return {
        from,
        to,
        count: evidence.length,
        counts: Object.fromEntries(amounts.filter(([, amount]) => amount > 0)),
        evidence,
      };
    }),
  );
}

function pluginOf({ release, isAsked, isElsewhere = false, mod }: Mapped, label: string): MapPlugin {
  const { name, marketplace, version, category } = release;
  return {
    label,
    name,
    marketplace,
    version,
    ...(category !== undefined && { category }),
    isAsked,
    isElsewhere,
    refersTo: 0,
    referredBy: 0,
    ...(mod && { mod }),
  };
}

function countEnds(plugins: readonly MapPlugin[], ties: readonly Tie[]): MapPlugin[] {
  const out = new Map<string, number>();
  const into = new Map<string, number>();
  for (const { from, to } of ties) {
    out.set(from, (out.get(from) ?? 0) + 1);
    into.set(to, (into.get(to) ?? 0) + 1);
  }
  return plugins.map((plugin) => ({
    ...plugin,
    refersTo: out.get(plugin.label) ?? 0,
    referredBy: into.get(plugin.label) ?? 0,
  }));
}

function categoriesOf(plugins: readonly MapPlugin[], ties: readonly Tie[]): CategoryTie[] {
  const category = new Map(plugins.map((plugin) => [plugin.label, plugin.category]));
  const sums = new Map<string | undefined, Map<string | undefined, CategoryTie>>();
  for (const { from, to, count } of ties) {
    const row = sums.get(category.get(from)) ?? new Map<string | undefined, CategoryTie>();
    sums.set(category.get(from), row);
    const before = row.get(category.get(to)) ?? { pairs: 0, count: 0 };
    row.set(category.get(to), {
      from: category.get(from),
      to: category.get(to),
      pairs: before.pairs + 1,
      count: before.count + count,
    });
  }
  return [...sums.values()]
    .flatMap((row) => [...row.values()])
    .sort((a, b) => byText(a.from, b.from) || byText(a.to, b.to));
}

const byCategoryAndName = (a: MapPlugin, b: MapPlugin): number =>
  byText(a.category, b.category) || byText(a.label, b.label);

/** Missing values come last. */
function byText(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  return a < b ? -1 : 1;
}

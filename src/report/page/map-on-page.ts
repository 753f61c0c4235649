import type { Finding } from '../../model/finding.ts';
import type { MapPlugin, Tie } from '../../model/map.ts';
import { pluginId } from '../../model/plugin.ts';
import type { CardFindings } from '../drawing/drawing.ts';
import { categoryName } from '../map-words.ts';
import type { MapResult } from '../results.ts';

/** A map as its page knows it. */
export interface MapOnPage {
  readonly map: MapResult;
  /** The id of the panel of a plugin, by its label. */
  readonly idOf: (label: string) => string;
  /** The ids of the panels of a plugin, by the name that findings have for it. */
  readonly idsOf: (name: string) => readonly string[];
  /** Where the plugins meet: findings, each with the id of its card. */
  readonly findings: ReadonlyMap<Finding, string>;
  readonly foundAbout: (label: string) => readonly Finding[];
  readonly countedAbout: (label: string) => CardFindings;
  /** What a plugin is filtered by, wherever the page shows it. */
  readonly filtersOf: (label: string) => Readonly<Record<string, string>>;
  /** The same for a tie. */
  readonly tieFiltersOf: (tie: Pick<Tie, 'from' | 'to'>) => Readonly<Record<string, string>>;
  /** The names of the categories, each with the word that it is filtered by. */
  readonly categories: ReadonlyMap<string, string>;
}

/** Gives everything of a map its id on the page. */
export function mapOnPage(map: MapResult): MapOnPage {
  const ids = new Map(map.plugins.map(({ label }, index) => [label, `plugin-${index + 1}`]));
  const byName = new Map<string, string[]>();
  for (const { label, name, marketplace } of map.plugins)
    for (const key of new Set([name, label, pluginId(name, marketplace)]))
      byName.set(key, [...(byName.get(key) ?? []), ids.get(label) ?? '']);
  const all = [...new Set(map.grid?.meetings.map(({ finding }) => finding))];
  const foundBy = new Map<string, Finding[]>();
  for (const finding of all)
    for (const id of new Set(finding.plugins.flatMap((name) => byName.get(name) ?? [])))
      foundBy.set(id, [...(foundBy.get(id) ?? []), finding]);
  const byLabel = new Map(map.plugins.map((plugin) => [plugin.label, plugin]));
  const categories = new Map(
    [...new Set(map.plugins.map(({ category }) => categoryName(category)))].map((name, index) => [
      name,
      `c${index + 1}`,
    ]),
  );
  const categoryOf = (label: string): string =>
    categories.get(categoryName(byLabel.get(label)?.category)) ?? '';
  const kindsOf = kindsByLabel(map.ties);
  const foundAbout = (label: string): readonly Finding[] => foundBy.get(ids.get(label) ?? '') ?? [];
  return {
    map,
    idOf: (label) => ids.get(label) ?? '',
    idsOf: (name) => byName.get(name) ?? [],
    findings: new Map(all.map((finding, index) => [finding, `finding-${index + 1}`])),
    foundAbout,
    countedAbout: (label) => {
      const of = (level: Finding['severity']) =>
        foundAbout(label).filter(({ severity }) => severity === level).length;
      return { error: of('error'), warning: of('warning'), note: of('note') };
    },
    filtersOf: (label) => ({
      'data-find': '',
      'data-category': categoryOf(label),
      'data-kind': [...(kindsOf.get(label) ?? [])].join(' '),
      'data-level': [...new Set(foundAbout(label).map(({ severity }) => severity))].join(' '),
    }),
    tieFiltersOf: ({ from, to }) => ({
      'data-filtered': '',
      'data-category': [...new Set([categoryOf(from), categoryOf(to)])].join(' '),
    }),
    categories,
  };
}

/** The kinds of ties that each plugin has, in either direction. */
function kindsByLabel(ties: readonly Tie[]): Map<string, Set<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const { from, to, counts } of ties) {
    for (const label of [from, to]) {
      const own = kinds.get(label) ?? new Set();
      for (const kind of Object.keys(counts)) own.add(kind);
      kinds.set(label, own);
    }
  }
  return kinds;
}

/** How many plugins a plugin is tied to, counting both directions. */
export const tiesOf = ({ refersTo, referredBy }: Pick<MapPlugin, 'refersTo' | 'referredBy'>): number =>
  refersTo + referredBy;

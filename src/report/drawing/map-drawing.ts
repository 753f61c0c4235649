import { groupedBy } from '../../model/grouped-by.ts';
import type { IntegrationMap, MapPlugin, Tie } from '../../model/map.ts';
import { count } from '../../model/text.ts';
import { categoryName, countedKinds, kindsOf } from '../map-words.ts';
import type { Circle, GroupLink } from './circle.ts';
import { circleLayout } from './circle-layout.ts';
import type { CardFindings, Drawing, LinkKind } from './drawing.ts';
import { laneLayout } from './lane-layout.ts';
import type { LaneLink } from './lanes.ts';

/** A map as a drawing: a few plugins as cards in lanes by category, many around a circle, and very many as their categories. */
export type MapDrawing =
  | { readonly shape: 'lanes'; readonly drawing: Drawing }
  | { readonly shape: 'circle'; readonly drawing: Circle; readonly isByCategory: boolean };

/** The most plugins and ties that are clear as cards, and the most names around a circle. */
const most = { cards: 16, lines: 30, lanes: 5, around: 30, names: 400 } as const;

const noFindings: CardFindings = { error: 0, warning: 0, note: 0 };

/**
 * Draws a map. Plugins without a tie are left out, unless they were asked for.
 * @param findingsOf how many findings there are about a plugin, by its label.
 */
export function mapDrawing(
  map: IntegrationMap,
  findingsOf: (label: string) => CardFindings = () => noFindings,
): MapDrawing {
  const drawn = map.plugins.filter(
    ({ isAsked, refersTo, referredBy }) => isAsked || refersTo + referredBy > 0,
  );
  const categories = groupedBy(drawn, ({ category }) => categoryName(category));
  const title = `${count(map.plugins.length, 'plugin')}, ${count(map.ties.length, 'connected pair')}`;
  if (drawn.length > most.names)
    return { shape: 'circle', isByCategory: true, drawing: circleOfCategories(map, title) };
  const isAround = map.plugins.some(({ isAsked }) => isAsked) && drawn.length <= most.around;
  const isSmall =
    isAround ||
    (drawn.length <= most.cards && map.ties.length <= most.lines && categories.size <= most.lanes);
  if (!isSmall) {
    const groups = [...categories].map(([category, plugins]) => ({
      title:
        categories.size > 1 || plugins.some((plugin) => plugin.category !== undefined) ? category : undefined,
      names: plugins.map((plugin) => ({
        plugin: plugin.label,
        tooltip: tooltipOf(plugin, findingsOf(plugin.label)),
        findings: findingsOf(plugin.label),
      })),
    }));
    const drawing = circleLayout({ title, groups, links: map.ties.map(chordOf) });
    return { shape: 'circle', isByCategory: false, drawing };
  }
  return {
    shape: 'lanes',
    drawing: laneLayout({
      title,
      isInOrder: false,
      lanes: (isAround ? around(drawn, map.ties) : inDirection([...categories], map.ties)).map(
        ([group, plugins]) => ({
          title: group,
          note: count(plugins.length, 'plugin'),
          cards: plugins.map((plugin) => ({
            plugin: plugin.label,
            detail: plugin.version,
            tooltip: tooltipOf(plugin, findingsOf(plugin.label)),
            findings: findingsOf(plugin.label),
            isStated: true,
          })),
        }),
      ),
      links: map.ties.flatMap(linksOf),
    }),
  };
}

function tooltipOf(
  { label, version, category, refersTo, referredBy }: MapPlugin,
  { error, warning, note }: CardFindings,
): string {
  const found = [
    ...(error > 0 ? [count(error, 'error')] : []),
    ...(warning > 0 ? [count(warning, 'warning')] : []),
    ...(note > 0 ? [count(note, 'note')] : []),
  ];
  return [
    `${label} ${version}`,
    ...(category === undefined ? [] : [category]),
    `refers to ${refersTo}, referred to by ${referredBy}`,
    ...found,
  ].join('; ');
}

const chordOf = (tie: Tie): GroupLink => ({
  from: tie.from,
  to: tie.to,
  kinds: kindsOf(tie),
  tooltip: `${tie.from} to ${tie.to}: ${countedKinds([tie])}`,
});

/** A line for each kind, with what it is about. */
function linksOf({ from, to, counts, evidence }: Tie): LaneLink[] {
  return kindsOf({ counts }).map((kind) => ({
    from,
    to,
    kind,
    isOptional: false,
    // Of these, the text would only repeat the name at the other end.
    texts: kind === 'dependency' || kind === 'mention' ? [] : textsOf(kind, evidence),
  }));
}

const textsOf = (kind: LinkKind, evidence: Tie['evidence']): string[] => [
  ...new Set(evidence.filter((each) => each.kind === kind).map(({ what }) => what)),
];

/** Categories that refer to others come before those that are referred to, so that most lines go to the right. */
function inDirection<Group extends readonly [unknown, readonly MapPlugin[]]>(
  groups: readonly Group[],
  ties: readonly Tie[],
): Group[] {
  const balance = ([, plugins]: Group): number => {
    const own = new Set(plugins.map(({ label }) => label));
    const outward = ties.filter(({ from, to }) => own.has(from) && !own.has(to)).length;
    return outward - ties.filter(({ from, to }) => !own.has(from) && own.has(to)).length;
  };
  return groups
    .map((group) => ({ group, weight: balance(group) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ group }) => group);
}

/** The plugins that were asked for, between those that refer to them and those that they refer to. */
function around(plugins: readonly MapPlugin[], ties: readonly Tie[]): (readonly [string, MapPlugin[]])[] {
  const asked = new Set(plugins.filter(({ isAsked }) => isAsked).map(({ label }) => label));
  const sources = new Set(ties.filter(({ to }) => asked.has(to)).map(({ from }) => from));
  const targets = new Set(ties.filter(({ from }) => asked.has(from)).map(({ to }) => to));
  const sides = groupedBy(plugins, ({ label }) =>
    asked.has(label) ? 'asked' : !targets.has(label) ? 'before' : !sources.has(label) ? 'after' : 'both',
  );
  const isOne = asked.size === 1;
  const all: (readonly [string, MapPlugin[]])[] = [
    [isOne ? 'refer to it' : 'refer to them', sides.get('before') ?? []],
    ['asked for', sides.get('asked') ?? []],
    [isOne ? 'it refers to' : 'they refer to', [...(sides.get('after') ?? []), ...(sides.get('both') ?? [])]],
  ];
  return all.filter(([, own]) => own.length > 0);
}

/** The categories instead of their plugins. */
function circleOfCategories({ plugins, categories }: IntegrationMap, title: string): Circle {
  const amounts = groupedBy(plugins, ({ category }) => categoryName(category));
  return circleLayout({
    title,
    groups: [
      {
        title: undefined,
        names: [...amounts].map(([name, { length }]) => ({
          plugin: name,
          tooltip: `${name}: ${count(length, 'plugin')}`,
          findings: noFindings,
        })),
      },
    ],
    links: categories
      .filter(({ from, to }) => from !== to)
      .map(({ from, to, pairs, count: amount }) => ({
        from: categoryName(from),
        to: categoryName(to),
        kinds: ['order'],
        tooltip: `${categoryName(from)} to ${categoryName(to)}: ${amount} in ${count(pairs, 'pair')}`,
      })),
  });
}

import type { Card, Drawing, DrawnLink, Frame, LinkLabel, Point } from './drawing.ts';
import { heightsOf, type LaneHeights } from './lane-heights.ts';
import { fonts, sizes } from './lane-sizes.ts';
import { type Item, type LabelItem, type LaneTable, type Route, tableOf } from './lane-table.ts';
import type { LaneCard, LaneLink, Lanes } from './lanes.ts';
import { fitted, textWidth } from './text-size.ts';

/** A label has so many lines; the tooltip has all. */
const mostLines = 3;

/** With more links, labels are too many to read, and their places would take long to find: tooltips have the texts. */
const mostLabelled = 400;

/** The distances between two columns. */
const gaps = { empty: 22, crossed: 40, betweenLanes: 58, nextToLabels: 46, steepest: 5 } as const;

/**
 * Draws lanes from left to right. Cards are in columns, and labels in columns of their own between them. A line is level where it
 * passes a column, at a height that it has to itself, and bends only between two columns, where nothing else is: no line crosses a card
 * or the label of another line.
 */
export function laneLayout(lanes: Lanes): Drawing {
  const all = lanes.lanes.flatMap(({ cards }) => cards);
  const links =
    lanes.links.length <= mostLabelled ? lanes.links : lanes.links.map((link) => ({ ...link, texts: [] }));
  const table = tableOf(
    { ...lanes, links },
    {
      card: { width: cardWidth(all), height: sizes.cardHeight },
      rows: Math.max(5, Math.ceil(Math.sqrt(all.length * 2))),
      label: labelSize,
    },
  );
  const heights = heightsOf(table, sizes.margin + sizes.head);
  const columns = placedColumns(table, heights);
  const bottom = lowest(table, heights) + sizes.frame;
  const frames = framesOf(lanes, table, columns, bottom);
  const lineOf = linesOf(table, columns, heights);
  const right = (columns.at(-1)?.end ?? 0) + sizes.frame + sizes.margin;
  const routed = lanes.links.map((link, index) => ({ link, route: table.routes.get(index), index }));
  const place = new Map<number, number>();
  const drawn = routed.flatMap(({ link, route, index }): DrawnLink[] => {
    if (route === undefined) return [];
    place.set(index, place.size);
    const { from, to, kind, isOptional } = link;
    const tooltip = tooltipOf(link);
    return [{ from, to, kind, isOptional, tooltip, hub: route.hub, points: lineOf(route) }];
  });
  return {
    title: lanes.title,
    width: Math.ceil(right),
    height: Math.ceil(bottom + sizes.margin),
    frames,
    cards: lanes.lanes.flatMap(({ cards }) =>
      cards.map((card): Card => {
        const item = table.cards.get(card.plugin) as Item;
        const room = item.width - 2 * sizes.inside;
        return {
          ...boxOf(item, columns, heights),
          plugin: card.plugin,
          shownName: fitted(card.plugin, room - markRoom(card), fonts.name),
          shownDetail: fitted(card.detail, room, fonts.detail),
          tooltip: card.tooltip,
          findings: card.findings,
          isStated: card.isStated,
        };
      }),
    ),
    links: [...drawn, ...(lanes.isInOrder ? orderOf(frames) : [])],
    labels: table.labels.map(
      (label: LabelItem): LinkLabel => ({
        ...boxOf(label, columns, heights),
        lines: label.lines,
        links: label.links.map((index) => place.get(index) as number),
      }),
    ),
  };
}

const markRoom = ({ findings: { error, warning, note } }: LaneCard): number =>
  error + warning + note > 0 ? sizes.mark : 0;

function cardWidth(cards: readonly LaneCard[]): number {
  const { least, most } = sizes.cardWidth;
  const needed = cards.map((card) => textWidth(card.plugin, fonts.name) + 2 * sizes.inside + markRoom(card));
  return Math.ceil(
    Math.min(
      most,
      needed.reduce((widest, width) => Math.max(widest, width), least),
    ),
  );
}

function labelSize(texts: readonly string[]): { width: number; height: number; lines: string[] } {
  const lines =
    texts.length <= mostLines
      ? [...texts]
      : [...texts.slice(0, mostLines - 1), `and ${texts.length - mostLines + 1} more`];
  const shown = lines.map((line) => fitted(line, sizes.labelWidth - 2 * sizes.inside, fonts.label));
  const widest = Math.max(...shown.map((line) => textWidth(line, fonts.label)));
  return {
    width: Math.ceil(widest) + 2 * sizes.inside,
    height: shown.length * sizes.labelLine + 6,
    lines: shown,
  };
}

/** From the left to the right border of a column. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

/** The steeper the lines between two columns are, the more room they get. */
function placedColumns(table: LaneTable, heights: LaneHeights): Placed[] {
  const { columns, cards, labels } = table;
  const widths = columns.map(() => 0);
  for (const { column, width } of [...cards.values(), ...labels])
    widths[column] = Math.max(widths[column] ?? 0, width);
  const steps = steepestSteps(table, heights);
  const placed: Placed[] = [];
  let start = sizes.margin + sizes.frame;
  columns.forEach((column, index) => {
    const end = start + (widths[index] as number);
    placed.push({ start, end });
    const next = columns[index + 1];
    const step = steps[index];
    const least =
      next === undefined || (next.lane !== column.lane && next.holds === column.holds)
        ? gaps.betweenLanes
        : next.holds !== column.holds
          ? gaps.nextToLabels
          : step === undefined
            ? gaps.empty
            : gaps.crossed;
    start = end + Math.max(least, Math.min(2 * least, (step ?? 0) / gaps.steepest));
  });
  return placed;
}

/** By how much the steepest line behind each column rises or falls. */
function steepestSteps(
  { pieces, cards, labels, junctions }: LaneTable,
  heights: LaneHeights,
): (number | undefined)[] {
  const items = new Map([...cards.values(), ...labels, ...junctions].map((item) => [item.id, item]));
  const steps: (number | undefined)[] = [];
  for (const { id, from, to } of pieces) {
    const all = [heights.of(from), ...heights.along(id), heights.of(to)];
    const { column } = items.get(from) as Item;
    all.slice(1).forEach((height, index) => {
      const step = Math.abs(height - (all[index] as number));
      steps[column + index] = Math.max(steps[column + index] ?? 0, step);
    });
  }
  return steps;
}

function boxOf({ id, column, width, height }: Item, columns: readonly Placed[], heights: LaneHeights) {
  const { start, end } = columns[column] as Placed;
  return { x: start + (end - start - width) / 2, y: heights.of(id) - height / 2, width, height };
}

function lowest({ cards, labels, junctions, pieces }: LaneTable, heights: LaneHeights): number {
  return [
    ...[...cards.values(), ...labels, ...junctions].map(({ id, height }) => heights.of(id) + height / 2),
    ...pieces.flatMap(({ id }) => heights.along(id)),
  ].reduce((most, height) => Math.max(most, height), sizes.margin + sizes.head + sizes.cardHeight);
}

function framesOf(
  { lanes }: Lanes,
  table: LaneTable,
  columns: readonly Placed[],
  bottom: number,
): readonly Frame[] {
  return lanes.flatMap(({ title, note }, lane): Frame[] => {
    const own = columns.filter((_, index) => {
      const column = table.columns[index];
      return column?.holds === 'cards' && column.lane === lane;
    });
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return [];
    const x = first.start - sizes.frame;
    const width = last.end + sizes.frame - x;
    const room = width - 2 * sizes.inside;
    return [
      {
        x,
        y: sizes.margin,
        width,
        height: bottom - sizes.margin,
        title,
        shownTitle: fitted(title, room, fonts.title),
        note: fitted(note, room, fonts.note),
      },
    ];
  });
}

/** From each frame to the next, at the height of their titles, where no other line is. */
function orderOf(frames: readonly Frame[]): DrawnLink[] {
  return frames.slice(1).map((to, index): DrawnLink => {
    const from = frames[index] as Frame;
    const y = from.y + sizes.head / 2 - 4;
    return {
      from: from.title,
      to: to.title,
      kind: 'order',
      hub: 'from',
      isOptional: false,
      tooltip: `${from.title}, then ${to.title}`,
      points: [
        { x: from.x + from.width, y },
        { x: to.x, y },
      ],
    };
  });
}

/** Makes the function that returns the points of a line, from the border of the one card to that of the other. */
function linesOf(
  table: LaneTable,
  columns: readonly Placed[],
  heights: LaneHeights,
): (route: Route) => Point[] {
  const items = new Map<string, Item>(
    [...table.cards.values(), ...table.labels, ...table.junctions].map((item) => [item.id, item]),
  );
  const portOf = portsOf(table, heights);
  return ({ pieces, isBackward }) => {
    const points: Point[] = [];
    pieces.forEach(({ id, from, to }, index) => {
      const [source, target] = [items.get(from) as Item, items.get(to) as Item];
      if (index === 0) points.push({ x: columns[source.column]?.end ?? 0, y: portOf.leaving(id, from) });
      heights.along(id).forEach((y, passed) => {
        const { start, end } = columns[source.column + 1 + passed] as Placed;
        points.push({ x: start, y }, { x: end, y });
      });
      const { start, end } = columns[target.column] as Placed;
      if (index === pieces.length - 1) points.push({ x: start, y: portOf.entering(id, to) });
      else points.push({ x: start, y: heights.of(to) }, { x: end, y: heights.of(to) });
    });
    return isBackward ? points.reverse() : points;
  };
}

/** Where on the side of a card a line begins or ends: those of one side are spread, in the order of where they go. */
function portsOf(
  { cards, pieces }: LaneTable,
  heights: LaneHeights,
): Record<'leaving' | 'entering', (piece: string, item: string) => number> {
  const ports = new Map<string, number>();
  const heightsOfCards = new Map([...cards.values()].map(({ id, height }) => [id, height]));
  for (const side of ['from', 'to'] as const) {
    const byItem = new Map<string, { id: string; next: number }[]>();
    for (const piece of pieces) {
      const all = [heights.of(piece.from), ...heights.along(piece.id), heights.of(piece.to)];
      const next = (side === 'from' ? all[1] : all.at(-2)) as number;
      const list = byItem.get(piece[side]) ?? [];
      list.push({ id: piece.id, next });
      byItem.set(piece[side], list);
    }
    for (const [item, list] of byItem) {
      const height = heightsOfCards.get(item);
      if (height === undefined) continue;
      list.sort((a, b) => a.next - b.next);
      list.forEach(({ id }, index) => {
        const part = (index + 1) / (list.length + 1) - 0.5;
        ports.set(`${side} ${id}`, heights.of(item) + part * (height - sizes.inside));
      });
    }
  }
  return {
    leaving: (piece, item) => ports.get(`from ${piece}`) ?? heights.of(item),
    entering: (piece, item) => ports.get(`to ${piece}`) ?? heights.of(item),
  };
}

function tooltipOf({ from, to, kind, isOptional, texts }: LaneLink): string {
  const what = texts.length === 0 ? '' : `: ${texts.join('; ')}`;
  return `${from} to ${to}, ${kind}${isOptional ? ', optional' : ''}${what}`;
}

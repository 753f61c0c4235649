import { graphlib, layout } from '@dagrejs/dagre';
import { balanced, type Place } from './balance.ts';
import type { LaneTable } from './lane-table.ts';

/** How high everything stands, as dagre places it so that few lines cross and most are straight. */
export interface LaneHeights {
  /** The middle of a card or a label. */
  readonly of: (item: string) => number;
  /** Of a piece of a line: its height in each column that it passes. */
  readonly along: (piece: string) => readonly number[];
}

/** The most pieces of lines whose order is searched for. */
const mostOrdered = 1500;

/** The distance between things of one column, in pixels. */
const gap = { items: 14, lines: 12 };

/**
 * dagre works on layers from top to bottom: a layer is a column here, and its width is the height. Which layer everything is in has
 * been decided; dagre orders and places what is in each.
 */
export function heightsOf(table: LaneTable, top: number): LaneHeights {
  const { columns, cards, labels, junctions, pieces } = table;
  const graph = new graphlib.Graph({ multigraph: true });
  const items = [...cards.values(), ...labels, ...junctions].sort((a, b) => a.column - b.column);
  const columnOf = new Map(items.map(({ id, column }) => [id, column]));
  const ranker = (ranked: typeof graph): void => {
    // Twice, because dagre wants a layer between two things that are linked. Before all others comes a root that dagre adds meanwhile.
    for (const id of ranked.nodes()) ranked.node(id).rank = 2 * (columnOf.get(id) ?? -1);
  };
  graph.setGraph({ ranker, nodesep: gap.items, edgesep: gap.lines, ranksep: 2 });
  for (const { id, height } of items) graph.setNode(id, { width: height, height: 0 });
  for (const { id, from, to } of pieces) graph.setEdge(from, to, {}, id);
  // Searching for the order with the fewest crossings takes long where there are very many lines, and helps little.
  if (columns.length > 0) layout(graph, { disableOptimalOrderHeuristic: pieces.length > mostOrdered });
  const laid: LaneHeights = {
    of: (id) => graph.node(id).x as number,
    along: (id) => passed.get(id) ?? [],
  };
  const passed = new Map<string, number[]>();
  for (const { id, from, to } of pieces) {
    const points: { x: number }[] = graph.edge(from, to, id).points;
    passed.set(
      id,
      betweenColumns(points).map(({ x }) => x),
    );
  }
  const { of, along } = compact(table, laid);
  const highest = [
    ...items.map(({ id, height }) => of(id) - height / 2),
    ...pieces.flatMap(({ id }) => along(id)),
  ].reduce((least, height) => Math.min(least, height), 0);
  const down = top - highest;
  const moved: LaneHeights = {
    of: (item) => of(item) + down,
    along: (piece) => along(piece).map((height) => height + down),
  };
  const risen = unlinkedAtTheTop(table, moved, top);
  return { ...moved, of: (item) => risen.get(item) ?? moved.of(item) };
}

/** How much higher than its fullest column a drawing may be. */
const slack = 1.4;

/** dagre keeps long lines straight at any price. Where that makes a drawing far higher than it has to be, it is drawn closer. */
function compact(table: LaneTable, laid: LaneHeights): LaneHeights {
  const { columns, cards, labels, junctions, pieces } = table;
  const items = [...cards.values(), ...labels, ...junctions];
  const columnOf = new Map(items.map(({ id, column }) => [id, column]));
  const start = new Map(items.map(({ id }) => [id, laid.of(id)]));
  const placed: Omit<Place, 'gap'>[] = items.map(({ id, column, height }) => ({ id, column, height }));
  const connected = new Map<string, string[]>();
  const connect = (a: string, b: string) => {
    connected.set(a, [...(connected.get(a) ?? []), b]);
    connected.set(b, [...(connected.get(b) ?? []), a]);
  };
  const pass = (piece: string, index: number): string => `${piece} ${index}`;
  for (const { id, from, to } of pieces) {
    let last = from;
    laid.along(id).forEach((height, index) => {
      const own = pass(id, index);
      start.set(own, height);
      placed.push({ id: own, column: (columnOf.get(from) as number) + 1 + index, height: 0 });
      connect(last, own);
      last = own;
    });
    connect(last, to);
  }
  const heightOf = (id: string): number => start.get(id) as number;
  const byColumn = columns.map((): Omit<Place, 'gap'>[] => []);
  for (const place of placed) byColumn[place.column]?.push(place);
  const inOrder = byColumn.map((column) =>
    column
      .sort((a, b) => heightOf(a.id) - heightOf(b.id))
      .map((place, index): Place => {
        const isAtLine = place.height === 0 || column[index - 1]?.height === 0;
        return { ...place, gap: isAtLine ? gap.lines : gap.items };
      }),
  );
  const needed = Math.max(
    0,
    ...inOrder.map((column) => column.reduce((sum, { height, gap: own }) => sum + height + own, 0)),
  );
  const all = [...start.values()].sort((a, b) => a - b);
  if ((all.at(-1) ?? 0) - (all[0] ?? 0) <= slack * needed) return laid;
  const heights = balanced(inOrder, connected);
  return {
    of: (item) => heights.get(item) as number,
    along: (piece) => laid.along(piece).map((_, index) => heights.get(pass(piece, index)) as number),
  };
}

/** Of all points of a line, those in the columns that it passes: every second one, without its ends. */
const betweenColumns = <T>(points: readonly T[]): T[] =>
  points.slice(1, -1).filter((_, index) => index % 2 === 1);

/** Cards without links that nothing is above: dagre leaves them anywhere, and they look tidy at the top. */
function unlinkedAtTheTop(
  { columns, cards, labels, junctions, pieces }: LaneTable,
  { of, along }: LaneHeights,
  top: number,
): Map<string, number> {
  const linked = new Set(pieces.flatMap(({ from, to }) => [from, to]));
  const items = [...cards.values(), ...labels, ...junctions];
  const columnOf = new Map(items.map(({ id, column }) => [id, column]));
  const highest = columns.map(() => Number.POSITIVE_INFINITY);
  const see = (column: number, height: number) => {
    highest[column] = Math.min(highest[column] as number, height);
  };
  for (const { id, column } of items) if (linked.has(id)) see(column, of(id));
  for (const { id, from } of pieces)
    along(id).forEach((height, index) => {
      see((columnOf.get(from) as number) + 1 + index, height);
    });
  const risen = new Map<string, number>();
  const next = columns.map(() => top);
  for (const { id, column, height } of [...cards.values()].sort((a, b) => of(a.id) - of(b.id))) {
    if (linked.has(id) || of(id) > (highest[column] as number)) continue;
    const at = next[column] as number;
    risen.set(id, at + height / 2);
    next[column] = at + height + gap.items;
  }
  return risen;
}

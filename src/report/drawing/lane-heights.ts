import { graphlib, layout } from '@dagrejs/dagre';
import type { LaneTable } from './lane-table.ts';

/** How high everything stands, as dagre places it so that few lines cross and most are straight. */
export interface LaneHeights {
  /** The middle of a card or a label. */
  readonly of: (item: string) => number;
  /** Of a piece of a line: its height in each column that it passes. */
  readonly along: (piece: string) => readonly number[];
}

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
  if (columns.length > 0) layout(graph);
  const middle = (id: string): number => graph.node(id).x as number;
  const passed = new Map<string, number[]>();
  for (const { id, from, to } of pieces)
    passed.set(
      id,
      betweenColumns<{ x: number }>(graph.edge(from, to, id).points).map(({ x }) => x),
    );
  const highest = Math.min(
    0,
    ...items.map(({ id, height }) => middle(id) - height / 2),
    ...[...passed.values()].flat(),
  );
  const down = top - highest;
  const risen = unlinkedAtTheTop(table, middle, passed, top);
  return {
    of: (item) => risen.get(item) ?? middle(item) + down,
    along: (piece) => (passed.get(piece) ?? []).map((height) => height + down),
  };
}

/** Of all points of a line, those in the columns that it passes: every second one, without its ends. */
const betweenColumns = <T>(points: readonly T[]): T[] =>
  points.slice(1, -1).filter((_, index) => index % 2 === 1);

/** Cards without links that nothing is above: dagre leaves them anywhere, and they look tidy at the top. */
function unlinkedAtTheTop(
  { columns, cards, labels, junctions, pieces }: LaneTable,
  middle: (item: string) => number,
  passed: ReadonlyMap<string, readonly number[]>,
  top: number,
): Map<string, number> {
  const linked = new Set(pieces.flatMap(({ from, to }) => [from, to]));
  const items = [...cards.values(), ...labels, ...junctions];
  const columnOf = new Map(items.map(({ id, column }) => [id, column]));
  const highest = columns.map(() => Number.POSITIVE_INFINITY);
  const see = (column: number, height: number) => {
    highest[column] = Math.min(highest[column] as number, height);
  };
  for (const { id, column } of items) if (linked.has(id)) see(column, middle(id));
  for (const { id, from } of pieces)
    passed.get(id)?.forEach((height, index) => {
      see((columnOf.get(from) as number) + 1 + index, height);
    });
  const risen = new Map<string, number>();
  const next = columns.map(() => top);
  for (const { id, column, height } of [...cards.values()].sort((a, b) => middle(a.id) - middle(b.id))) {
    if (linked.has(id) || middle(id) > (highest[column] as number)) continue;
    const at = next[column] as number;
    risen.set(id, at + height / 2);
    next[column] = at + height + gap.items;
  }
  return risen;
}

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
export function heightsOf({ columns, cards, labels, pieces }: LaneTable, top: number): LaneHeights {
  const graph = new graphlib.Graph({ multigraph: true });
  const items = [...cards.values(), ...labels].sort((a, b) => a.column - b.column);
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
  return {
    of: (item) => middle(item) + down,
    along: (piece) => (passed.get(piece) ?? []).map((height) => height + down),
  };
}

/** Of all points of a line, those in the columns that it passes: every second one, without its ends. */
const betweenColumns = <T>(points: readonly T[]): T[] =>
  points.slice(1, -1).filter((_, index) => index % 2 === 1);

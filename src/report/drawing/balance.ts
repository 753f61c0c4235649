/** Something in a column, in its order from top to bottom: a card, a label, or a line that passes. */
export interface Place {
  readonly id: string;
  readonly column: number;
  readonly height: number;
  /** The distance to whatever is above it. */
  readonly gap: number;
}

/** How often all columns are gone through, there and back. */
const rounds = 4;

/**
 * Moves everything as near as possible to what it is connected with, in the order in which it is: each column in turn is the best that it
 * can be while the others stay. That is compact where straight lines would need much room.
 * @param columns the places of each column from top to bottom.
 * @param connected the ids of what is connected with each, in columns next to it.
 * @returns the middle of each place.
 */
export function balanced(
  columns: readonly (readonly Place[])[],
  connected: ReadonlyMap<string, readonly string[]>,
): Map<string, number> {
  const heights = new Map<string, number>();
  // At first each column is as short as it can be.
  for (const column of columns) {
    const stacked = nearest(
      column,
      column.map(() => 0),
    );
    column.forEach(({ id }, index) => {
      heights.set(id, stacked[index] as number);
    });
  }
  const middleOf = (id: string): number | undefined => {
    const near = connected.get(id) ?? [];
    if (near.length === 0) return undefined;
    return near.reduce((sum, other) => sum + (heights.get(other) ?? 0), 0) / near.length;
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const column of [...columns, ...[...columns].reverse()]) {
      // What is connected with nothing goes along with what is above it.
      let last = 0;
      const wanted = column.map(({ id, height, gap }) => {
        last = middleOf(id) ?? last + gap + height;
        return last;
      });
      nearest(column, wanted).forEach((height, index) => {
        heights.set((column[index] as Place).id, height);
      });
    }
  }
  return heights;
}

/**
 * The heights nearest to the wanted ones, by least squares, that keep the order and the distances: neighbors that want to be closer than
 * they may be move together, as one block, to their mean.
 */
function nearest(column: readonly Place[], wanted: readonly number[]): number[] {
  const offsets: number[] = [];
  column.forEach(({ height, gap }, index) => {
    const above = column[index - 1];
    offsets.push(
      above === undefined ? 0 : (offsets[index - 1] as number) + (above.height + height) / 2 + gap,
    );
  });
  const blocks: { sum: number; size: number }[] = [];
  wanted.forEach((height, index) => {
    let block = { sum: height - (offsets[index] as number), size: 1 };
    for (
      let above = blocks.at(-1);
      above !== undefined && above.sum / above.size >= block.sum / block.size;
      above = blocks.at(-1)
    ) {
      blocks.pop();
      block = { sum: above.sum + block.sum, size: above.size + block.size };
    }
    blocks.push(block);
  });
  const bases = blocks.flatMap(({ sum, size }) => Array.from({ length: size }, () => sum / size));
  return bases.map((base, index) => base + (offsets[index] as number));
}

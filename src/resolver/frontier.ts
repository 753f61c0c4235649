/** The packages that can be decided next, best first: a binary heap that knows the place of each. */
export interface Frontier {
  /** Adds a package, or moves one whose place may have changed. */
  place(index: number): void;
  remove(index: number): void;
  has(index: number): boolean;
  best(): number | undefined;
  /** Sorts everything again after the order itself has changed. */
  reorder(): void;
}

/** @param before whether one package is to be decided before another; what it reads must change only with {@link Frontier.place}. */
export function createFrontier(before: (a: number, b: number) => boolean): Frontier {
  const heap: number[] = [];
  /** By package: its place in the heap plus one; 0 or undefined if it is not in it. */
  const places: number[] = [];

  function put(index: number, at: number): void {
    heap[at] = index;
    places[index] = at + 1;
  }

  function up(index: number, from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(index, heap[parent] as number)) break;
      put(heap[parent] as number, at);
      at = parent;
    }
    put(index, at);
  }

  function down(index: number, from: number): void {
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as number, heap[child] as number)) child += 1;
      if (!before(heap[child] as number, index)) break;
      put(heap[child] as number, at);
      at = child;
    }
    put(index, at);
  }

  return {
    has: (index) => (places[index] ?? 0) > 0,
    best: () => heap[0],
    place(index) {
      const place = places[index] ?? 0;
      if (place === 0) {
        heap.push(index);
        up(index, heap.length - 1);
        return;
      }
      up(index, place - 1);
      down(index, (places[index] as number) - 1);
    },
    remove(index) {
      const place = places[index] ?? 0;
      if (place === 0) return;
      places[index] = 0;
      const moved = heap.pop() as number;
      if (moved === index) return;
      up(moved, place - 1);
      down(moved, (places[moved] as number) - 1);
    },
    reorder() {
      for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) down(heap[at] as number, at);
    },
  };
}

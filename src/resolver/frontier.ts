/**
 * The packages that can be decided next, best first: a binary heap that knows the place of each. A package that is removed stays in
 * the heap until it comes first, since most come back before that.
 */
export interface Frontier {
  /** Adds a package, or moves one whose place may have changed. */
  place(index: number): void;
  /** Adds a package, the order of which is as when it was last placed. */
  restore(index: number): void;
  remove(index: number): void;
  /** Moves a package whose place may have changed; one that was never placed stays out. */
  move(index: number): void;
  best(): number | undefined;
  /** Sorts everything again after the order itself has changed. */
  reorder(): void;
}

/**
 * @param before whether one package is to be decided before another; what it reads must change only with {@link Frontier.place} and
 *   {@link Frontier.move}, also for a package that was removed.
 */
export function createFrontier(before: (a: number, b: number) => boolean): Frontier {
  const heap: number[] = [];
  /** By package: its place in the heap plus one; 0 or undefined if it is not in it. */
  const places: number[] = [];
  /** By package: whether it cannot be decided, although it is in the heap. */
  const removed: boolean[] = [];

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

  function push(index: number): void {
    heap.push(index);
    up(index, heap.length - 1);
  }

  function move(index: number): void {
    const place = places[index] ?? 0;
    if (place === 0) return;
    up(index, place - 1);
    down(index, (places[index] as number) - 1);
  }

  return {
    move,
    place(index) {
      removed[index] = false;
      if ((places[index] ?? 0) > 0) move(index);
      else push(index);
    },
    restore(index) {
      removed[index] = false;
      if ((places[index] ?? 0) === 0) push(index);
    },
    remove(index) {
      removed[index] = true;
    },
    best() {
      for (;;) {
        const index = heap[0];
        if (index === undefined || removed[index] !== true) return index;
        places[index] = 0;
        const moved = heap.pop() as number;
        if (moved !== index) down(moved, 0);
      }
    },
    reorder() {
      for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) down(heap[at] as number, at);
    },
  };
}

import { describe, expect, test } from 'vitest';
import { cyclesOf, cycleThrough, groupsOf, leadingToCycles } from '../../src/model/cycles.ts';
import fc from '../support/fast-check.ts';

/** `a>b b>a`, as nodes and edges. */
function graph(text: string) {
  const edges = text.split(' ').flatMap((word) => {
    const [from = '', to] = word.split('>');
    return to === undefined ? [] : [{ from, to }];
  });
  return { nodes: [...new Set(text.split(/[ >]/))], edges };
}

const cycles = (text: string) => {
  const { nodes, edges } = graph(text);
  return cyclesOf(nodes, edges).map((cycle) => cycle.join(' '));
};

describe('cycles of a graph', () => {
  test.each<[what: string, graph: string, cycles: string[]]>([
    ['a line has none', 'a>b b>c', []],
    ['nor has a diamond', 'a>b a>c b>d c>d', []],
    ['nor a node that points to itself', 'a>a a>b', []],
    ['two nodes', 'a>b b>a', ['a b']],
    ['three, told from the first name on, in the direction of the arrows', 'b>a c>b a>c', ['a c b']],
    ['two separate cycles', 'd>c c>d b>a a>b b>c', ['a b', 'c d']],
    ['what is attached to a cycle is not part of it', 'x>a a>b b>a b>y', ['a b']],
    ['a short way round is preferred', 'a>b b>c c>a b>a', ['a b']],
    ['an arrow to a node that is not there', 'a>b', []],
  ])('%s', (_, text, expected) => expect(cycles(text)).toEqual(expected));

  test('an edge to or from an unknown node is ignored', () => {
    expect(
      cyclesOf(
        ['a'],
        [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'a' },
        ],
      ),
    ).toEqual([]);
  });

  test('a hundred thousand nodes in one cycle do not exhaust the stack', () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) => String(index));
    const edges = nodes.map((from, index) => ({ from, to: String((index + 1) % nodes.length) }));
    expect(cyclesOf(nodes, edges)[0]).toHaveLength(100_000);
  });

  test('a hundred thousand nodes in a line, and all of them on each other in turn', () => {
    const last = 99_999;
    expect(groupsOf([0], (node) => (node < last ? [node + 1] : []))).toHaveLength(last + 1);
    const both = groupsOf([0], (node) => [node - 1, node + 1].filter((to) => to >= 0 && to <= last));
    expect(both).toHaveLength(1);
    expect(both[0]).toHaveLength(last + 1);
  });
});

describe('groups of nodes that reach one another', () => {
  const next = (targets: Readonly<Record<string, readonly string[]>>) => (node: string) =>
    targets[node] ?? [];

  test('a target comes before what leads to it, even if it is not a start', () =>
    expect(groupsOf(['a'], next({ a: ['b', 'c'], b: ['a'], c: ['d'] }))).toEqual([['d'], ['c'], ['a', 'b']]));

  test('the cycle through a node is the shortest, and of equals the first by the order of edges', () => {
    const way = next({ a: ['c', 'b', 'd'], b: ['a'], c: ['e'], d: ['a'], e: ['a'] });
    expect(cycleThrough('a', 'abcde', way)).toEqual(['a', 'b']);
    expect(cycleThrough('c', 'abcde', way)).toEqual(['c', 'e', 'a']);
  });

  test('a node that leads to itself is not on a cycle', () =>
    expect(cycleThrough('a', ['a'], next({ a: ['a'] }))).toBeUndefined());
});

/** Seven nodes and some edges, to themselves too. */
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const edge = fc.record({ from: fc.constantFrom(...names), to: fc.constantFrom(...names) });
type Edges = readonly { readonly from: string; readonly to: string }[];
const graphs = fc.array(edge, { maxLength: 16 });

/** Warshall's closure of the matrix: how many steps the shortest way takes, at least one. */
function distances(edges: Edges): Record<string, number> {
  const steps: Record<string, number> = {};
  for (const { from, to } of edges) steps[from + to] = 1;
  for (const via of names)
    for (const from of names)
      for (const to of names) {
        const length = (steps[from + via] ?? Infinity) + (steps[via + to] ?? Infinity);
        if (length < (steps[from + to] ?? Infinity)) steps[from + to] = length;
      }
  return steps;
}

describe('against a matrix of all ways', () => {
  const together = (steps: Record<string, number>) => (a: string) =>
    names.filter((b) => a === b || (steps[a + b] !== undefined && steps[b + a] !== undefined));

  test('groups are those that reach one another, whatever they start from', () => {
    fc.assert(
      fc.property(graphs, fc.shuffledSubarray(names), (edges, starts) => {
        const steps = distances(edges);
        const next = (node: string) => edges.filter(({ from }) => from === node).map(({ to }) => to);
        const expected = names
          .filter((node) => starts.some((start) => start === node || steps[start + node] !== undefined))
          .map((node) => together(steps)(node).join(''));
        const found = groupsOf(starts, next);
        expect(found.map((group) => [...group].sort().join('')).sort()).toEqual(
          [...new Set(expected)].sort(),
        );
        // No group leads to a later one.
        found.forEach((group, index) => {
          for (const later of found.slice(index + 1).flat()) {
            for (const node of group) expect(steps[node + later]).toBeUndefined();
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  test('each cycle is a shortest walk through the first of its group, and the order of input does not matter', () => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const steps = distances(edges);
        const ways = distances(edges.filter(({ from, to }) => from !== to));
        const found = cyclesOf(names, edges);
        for (const ring of found) {
          expect(new Set(ring).size).toBe(ring.length);
          ring.forEach((from, index) => {
            expect(edges).toContainEqual({ from, to: ring[(index + 1) % ring.length] });
          });
          expect(ring).toHaveLength(ways[`${ring[0]}${ring[0]}`] ?? 0);
        }
        const groups = names.map(together(steps)).filter((group) => group.length > 1);
        expect(found.map(([first]) => first)).toEqual([...new Set(groups.map(([first]) => first))]);
        expect(cyclesOf([...names].reverse(), [...edges].reverse())).toEqual(found);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the nodes that lead to a cycle', () => {
  test('are those that walk on forever', () => {
    const graphs = fc.integer({ min: 0, max: 8 }).chain((amount) =>
      fc.array(fc.array(fc.nat(Math.max(0, amount - 1)), { maxLength: 3 }), {
        minLength: amount,
        maxLength: amount,
      }),
    );
    fc.assert(
      fc.property(graphs, (targets) => {
        // After as many steps as there are nodes, only a cycle leads any further.
        let walking = [...targets.keys()];
        for (let step = 0; step < targets.length; step += 1)
          walking = walking.filter((node) => targets[node]?.some((target) => walking.includes(target)));
        expect(leadingToCycles(targets)).toEqual(walking);
      }),
    );
  });

  test('of a hundred thousand nodes in a line there are none, and all if the last leads to the first', () => {
    const line = Array.from({ length: 100_000 }, (_, node) => (node === 99_999 ? [] : [node + 1]));
    expect(leadingToCycles(line)).toEqual([]);
    expect(leadingToCycles([...line.slice(0, -1), [0]])).toHaveLength(100_000);
  });
});

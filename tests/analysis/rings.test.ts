import { describe, expect, test } from 'vitest';
import { ringsOf } from '../../src/analysis/rings.ts';
import fc from '../support/fast-check.ts';

/** `a>b b>a`, as nodes and edges. */
function graph(text: string) {
  const edges = text.split(' ').flatMap((word) => {
    const [from = '', to] = word.split('>');
    return to === undefined ? [] : [{ from, to }];
  });
  return { nodes: [...new Set(text.split(/[ >]/))], edges };
}

const rings = (text: string) => {
  const { nodes, edges } = graph(text);
  return ringsOf(nodes, edges).map((ring) => ring.join(' '));
};

describe('rings of a graph', () => {
  test.each<[what: string, graph: string, rings: string[]]>([
    ['a line has none', 'a>b b>c', []],
    ['nor has a diamond', 'a>b a>c b>d c>d', []],
    ['nor a node that points to itself', 'a>a a>b', []],
    ['two nodes', 'a>b b>a', ['a b']],
    ['three, told from the first name on, in the direction of the arrows', 'b>a c>b a>c', ['a c b']],
    ['two rings apart', 'd>c c>d b>a a>b b>c', ['a b', 'c d']],
    ['what hangs on a ring is no part of it', 'x>a a>b b>a b>y', ['a b']],
    ['a short way round is preferred', 'a>b b>c c>a b>a', ['a b']],
    ['an arrow to a node that is not there', 'a>b', []],
  ])('%s', (_, text, expected) => expect(rings(text)).toEqual(expected));

  test('an edge to or from an unknown node is left out', () => {
    expect(
      ringsOf(
        ['a'],
        [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'a' },
        ],
      ),
    ).toEqual([]);
  });

  test('a hundred thousand nodes in one ring do not exhaust the stack', () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) => String(index));
    const edges = nodes.map((from, index) => ({ from, to: String((index + 1) % nodes.length) }));
    expect(ringsOf(nodes, edges)[0]).toHaveLength(100_000);
  });

  test('against reachability by brute force: each ring is a walk, and every two nodes that reach each other share one', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const edge = fc.record({ from: fc.constantFrom(...names), to: fc.constantFrom(...names) });
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 14 }), (edges) => {
        const reach = new Set(edges.map(({ from, to }) => `${from}${to}`));
        for (const via of names)
          for (const from of names)
            for (const to of names)
              if (reach.has(`${from}${via}`) && reach.has(`${via}${to}`)) reach.add(`${from}${to}`);
        const mutual = (a: string, b: string) => a !== b && reach.has(`${a}${b}`) && reach.has(`${b}${a}`);
        const found = ringsOf(names, edges);
        for (const ring of found) {
          expect(new Set(ring).size).toBe(ring.length);
          ring.forEach((from, index) => {
            const to = ring[(index + 1) % ring.length];
            expect(edges).toContainEqual({ from, to });
          });
        }
        const groups = new Set(
          names.flatMap((a) => {
            const group = names.filter((b) => a === b || mutual(a, b));
            return group.length > 1 ? [group.join('')] : [];
          }),
        );
        expect(found).toHaveLength(groups.size);
        expect(ringsOf([...names].reverse(), [...edges].reverse())).toEqual(found);
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});

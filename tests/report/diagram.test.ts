import { expect, test } from 'vitest';
import { type Diagram, dotText, dotWord, mermaidText } from '../../src/report/diagram.ts';
import { mapWords } from '../../src/report/drawing/link-words.ts';

const diagram: Diagram = {
  words: mapWords,
  boxes: [
    { title: undefined, names: ['b'] },
    { title: 'say "hi"', names: ['a<\n\\', 'call, from'] },
  ],
  arrows: [
    { from: 'b', to: 'a<\n\\', text: '2 calls', kind: 'call', isFirm: true },
    { from: 'a<\n\\', to: 'b', text: 'R&D', kind: 'data', isFirm: false },
    { from: 'b', to: 'call, from', text: 'x', kind: 'call', isFirm: true },
  ],
};

test('for Graphviz, with a legend whose names nothing else has', () =>
  expect(dotText(dotWord('a map'), diagram)).toBe(
    `digraph "a map" {
  rankdir=LR;
  node [shape=box, style=rounded, fontname="sans-serif"];
  edge [fontname="sans-serif", fontsize=10];
  "b";
  subgraph cluster_2 {
    label="say \\"hi\\"";
    "a< \\\\";
    "call, from";
  }
  "b" -> "a< \\\\" [label="2 calls", color="#8957e5"];
  "a< \\\\" -> "b" [label="R&D", color="#128c80", style=dashed];
  "b" -> "call, from" [label="x", color="#8957e5"];
  subgraph cluster_legend {
    label="legend";
    node [shape=point];
    "call, from'" -> "call, to" [label="calls a component", color="#8957e5"];
    "data, from" -> "data, to" [label="hands on data", color="#128c80"];
  }
}`,
  ));

test('for Mermaid, with ids in the order of the names, and a color for each kind', () =>
  expect(
    mermaidText(diagram, { names: ['a<\n\\', 'b', 'call, from'], mark: 'c', notes: ['two of them'] }),
  ).toBe(
    `flowchart LR
  %% two of them
  p1["b"]
  subgraph c2["say #quot;hi#quot;"]
    p0["a#lt; #92;"]
    p2["call, from"]
  end
  p1 -->|"2 calls"| p0
  p0 -.->|"R#amp;D"| p1
  p1 -->|"x"| p2
  subgraph legend["legend"]
    k0a(( )) -->|"calls a component"| k0b(( ))
    k1a(( )) -->|"hands on data"| k1b(( ))
  end
  linkStyle 0,2,3 stroke:#8957e5
  linkStyle 1,4 stroke:#128c80`,
  ));

test('one kind alone needs no legend', () => {
  const alone = { ...diagram, arrows: diagram.arrows.slice(0, 1) };
  expect(dotText(dotWord('x'), alone)).not.toContain('legend');
  expect(mermaidText(alone, { names: ['a<\n\\', 'b'], mark: 'c' })).not.toContain('legend');
});

test('a legend never makes a diagram too large for Mermaid', () => {
  const arrows = Array.from({ length: 499 }, (_, index) => ({
    ...(diagram.arrows[index % 2] as Diagram['arrows'][0]),
  }));
  const text = mermaidText({ ...diagram, arrows }, { names: ['a<\n\\', 'b'], mark: 'c' });
  expect(text).not.toContain('legend');
  expect(text).toContain('linkStyle 0,2,4,');
});

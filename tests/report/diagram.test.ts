import { expect, test } from 'vitest';
import { type Diagram, dotText, dotWord, mermaidText } from '../../src/report/diagram.ts';

const diagram: Diagram = {
  boxes: [
    { title: undefined, names: ['b'] },
    { title: 'say "hi"', names: ['a<\n\\'] },
  ],
  arrows: [
    { from: 'b', to: 'a<\n\\', text: '2 calls', isFirm: true },
    { from: 'a<\n\\', to: 'b', text: 'R&D', isFirm: false },
  ],
};

test('for Graphviz', () =>
  expect(dotText(dotWord('a map'), diagram)).toBe(
    `digraph "a map" {
  rankdir=LR;
  node [shape=box];
  "b";
  subgraph cluster_2 {
    label="say \\"hi\\"";
    "a< \\\\";
  }
  "b" -> "a< \\\\" [label="2 calls"];
  "a< \\\\" -> "b" [label="R&D", style=dashed];
}`,
  ));

test('for Mermaid, with ids in the order of the names', () =>
  expect(mermaidText(diagram, { names: ['a<\n\\', 'b'], mark: 'c', notes: ['two of them'] })).toBe(
    `flowchart LR
  %% two of them
  p1["b"]
  subgraph c2["say #quot;hi#quot;"]
    p0["a#lt; #92;"]
  end
  p1 -->|"2 calls"| p0
  p0 -.->|"R#amp;D"| p1`,
  ));

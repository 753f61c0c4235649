import { printable } from '../model/text.ts';
import type { LinkKind } from './drawing/drawing.ts';
import type { LegendWords } from './drawing/link-words.ts';

/** What a diagram draws: boxes with names, and arrows between them. */
export interface Diagram {
  readonly boxes: readonly { readonly title: string | undefined; readonly names: readonly string[] }[];
  readonly arrows: readonly {
    readonly from: string;
    readonly to: string;
    readonly text: string;
    /** Decides the color. */
    readonly kind: LinkKind;
    /** Drawn as a solid line, otherwise dashed. */
    readonly isFirm: boolean;
  }[];
  /** What the kinds mean. */
  readonly words: LegendWords;
}

/** One color for light and for dark pages, since neither Mermaid nor Graphviz knows where a diagram is shown. */
const colors: Readonly<Record<LinkKind, string>> = {
  call: '#8957e5',
  data: '#128c80',
  file: '#5a7a12',
  event: '#c26a12',
  dependency: '#b5438f',
  mention: '#768390',
  order: '#768390',
};

/** Mermaid rejects a diagram with more arrows (`maxEdges`). */
export const mermaidMaxArrows = 500;

/** The kinds that occur, in the order of their first arrow. */
const kindsIn = ({ arrows }: Diagram): LinkKind[] => [...new Set(arrows.map(({ kind }) => kind))];

/**
 * A diagram for Graphviz, with one cluster for each titled box, and a legend of the colors.
 * @param name as Graphviz spells it: {@link dotWord} for foreign text.
 */
export function dotText(name: string, diagram: Diagram): string {
  const { boxes, arrows } = diagram;
  const nodes = (names: readonly string[], indent: string) =>
    names.map((each) => `${indent}${dotWord(each)};`);
  return [
    `digraph ${name} {`,
    '  rankdir=LR;',
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...boxes.flatMap(({ title, names }, index) =>
      title === undefined
        ? nodes(names, '  ')
        : [
            `  subgraph cluster_${index + 1} {`,
            `    label=${dotWord(title)};`,
            ...nodes(names, '    '),
            '  }',
          ],
    ),
    ...arrows.map(
      ({ from, to, text, kind, isFirm }) =>
        `  ${dotWord(from)} -> ${dotWord(to)} [label=${dotWord(text)}, color="${colors[kind]}"${isFirm ? '' : ', style=dashed'}];`,
    ),
    ...dotLegend(diagram),
    '}',
  ].join('\n');
}

function dotLegend(diagram: Diagram): string[] {
  const kinds = kindsIn(diagram);
  if (kinds.length < 2) return [];
  const taken = new Set(diagram.boxes.flatMap(({ names }) => names.map(onOneLine)));
  const free = (id: string): string => (taken.has(id) ? free(`${id}'`) : id);
  return [
    '  subgraph cluster_legend {',
    '    label="legend";',
    '    node [shape=point];',
    ...kinds.map((kind) => {
      const [from, to] = [free(`${kind}, from`), free(`${kind}, to`)];
      return `    ${dotWord(from)} -> ${dotWord(to)} [label="${diagram.words[kind]}", color="${colors[kind]}"];`;
    }),
    '  }',
  ];
}

/**
 * A diagram as a Mermaid flowchart, with one subgraph for each titled box, and a legend of the colors.
 * @param names all names, in the order of their ids.
 * @param mark the letter that the ids of the boxes begin with.
 * @param notes comments above the boxes.
 */
export function mermaidText(
  diagram: Diagram,
  { names, mark, notes = [] }: { names: readonly string[]; mark: string; notes?: readonly string[] },
): string {
  const { boxes, arrows, words } = diagram;
  const ids = new Map(names.map((name, index) => [name, `p${index}`]));
  const nodes = (own: readonly string[], indent: string) =>
    own.map((name) => `${indent}${ids.get(name)}["${mermaidLabel(name)}"]`);
  const kinds = kindsIn(diagram);
  const legend = kinds.length < 2 || arrows.length + kinds.length > mermaidMaxArrows ? [] : kinds;
  return [
    'flowchart LR',
    ...notes.map((note) => `  %% ${note}`),
    ...boxes.flatMap(({ title, names: own }, index) =>
      title === undefined
        ? nodes(own, '  ')
        : [`  subgraph ${mark}${index + 1}["${mermaidLabel(title)}"]`, ...nodes(own, '    '), '  end'],
    ),
    ...arrows.map(
      ({ from, to, text, isFirm }) =>
        `  ${ids.get(from)} ${isFirm ? '-->' : '-.->'}|"${mermaidLabel(text)}"| ${ids.get(to)}`,
    ),
    ...(legend.length === 0
      ? []
      : [
          '  subgraph legend["legend"]',
          ...legend.map((kind, index) => `    k${index}a(( )) -->|"${words[kind]}"| k${index}b(( ))`),
          '  end',
        ]),
    // Mermaid counts arrows in the order in which they are written.
    ...kinds.map((kind) => {
      const own = [...arrows, ...legend.map((each) => ({ kind: each }))].flatMap((arrow, index) =>
        arrow.kind === kind ? [index] : [],
      );
      return `  linkStyle ${own.join()} stroke:${colors[kind]}`;
    }),
  ].join('\n');
}

/** Foreign text as a quoted word of Graphviz. */
export function dotWord(text: string): string {
  return `"${onOneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * Foreign text as a label of Mermaid, one line of plain text: as entities, what ends a label (quotes), is markup (also backticks, which
 * make Markdown of a label), begins a directive or a comment anywhere in a diagram (`%%`), or begins an entity. Mermaid rejects a
 * diagram with an empty label.
 */
export function mermaidLabel(text: string): string {
  return onOneLine(text || ' ').replace(
    /[&"<>`%#\\]/g,
    (char) => `#${entities[char] ?? char.charCodeAt(0)};`,
  );
}

const entities: Readonly<Record<string, string>> = { '&': 'amp', '"': 'quot', '<': 'lt', '>': 'gt' };

const onOneLine = (text: string): string => printable(text).replace(/[\t\n]/g, ' ');

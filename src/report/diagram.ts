import { printable } from '../model/text.ts';

/** What a diagram draws: boxes with names, and arrows between them. */
export interface Diagram {
  readonly boxes: readonly { readonly title: string | undefined; readonly names: readonly string[] }[];
  readonly arrows: readonly {
    readonly from: string;
    readonly to: string;
    readonly text: string;
    /** Drawn as a solid line, otherwise dashed. */
    readonly isFirm: boolean;
  }[];
}

/**
 * A diagram for Graphviz, with one cluster for each titled box.
 * @param name as Graphviz spells it: {@link dotWord} for foreign text.
 */
export function dotText(name: string, { boxes, arrows }: Diagram): string {
  const nodes = (names: readonly string[], indent: string) =>
    names.map((each) => `${indent}${dotWord(each)};`);
  return [
    `digraph ${name} {`,
    '  rankdir=LR;',
    '  node [shape=box];',
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
      ({ from, to, text, isFirm }) =>
        `  ${dotWord(from)} -> ${dotWord(to)} [label=${dotWord(text)}${isFirm ? '' : ', style=dashed'}];`,
    ),
    '}',
  ].join('\n');
}

/**
 * A diagram as a Mermaid flowchart, with one subgraph for each titled box.
 * @param names all names, in the order of their ids.
 * @param mark the letter that the ids of the boxes begin with.
 * @param notes comments above the boxes.
 */
export function mermaidText(
  { boxes, arrows }: Diagram,
  { names, mark, notes = [] }: { names: readonly string[]; mark: string; notes?: readonly string[] },
): string {
  const ids = new Map(names.map((name, index) => [name, `p${index}`]));
  const nodes = (own: readonly string[], indent: string) =>
    own.map((name) => `${indent}${ids.get(name)}["${mermaidLabel(name)}"]`);
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
  ].join('\n');
}

/** Foreign text as a quoted word of Graphviz. */
export function dotWord(text: string): string {
  return `"${onOneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * Foreign text as a label of Mermaid, one line of plain text: as entities, what ends a label (quotes), is markup (also backticks, which
 * make Markdown of a label), begins a directive or a comment anywhere in a diagram (`%%`), or begins an entity.
 */
export function mermaidLabel(text: string): string {
  return onOneLine(text).replace(/[&"<>`%#\\]/g, (char) => `#${entities[char] ?? char.charCodeAt(0)};`);
}

const entities: Readonly<Record<string, string>> = { '&': 'amp', '"': 'quot', '<': 'lt', '>': 'gt' };

const onOneLine = (text: string): string => printable(text).replace(/[\t\n]/g, ' ');

import type { IntegrationMap } from '../model/map.ts';
import { mermaidLabel as label } from './diagram-text.ts';
import { categoryDrawing, drawingOf } from './map-groups.ts';
import { categoryName } from './map-words.ts';

/** Mermaid refuses a diagram with more arrows (`maxEdges`). */
const mostArrows = 500;

/**
 * The map as a Mermaid flowchart, one box a category. Pairs that are tied by words only are dashed. What Mermaid would refuse is
 * drawn by category.
 */
export function mapMermaid(map: IntegrationMap): string {
  const isTooLarge = map.ties.length > mostArrows;
  const { boxes, arrows } = isTooLarge ? categoryDrawing(map, categoryName) : drawingOf(map);
  const ids = new Map(boxes.flatMap(({ names }) => names).map((name, index) => [name, `p${index}`]));
  const nodes = (names: readonly string[], indent: string) =>
    names.map((name) => `${indent}${ids.get(name)}["${label(name)}"]`);
  return [
    'flowchart LR',
    ...(isTooLarge
      ? [
          `  %% by category: ${map.ties.length} pairs are more than the ${mostArrows} arrows that Mermaid draws`,
        ]
      : []),
    ...boxes.flatMap(({ title, names }, index) =>
      title === undefined
        ? nodes(names, '  ')
        : [`  subgraph c${index + 1}["${label(title)}"]`, ...nodes(names, '    '), '  end'],
    ),
    ...arrows.map(
      ({ from, to, text, isFirm }) =>
        `  ${ids.get(from)} ${isFirm ? '-->' : '-.->'}|"${label(text)}"| ${ids.get(to)}`,
    ),
  ].join('\n');
}

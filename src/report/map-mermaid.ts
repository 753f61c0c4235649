import type { IntegrationMap } from '../model/map.ts';
import { mermaidText } from './diagram.ts';
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
  const diagram = isTooLarge ? categoryDrawing(map, categoryName) : drawingOf(map);
  return mermaidText(diagram, {
    names: diagram.boxes.flatMap(({ names }) => names),
    mark: 'c',
    notes: isTooLarge
      ? [`by category: ${map.ties.length} pairs are more than the ${mostArrows} arrows that Mermaid draws`]
      : [],
  });
}

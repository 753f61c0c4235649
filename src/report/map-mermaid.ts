import type { IntegrationMap } from '../model/map.ts';
import { mermaidMaxArrows, mermaidText } from './diagram.ts';
import { categoryDrawing, drawingOf } from './map-groups.ts';
import { categoryName } from './map-words.ts';

/**
 * The map as a Mermaid flowchart, one box for each category. Pairs that are tied only by words are dashed. A map that Mermaid would
 * reject is drawn by category.
 */
export function mapMermaid(map: IntegrationMap): string {
  const isTooLarge = map.ties.length > mermaidMaxArrows;
  const diagram = isTooLarge ? categoryDrawing(map, categoryName) : drawingOf(map);
  return mermaidText(diagram, {
    names: diagram.boxes.flatMap(({ names }) => names),
    mark: 'c',
    notes: isTooLarge
      ? [
          `by category, because Mermaid draws at most ${mermaidMaxArrows} arrows and there are ${map.ties.length} pairs`,
        ]
      : [],
  });
}

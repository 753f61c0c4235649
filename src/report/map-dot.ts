import type { IntegrationMap } from '../model/map.ts';
import { dotText } from './diagram.ts';
import { drawingOf } from './map-groups.ts';

/** The map for Graphviz, one cluster a category. Pairs that are tied by words only are dashed. */
export function mapDot(map: IntegrationMap): string {
  return dotText('map', drawingOf(map));
}

import type { IntegrationMap } from '../model/map.ts';
import { dotText } from './diagram.ts';
import { drawingOf } from './map-groups.ts';

/** The map for Graphviz, one cluster for each category. Pairs that are tied only by words are dashed. */
export function mapDot(map: IntegrationMap): string {
  return dotText('map', drawingOf(map));
}

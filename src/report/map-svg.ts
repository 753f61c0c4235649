import type { IntegrationMap } from '../model/map.ts';
import { circleSvg } from './drawing/circle-svg.ts';
import { drawingSvg } from './drawing/drawing-svg.ts';
import { mapWords } from './drawing/link-words.ts';
import { mapDrawing } from './drawing/map-drawing.ts';

/** `mkt map --format svg`: which plugins refer to which. */
export function mapSvg(map: IntegrationMap): string {
  const made = mapDrawing(map);
  return made.shape === 'lanes'
    ? drawingSvg(made.drawing, mapWords)
    : circleSvg(made.drawing, made.isByCategory ? { ...mapWords, order: 'refers to' } : mapWords);
}

import type { IntegrationMap } from '../model/map.ts';
import { dotWord as word } from './diagram-text.ts';
import { drawingOf } from './map-groups.ts';

/** The map for Graphviz, one cluster a category. Pairs that are tied by words only are dashed. */
export function mapDot(map: IntegrationMap): string {
  const { boxes, arrows } = drawingOf(map);
  return [
    'digraph map {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...boxes.flatMap(({ title, names }, index) =>
      title === undefined
        ? names.map((name) => `  ${word(name)};`)
        : [
            `  subgraph cluster_${index + 1} {`,
            `    label=${word(title)};`,
            ...names.map((name) => `    ${word(name)};`),
            '  }',
          ],
    ),
    ...arrows.map(
      ({ from, to, text, isFirm }) =>
        `  ${word(from)} -> ${word(to)} [label=${word(text)}${isFirm ? '' : ', style=dashed'}];`,
    ),
    '}',
  ].join('\n');
}

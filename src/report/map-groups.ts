import type { IntegrationMap, MapPlugin } from '../model/map.ts';
import type { Diagram } from './diagram.ts';
import { mapWords } from './drawing/link-words.ts';
import { countedKinds, isFirm, kindsOf } from './map-words.ts';

/** All pairs that are tied, with the plugins of each category in one box. Pairs that are tied only by words are dashed. */
export function drawingOf({ plugins, ties }: IntegrationMap): Diagram {
  const tied = plugins.filter(({ refersTo, referredBy, isAsked }) => isAsked || refersTo + referredBy > 0);
  return {
    words: mapWords,
    boxes: boxesOf(tied),
    arrows: ties.map((tie) => ({
      from: tie.from,
      to: tie.to,
      text: countedKinds([tie]),
      kind: kindsOf(tie)[0] ?? 'mention',
      isFirm: isFirm(tie),
    })),
  };
}

/** The same by category, for maps that are too large to draw. */
export function categoryDrawing(
  { categories }: IntegrationMap,
  nameOf: (category?: string) => string,
): Diagram {
  const names = [...new Set(categories.flatMap(({ from, to }) => [nameOf(from), nameOf(to)]))].sort();
  return {
    words: mapWords,
    boxes: [{ title: undefined, names }],
    arrows: categories.map(({ from, to, pairs, count }) => ({
      from: nameOf(from),
      to: nameOf(to),
      text: `${count} in ${pairs} pair${pairs === 1 ? '' : 's'}`,
      kind: 'order',
      isFirm: true,
    })),
  };
}

function boxesOf(plugins: readonly MapPlugin[]): Diagram['boxes'] {
  const byCategory = new Map<string | undefined, string[]>();
  for (const { category, label } of plugins) {
    const list = byCategory.get(category);
    if (list === undefined) byCategory.set(category, [label]);
    else list.push(label);
  }
  return [...byCategory].map(([title, names]) => ({ title, names }));
}

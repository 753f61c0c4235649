import type { IntegrationMap, MapPlugin } from '../model/map.ts';
import { countedKinds, isFirm } from './map-words.ts';

/** What a diagram draws: boxes with names, and arrows between them. */
export interface Drawing {
  readonly boxes: readonly { readonly title: string | undefined; readonly names: readonly string[] }[];
  readonly arrows: readonly {
    readonly from: string;
    readonly to: string;
    readonly text: string;
    /** Tied by a dependency, data or an event; else only by words. */
    readonly isFirm: boolean;
  }[];
}

/** All pairs that are tied, the plugins of each category in one box. */
export function drawingOf({ plugins, ties }: IntegrationMap): Drawing {
  const tied = plugins.filter(({ refersTo, referredBy, isAsked }) => isAsked || refersTo + referredBy > 0);
  return {
    boxes: boxesOf(tied),
    arrows: ties.map((tie) => ({
      from: tie.from,
      to: tie.to,
      text: countedKinds([tie]),
      isFirm: isFirm(tie),
    })),
  };
}

/** The same by category, for what would be too much to draw. */
export function categoryDrawing(
  { categories }: IntegrationMap,
  nameOf: (category?: string) => string,
): Drawing {
  const names = [...new Set(categories.flatMap(({ from, to }) => [nameOf(from), nameOf(to)]))].sort();
  return {
    boxes: [{ title: undefined, names }],
    arrows: categories.map(({ from, to, pairs, count }) => ({
      from: nameOf(from),
      to: nameOf(to),
      text: `${count} in ${pairs} pair${pairs === 1 ? '' : 's'}`,
      isFirm: true,
    })),
  };
}

function boxesOf(plugins: readonly MapPlugin[]): Drawing['boxes'] {
  const byCategory = new Map<string | undefined, string[]>();
  for (const { category, label } of plugins) {
    const list = byCategory.get(category);
    if (list === undefined) byCategory.set(category, [label]);
    else list.push(label);
  }
  return [...byCategory].map(([title, names]) => ({ title, names }));
}
